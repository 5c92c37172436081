import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSystemActor } from '../../../server/domain/people/actor.ts';
import type { Role } from '../../../shared/model/role.ts';
import {
  createAsk,
  goodPassword,
  openSession,
  type SignedIn,
  signIn,
  toCookie,
} from '../../support/people.ts';
import { type Listener, listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let admin: SignedIn;
const offsets = { ms: 0 };
beforeAll(async () => {
  server = await startTestServer({ env: { VIEWING: 'signed-in' }, now: () => Date.now() + offsets.ms });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
});
afterAll(() => server.stop());

let count = 0;
const open = async (role: Role = 'verifier'): Promise<{ who: SignedIn; sockets: Listener[] }> => {
  count += 1;
  const who = await openSession(server, { email: `p${count}@x.id`, role });
  const sockets = [
    await listenAt(`${server.url}/live`, { cookie: who.cookie }),
    await listenAt(`${server.url}/desk`, { cookie: who.cookie }),
  ];
  expect(sockets.map(({ outcome }) => outcome)).toEqual(['connected', 'connected']);
  return { who, sockets };
};
const change = (id: string, body: object) => admin.ask('PATCH', `/api/v1/admin/people/${id}`, body);

/** The right is gone at once for HTTP, within 5 s for what is open, and nothing comes back. */
async function expectGone({ who, sockets }: { who: SignedIn; sockets: Listener[] }): Promise<void> {
  const from = performance.now();
  expect((await who.ask('GET', '/api/v1/verification/queue')).status).toBe(401);
  expect((await who.ask('GET', '/api/v1/latest')).status).toBe(401);
  expect(await Promise.all(sockets.map((socket) => socket.closes(5_000)))).toEqual([true, true]);
  expect(performance.now() - from).toBeLessThan(5_000);
  expect(sockets[1]?.heard.at(-1)?.name).toBe('desk:ended');
  for (const space of ['live', 'desk']) {
    const again = await listenAt(`${server.url}/${space}`, { cookie: who.cookie });
    expect(again.outcome).toBe('sign-in');
  }
}

describe('a right that ends while its sockets are open (S3)', () => {
  it.each([
    ['the person is demoted', (who: SignedIn) => change(who.id, { role: 'viewer' })],
    ['the person is disabled', (who: SignedIn) => change(who.id, { disabled: true })],
    ['the person signs out', (who: SignedIn) => who.ask('POST', '/api/auth/sign-out', {})],
    [
      'the admin ends the sessions',
      (who: SignedIn) => admin.ask('POST', `/api/v1/admin/people/${who.id}/sign-out`, {}),
    ],
    [
      'another process takes the session away',
      async (who: SignedIn) => {
        const [session] = await server.store.findIdentities('session', { field: 'userId', value: who.id });
        await server.store.writeIdentities([{ model: 'session', id: session?.id ?? '', body: null }], null);
      },
    ],
  ])('is gone when %s', async (_case, end) => {
    const opened = await open();
    const bystander = await open('viewer');
    await end(opened.who);
    await expectGone(opened);
    expect(bystander.sockets.map((socket) => socket.closedAt())).toEqual([null, null]);
    for (const socket of bystander.sockets) socket.close();
  });

  it('is gone for the other sessions when the password changes, and stays for the one that changed it', async () => {
    const opened = await open();
    const cookie = toCookie(await signIn(server.url, opened.who.email));
    const ask = createAsk(server.url, () => cookie);
    const body = { currentPassword: goodPassword, newPassword: 'perahu-merah-di-sungai-88' };
    const answer = await ask('POST', '/api/auth/change-password', body);
    expect(answer.status).toBe(200);
    const kept = toCookie(answer) || cookie;
    await expectGone(opened);
    expect((await createAsk(server.url, () => kept)('GET', '/api/v1/verification/queue')).status).toBe(200);
  });

  it('is gone for a token that was revoked: the next call, and open sockets within 5 s', async () => {
    const made = await server.tokens.create(
      {
        agency: server.region.agencies[0]?.code ?? ('dlh' as never),
        scopes: ['readings:read'],
        name: 'wall',
      },
      toSystemActor('test'),
    );
    const live = await listenAt(`${server.url}/live`, { token: made.secret });
    const read = () =>
      fetch(`${server.url}/api/v1/latest`, { headers: { authorization: `Bearer ${made.secret}` } });
    expect([live.outcome, (await read()).status]).toEqual(['connected', 200]);
    await server.tokens.revoke(made.token.id, toSystemActor('test'));
    expect((await read()).status).toBe(401);
    expect(await live.closes(5_000)).toBe(true);
  });

  it('is gone a week after the sign-in, however much it was used', async () => {
    const opened = await open();
    offsets.ms = 7 * 86_400_000 + 1_000;
    try {
      await expectGone(opened);
    } finally {
      offsets.ms = 0;
    }
  });
});
