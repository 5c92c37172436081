import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHttpServer } from '../../../../server/http/createHttpServer.ts';

let server: Server;
let socket: Socket;
let text: string;
/** Requests that came, each with its answer; their bodies are read by nobody. */
let come: [IncomingMessage, ServerResponse][];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  [text, come] = ['', []];
  server = createHttpServer({
    handle: (request, response) => come.push([request.resume(), response]),
    upgradePath: '/sockets',
    onError: () => undefined,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('data', (piece: Buffer) => {
    text += piece.toString('utf8');
  });
  await once(socket, 'connect');
});
afterEach(async () => {
  vi.useRealTimers();
  socket.destroy();
  server.close();
  await once(server, 'close');
});

/** Turns of the loop until it holds: waiting by a clock would move the one that is faked. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000 && !holds(); turn += 1) await new Promise((done) => setImmediate(done));
  expect(holds()).toBe(true);
}

async function send(head: string, body = ''): Promise<void> {
  const before = come.length;
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`);
  await until(() => come.length > before);
}

/** Lets time pass; what a socket brings is there afterwards. */
async function wait(ms: number): Promise<string> {
  vi.advanceTimersByTime(ms);
  for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
  return text.split('\r\n')[0] ?? '';
}

it.each([
  ['of 5 MB, half a minute and what a line of half a megabit needs', 'Content-Length: 5242880', 110_000],
  ['of 33 MB, as long as a whole file of evidence needs', 'Content-Length: 33554432', 542_000],
  ['of a few bytes, half a minute', 'Content-Length: 3', 30_001],
  ['of which nobody knows the length, half a minute', 'Transfer-Encoding: chunked', 30_000],
  ['that says it is endless, ten minutes', 'Content-Length: 99999999999', 600_000],
])('has for a body %s', async (_name, head, ms) => {
  await send(head);
  expect(await wait(ms - 1)).toBe('');
  const closed = once(socket, 'close');
  vi.advanceTimersByTime(1);
  await closed;
  expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(text).toContain('urn:simpul:problem:timeout');
});

it('never ends a request that came whole, however long its answer takes', async () => {
  await send('Content-Length: 3', 'abc');
  await until(() => come[0]?.[0].complete === true);
  expect(await wait(900_000)).toBe('');
  come[0]?.[1].end('done');
  await until(() => text.includes('200 OK'));
  await send('Content-Length: 3', 'abc');
  come[1]?.[1].end('done');
  await until(() => text.match(/200 OK/g)?.length === 2);
  expect(vi.getTimerCount()).toBe(0);
});
