import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { createFailedTokens } from '../../../../server/feeds/http/failedTokens.ts';
import { createSessionJoinRoute } from '../../../../server/http/sessionJoinRoute.ts';

const good = 'g'.repeat(43);
const request = (secret: string, from: string) =>
  ({ body: { secret, name: 'Bu Rini' }, params: { id: 'x' }, headers: {}, ip: from }) as unknown as Request;

function build() {
  let at = 0;
  const joinedFrom: (string | null)[] = [];
  const { handle } = createSessionJoinRoute({
    guests: {
      opens: async (_session, secret) => secret === good,
      async join({ from }) {
        joinedFrom.push(from);
        return { credential: 'c', you: { id: 'guest:l2.x', name: 'Bu Rini' } };
      },
    },
    failures: createFailedTokens(() => at, { burst: 3, forgivenMs: 1_000 }),
    joins: createFailedTokens(() => at, { burst: 2, forgivenMs: 500 }),
    clientAddress: (one) => (one as Request).ip ?? '',
    toLimitKey: (address) => address,
    hash: (text) => text,
    cookieName: 'guest',
    isSecure: false,
  });
  const response = { set: () => response, json: () => response } as unknown as Response;
  const ask = async (secret: string, from: string): Promise<string> => {
    try {
      await handle(request(secret, from), response, null);
      return 'in';
    } catch (error) {
      return String((error as { problem?: string }).problem);
    }
  };
  const pass = (ms: number): void => {
    at += ms;
  };
  return { ask, joinedFrom, pass };
}

describe('joining by a good link', () => {
  it('is slowed down for one address, and no other one', async () => {
    const { ask, joinedFrom, pass } = build();
    const answers: string[] = [];
    for (let time = 0; time < 4; time += 1) answers.push(await ask(good, '10.0.0.1'));
    expect(answers).toEqual(['in', 'in', 'rate', 'rate']);
    expect(await ask(good, '10.0.0.2')).toBe('in');
    expect(joinedFrom).toEqual(['10.0.0.1', '10.0.0.1', '10.0.0.2']);
    pass(500);
    expect(await ask(good, '10.0.0.1')).toBe('in');
  });

  it('takes nothing from those who try wrong ones', async () => {
    const { ask } = build();
    for (let time = 0; time < 3; time += 1) await ask(good, '10.0.0.1');
    expect(await ask('w'.repeat(43), '10.0.0.1')).toBe('not-found');
  });
});
