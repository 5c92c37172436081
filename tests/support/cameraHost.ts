import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startLiveStream } from './liveStream.ts';

/** A host of cameras on the loopback, whose pictures do what the test says. */
export interface CameraHost {
  readonly url: string;
  set(mode: 'moving' | 'still' | 'gone'): void;
  /** The stream tells nothing new any more. */
  stopStream(): void;
  close(): Promise<void>;
}

/** `/pasar.svg` is a snapshot, `/stream/live.m3u8` a stream, everything else is not there. Every page may look at them. */
export async function startCameraHost(): Promise<CameraHost> {
  let mode: Parameters<CameraHost['set']>[0] = 'moving';
  let frame = 0;
  const stream = startLiveStream(() => performance.now());
  const readStill = () => {
    if (mode === 'gone') return null;
    if (mode === 'moving') frame += 1;
    const picture = `<rect width="640" height="360" fill="#2a4c3a"/><circle cx="${(frame * 40) % 640}" cy="180" r="60" fill="#cba"/>`;
    const body = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">${picture}</svg>`;
    return { type: 'image/svg+xml', body };
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://camera');
    const found = pathname === '/pasar.svg' ? readStill() : stream.read(pathname.replace('/stream/', ''));
    const open = { 'access-control-allow-origin': '*' };
    if (found) response.writeHead(200, { ...open, 'content-type': found.type }).end(found.body);
    else response.writeHead(404, open).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      mode = next;
    },
    stopStream: () => stream.stop(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
