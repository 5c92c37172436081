import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { deskChangedSchema, deskEndedSchema } from '../../../shared/protocol/desk.ts';
import { pause } from '../../support/pause.ts';
import { openSession, type SignedIn, signIn, toCookie } from '../../support/people.ts';
import { type Listener, listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let admin: SignedIn;
let clerk: SignedIn;
let dinkes: SignedIn;
const open: Listener[] = [];
const now = Date.parse('2026-11-05T03:00:00Z');

const listen = async (given: Parameters<typeof listenAt>[1]): Promise<Listener> => {
  const listener = await listenAt(`${server.url}/desk`, given);
  open.push(listener);
  return listener;
};
const topics = ({ heard }: Listener) =>
  heard
    .filter(({ name }) => name === 'desk:changed')
    .map(({ payload }) => deskChangedSchema.parse(payload).topic);

beforeAll(async () => {
  server = await startTestServer({ now: () => now + (Date.now() % 1_000_000) });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  dinkes = await openSession(server, { email: 'dinkes@x.id', role: 'agency-operator', agency: 'dinkes' });
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
afterAll(() => server.stop());

describe('/desk', () => {
  it('P17 takes the cookie of a session from our own page, and nothing else', async () => {
    const token = await server.token('dlh', ['readings:read', 'readings:write']);
    expect((await listen({ cookie: admin.cookie })).outcome).toBe('connected');
    expect((await listen({})).outcome).toBe('sign-in');
    expect((await listen({ token })).outcome).toBe('sign-in');
    expect((await listen({ bearer: token })).outcome).toBe('sign-in');
    expect((await listen({ cookie: 'simpul.session_token=made-up' })).outcome).toBe('sign-in');
    expect((await listen({ cookie: admin.cookie, origin: 'https://evil.example' })).outcome).not.toBe(
      'connected',
    );
  });

  it('P17 lets one person open 32 pages, and one connection enter a namespace a few times', async () => {
    const outcomes: string[] = [];
    for (let count = 0; count < 33; count += 1)
      outcomes.push((await listen({ cookie: clerk.cookie })).outcome);
    expect(outcomes.filter((one) => one === 'connected')).toHaveLength(32);
    expect(outcomes.at(-1)).toBe('busy');
    const raw = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const answers: string[] = [];
    raw.on('message', (data) => void answers.push(String(data)));
    await once(raw, 'message');
    for (let count = 0; count < 11; count += 1) raw.send('40/live,');
    await pause(300);
    raw.terminate();
    expect(answers.filter((text) => text.startsWith('40/live,'))).toHaveLength(4);
    expect(answers.filter((text) => text.includes('busy'))).toHaveLength(7);
  });

  it('P18 sends desk:changed to whoever may know, clerks for their own agency alone', async () => {
    const [boss, own, other] = await Promise.all(
      [admin, clerk, dinkes].map(({ cookie }) => listen({ cookie })),
    );
    if (!boss || !own || !other) throw new Error('not connected');
    const sent = await clerk.ask('POST', '/api/v1/input/submissions', {
      key: 'form-0001',
      indicator: 'living-fire-response',
      period: '2026-10',
      readings: [{ area: '32.16.18', value: 12.5 }],
    });
    expect(sent.status).toBe(201);
    await pause(400);
    expect(topics(own)).toEqual(['obligations']);
    expect(topics(other)).toEqual([]);
    expect(topics(boss).sort()).toEqual(['obligations', 'verification']);
  });

  it('P18 tells of people by itself', async () => {
    const boss = await listen({ cookie: admin.cookie });
    const viewer = await openSession(server, { email: 'v@x.id', role: 'viewer' });
    await viewer.ask('POST', '/api/auth/sign-out', {});
    await pause(300);
    expect(topics(boss)).toContain('people');
  });

  it('P19 sends desk:ended and closes when the session is over or the role is another', async () => {
    const viewer = await openSession(server, { email: 'p19@x.id', role: 'viewer' });
    const first = await listen({ cookie: viewer.cookie });
    await viewer.ask('POST', '/api/auth/sign-out', {});
    expect(await first.closes(1_000)).toBe(true);
    expect(first.heard.map(({ payload }) => deskEndedSchema.safeParse(payload).success)).toContain(true);
    expect(first.heard.at(-1)).toEqual({ name: 'desk:ended', payload: { reason: 'session' } });
    const cookie = toCookie(await signIn(server.url, viewer.email));
    const second = await listen({ cookie });
    await admin.ask('PATCH', `/api/v1/admin/people/${viewer.id}`, { role: 'operator' });
    expect(await second.closes(1_000)).toBe(true);
    expect((await listen({ cookie })).outcome).toBe('sign-in');
  });

  it('P20 does nothing that a client asks', async () => {
    const { socket } = await listen({ cookie: admin.cookie });
    for (const name of ['desk:changed', 'desk:ended', 'live:subscribe', 'join', 'error']) {
      const answer = await socket.timeout(2_000).emitWithAck(name, { topic: 'people' });
      expect(answer).toMatchObject({ ok: false, code: 'unknown_event' });
    }
  });
});
