import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Access, Caller } from '../../../../server/domain/people/access.ts';
import { createIdentify } from '../../../../server/http/createIdentify.ts';

const toCaller = (via: Caller['via']): Caller => ({
  actor: { kind: 'user', id: via, label: via, role: null, agency: null, from: null },
  via,
  scopes: [],
});
const request = { headers: { cookie: 'x=y' }, socket: {} } as IncomingMessage;

/** Who a browser with these cookies is, for each kind of access. */
async function identifyWith(held: readonly Caller['via'][]): Promise<(string | undefined)[]> {
  const find = (via: Caller['via']) => async () => (held.includes(via) ? toCaller(via) : null);
  const identify = createIdentify({
    tokens: { authenticate: async () => null },
    findSession: find('session'),
    findWall: find('wall'),
    findGuest: find('guest'),
    clientAddress: () => '::1',
    failures: { check: async () => ({ waitMs: 0, token: null }) },
    toLimitKey: (address) => address,
    hash: (text) => text,
  });
  const kinds: Access[] = [
    { kind: 'public' },
    { kind: 'signed-in' },
    { kind: 'viewing' },
    { kind: 'session' },
    { kind: 'wall' },
  ];
  return Promise.all(kinds.map(async (access) => (await identify(request, access))?.via));
}

describe('createIdentify', () => {
  it('knows a guest where guests may be and nowhere else: a join would be a fresh count of tries', async () => {
    expect(await identifyWith(['guest'])).toEqual([undefined, undefined, 'guest', 'guest', undefined]);
  });

  it('takes the account of a browser that holds several cookies, and in a session never the wall', async () => {
    expect(await identifyWith(['session', 'wall', 'guest'])).toEqual([
      'session',
      'session',
      'session',
      'session',
      'wall',
    ]);
    expect(await identifyWith(['wall', 'guest'])).toEqual(['wall', 'wall', 'wall', 'guest', 'wall']);
  });
});
