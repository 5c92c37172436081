import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSystemActor } from '../../../server/domain/people/actor.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let viewer: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { VIEWING: 'signed-in' } });
  viewer = await openSession(server, { email: 'v@x.id', role: 'viewer' });
});
afterAll(() => server.stop());

const listen = (given: Parameters<typeof listenAt>[1]) => listenAt(`${server.url}/live`, given);

describe('/live where viewing is for people who are signed in', () => {
  it('P16 takes a session or a token that may read', async () => {
    const reader = await server.token('dlh', ['readings:read']);
    const writer = await server.token('dlh', ['readings:write']);
    const outcomes = await Promise.all(
      [
        {},
        { cookie: viewer.cookie },
        { token: reader },
        { bearer: reader },
        { token: writer },
        { token: 'no' },
      ].map(async (given) => {
        const listener = await listen(given);
        listener.close();
        return listener.outcome;
      }),
    );
    expect(outcomes).toEqual(['sign-in', 'connected', 'connected', 'connected', 'sign-in', 'sign-in']);
  });

  it('P16 closes within 5 s when the right has ended', async () => {
    const secret = await server.token('dlh', ['readings:read']);
    const [byCookie, byToken] = [await listen({ cookie: viewer.cookie }), await listen({ token: secret })];
    const stays = await listen({ token: await server.token('dinkes', ['readings:read']) });
    const from = performance.now();
    const [token] = (await server.tokens.list()).filter(({ agency }) => agency === 'dlh').slice(-1);
    await viewer.ask('POST', '/api/auth/sign-out', {});
    for (const { id, agency } of await server.tokens.list())
      if (agency === 'dlh') await server.tokens.revoke(id, toSystemActor('test'));
    expect(token).toBeDefined();
    expect([await byCookie.closes(5_000), await byToken.closes(5_000)]).toEqual([true, true]);
    expect(Math.max(byCookie.closedAt() ?? 0, byToken.closedAt() ?? 0) - from).toBeLessThan(5_000);
    expect((await listen({ token: secret })).outcome).toBe('sign-in');
    expect(stays.closedAt()).toBeNull();
    stays.close();
  });
});
