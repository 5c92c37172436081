import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Access, Caller } from '../../../../server/domain/people/access.ts';
import { createErrorHandler } from '../../../../server/http/errors.ts';
import { createRegistry, type RouteDefinition } from '../../../../server/http/registry.ts';
import { buildActor } from '../../../support/desk.ts';

const large = 33_554_432;
/** A body whose length is not announced. */
const whole = '1\r\na\r\n0\r\n\r\n';
let server: Server;
let port: number;
let sockets: Socket[];
/** How often it was asked who calls, which is before the body. */
let asked: number;

beforeEach(async () => {
  [sockets, asked] = [[], 0];
  const registry = createRegistry({
    identify: async ({ headers }): Promise<Caller> => {
      asked += 1;
      return { actor: buildActor(String(headers['x-who']), 'viewer'), via: 'session', scopes: [] };
    },
    toSender: ({ headers }) => {
      asked += 1;
      return String(headers['x-who']);
    },
    viewing: 'open',
  });
  const toFileRoute = (path: string, access: Access): RouteDefinition => ({
    method: 'post',
    path,
    access,
    body: 'raw',
    maxBytes: large,
    handle(request, response) {
      if (request.headers['x-who'] !== 'slow') response.send('taken');
    },
  });
  registry.add([toFileRoute('/files', { kind: 'signed-in' }), toFileRoute('/open', { kind: 'public' })]);
  server = createServer(
    express().use(
      registry.router,
      createErrorHandler(() => undefined),
    ),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => server.close(done));
});

/** Announces a body and sends as much of it as is given; `read` tells what was answered so far. */
function send(who: string, length: number | 'unknown', body = '', path = '/files') {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (piece: Buffer) => {
    text += piece.toString('latin1');
  });
  socket.on('error', () => undefined);
  sockets.push(socket);
  const announced = length === 'unknown' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nX-Who: ${who}\r\n${announced}\r\n\r\n${body}`);
  return { socket, read: () => text };
}

/** The same, and waits until the server has decided whether to read the body. */
async function begin(...wanted: Parameters<typeof send>) {
  const before = asked;
  const one = send(...wanted);
  await expect.poll(() => asked).toBe(before + 1);
  await new Promise((done) => setImmediate(done));
  return one;
}

const toStatus = async (one: { read: () => string }): Promise<number> => {
  await expect.poll(one.read).toContain('\r\n\r\n');
  return Number(one.read().split(' ')[1]);
};

it('refuses before it reads them bodies that all together would not fit in memory, until there is room', async () => {
  const first = [await begin('ani', large), await begin('ani', 'unknown'), await begin('budi', large)];
  const own = await begin('ani', 1);
  expect(await toStatus(own)).toBe(429);
  expect(own.read()).toMatch(/^retry-after: 5\r$/im);
  first.push(await begin('citra', large));
  const late = await begin('dewi', 1);
  expect(await toStatus(late)).toBe(503);
  expect(late.read()).toMatch(/^retry-after: 5\r$/im);
  expect(first.map((one) => one.read())).toEqual(['', '', '', '']);
  for (const { socket } of first) socket.destroy();
  await expect.poll(async () => toStatus(await begin('ani', 1, 'a'))).toBe(200);
});

it('gives room back with the answer, on a connection that stays open', async () => {
  for (let turn = 0; turn < 5; turn += 1)
    expect(await toStatus(await begin('ani', 'unknown', whole))).toBe(200);
});

it('gives room back where a connection breaks that has another answer under way', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    const { socket } = await begin('slow', 1, 'a');
    const before = asked;
    socket.write(`POST /files HTTP/1.1\r\nHost: x\r\nX-Who: ani\r\nContent-Length: ${large}\r\n\r\n`);
    await expect.poll(() => asked).toBe(before + 1);
    socket.destroy();
  }
  await expect.poll(async () => toStatus(await begin('ani', 'unknown', whole))).toBe(200);
});

it('gives senders that are not known room of their own, none of them all of it', async () => {
  const known = await begin('a', large);
  const first = [await begin('a', large, '', '/open'), await begin('b', large, '', '/open')];
  const statusOf = async (who: string) => toStatus(await begin(who, 1, 'a', '/open'));
  expect([await statusOf('a'), await statusOf('b'), await statusOf('c')]).toEqual([429, 429, 503]);
  expect(await toStatus(await begin('c', 1, 'a'))).toBe(200);
  for (const { socket } of [known, ...first]) socket.destroy();
  await expect.poll(() => statusOf('a')).toBe(200);
});
