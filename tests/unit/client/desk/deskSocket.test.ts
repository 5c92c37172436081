import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchDesk } from '../../../../client/connection/desk/deskSocket.ts';

let http: HttpServer;
let server: Server;
/** Word with which the next ones are turned away; null lets them in. */
let refusal: string | null;
let told: string[];
let stop: () => void;

beforeEach(async () => {
  refusal = null;
  told = [];
  http = createServer();
  server = new Server(http);
  server.of('/desk').use((_socket, next) => next(refusal === null ? undefined : new Error(refusal)));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  vi.stubGlobal('location', { protocol: 'http:', host });
  // As soon as it tries at all.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(async () => {
  stop();
  await server.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function watch(): void {
  stop = watchDesk({
    onChange: (topic) => told.push(topic),
    onBack: () => told.push('back'),
    onEnded: () => told.push('ended'),
    onLine: (isUp) => told.push(isUp ? 'up' : 'down'),
  });
}

const hear = (...words: string[]) => vi.waitFor(() => expect(told).toEqual(words), { timeout: 5_000 });

it('comes back after the server closed it, and says that it was away', async () => {
  watch();
  await hear('up');
  const [socket] = await server.of('/desk').fetchSockets();
  socket?.emit('desk:ended', { reason: 'signed-out' });
  socket?.disconnect(true);
  await hear('up', 'ended', 'down', 'up', 'back');
});

it('goes on trying where the server turns it away, and asks who signed in where that is why', async () => {
  refusal = 'unavailable';
  watch();
  await hear('down');
  refusal = 'sign-in';
  await hear('down', 'ended', 'down');
  refusal = null;
  await hear('down', 'ended', 'down', 'up', 'back');
});

it('tries no more once it is stopped', async () => {
  refusal = 'busy';
  watch();
  await hear('down');
  stop();
  refusal = null;
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(told).toEqual(['down']);
});
