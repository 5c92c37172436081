import { once } from 'node:events';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const publicUrl = 'https://wall.example';
let server: InProcessServer;
let host: string;
beforeAll(async () => {
  server = await startTestServer({ env: { PUBLIC_URL: publicUrl } });
  host = new URL(server.url).host;
});
afterAll(() => server.stop());

type Headers = Readonly<Record<string, string>>;

async function askPolling(headers: Headers): Promise<boolean> {
  const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers });
  await answer.text();
  return answer.status === 200;
}

async function askWebSocket(headers: Headers): Promise<boolean> {
  const socket = new WebSocket(`ws://${host}/socket.io/?EIO=4&transport=websocket`, { headers });
  const isOpen = await Promise.race([
    once(socket, 'open').then(() => true),
    once(socket, 'unexpected-response').then(() => false),
  ]).catch(() => false);
  socket.on('error', () => undefined);
  socket.terminate();
  return isOpen;
}

const cookie = 'session=1';
const cases: readonly (readonly [string, () => Headers, boolean])[] = [
  ['no origin', () => ({}), true],
  ['no origin but a cookie', () => ({ cookie }), false],
  ['its own host', () => ({ origin: `http://${host}`, cookie }), true],
  ['PUBLIC_URL', () => ({ origin: publicUrl, cookie }), true],
  ['another host', () => ({ origin: 'https://evil.example' }), false],
  ['another port', () => ({ origin: 'http://127.0.0.1:1' }), false],
  ['a host that begins alike', () => ({ origin: `http://${host}.evil.example` }), false],
  ['PUBLIC_URL as a prefix', () => ({ origin: `${publicUrl}.evil.example` }), false],
  ['PUBLIC_URL without TLS', () => ({ origin: 'http://wall.example' }), false],
  ['a user before the host', () => ({ origin: `http://${host}@evil.example` }), false],
  ['null', () => ({ origin: 'null' }), false],
  ['an empty origin', () => ({ origin: '' }), false],
  [
    'a forwarded host that lies',
    () => ({ origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }),
    false,
  ],
];

describe('the origin of a socket', () => {
  it.each(cases)('%s, over both transports', async (_case, build, isAllowed) => {
    expect([await askPolling(build()), await askWebSocket(build())]).toEqual([isAllowed, isAllowed]);
  });

  it('never opens the interface to scripts of other sites', async () => {
    for (const path of ['/api/v1/latest', '/socket.io/?EIO=4&transport=polling']) {
      const answer = await fetch(server.url + path, { headers: { origin: publicUrl } });
      await answer.text();
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('namespaces', () => {
  it.each(['', '/admin', '/live/../admin'])('refuses %j: only /live takes connections', async (name) => {
    const socket = io(server.url + name, { forceNew: true, transports: ['websocket'], reconnection: false });
    const refusal = await new Promise<string>((resolve) => {
      socket.once('connect_error', (error) => resolve(error.message));
      socket.once('connect', () => resolve('connected'));
    });
    expect(['forbidden', 'Invalid namespace']).toContain(refusal);
    socket.disconnect();
  });
});
