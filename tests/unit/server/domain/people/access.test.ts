import { describe, expect, it } from 'vitest';
import { type Access, type Caller, decideAccess } from '../../../../../server/domain/people/access.ts';

const toGuest = (isOpen: boolean): Caller => ({
  actor: {
    kind: 'guest',
    id: 'l3.ab',
    label: 'Bu Rini',
    role: null,
    agency: null,
    from: null,
    guest: { session: 'one', link: 'l3', isOpen },
  },
  via: 'guest',
  scopes: [],
});
const decide = (access: Access, caller: Caller | null, session?: string) =>
  decideAccess(access, caller, {
    viewing: 'signed-in',
    isLoopback: false,
    ...(session === undefined ? {} : { session }),
  });

describe('decideAccess for a guest', () => {
  it('allows the own session, before it is opened as well, and no other', () => {
    expect(decide({ kind: 'session' }, toGuest(true), 'one')).toBe('allowed');
    expect(decide({ kind: 'session' }, toGuest(false), 'one')).toBe('allowed');
    expect(decide({ kind: 'session' }, toGuest(true), 'two')).toBe('unknown-caller');
    expect(decide({ kind: 'session' }, toGuest(true))).toBe('allowed');
    expect(decide({ kind: 'session' }, null, 'one')).toBe('unknown-caller');
  });

  it('allows looking while the session runs, and nothing else', () => {
    expect(decide({ kind: 'viewing' }, toGuest(true))).toBe('allowed');
    expect(decide({ kind: 'viewing' }, toGuest(false))).toBe('unknown-caller');
    const others: Access[] = [
      { kind: 'signed-in' },
      { kind: 'roles', roles: ['viewer', 'admin'] },
      { kind: 'token', scope: 'readings:read' },
      { kind: 'wall' },
      { kind: 'loopback' },
    ];
    for (const access of others) expect(decide(access, toGuest(true))).not.toBe('allowed');
  });

  it('keeps tokens and walls out of a session', () => {
    const { actor } = toGuest(true);
    for (const via of ['token', 'wall'] as const)
      expect(decide({ kind: 'session' }, { actor, via, scopes: [] }, 'one')).toBe('unknown-caller');
  });
});
