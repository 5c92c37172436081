import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host of cameras on the loopback, whose picture does what the test says. */
export interface CameraHost {
  readonly url: string;
  set(mode: 'moving' | 'still' | 'gone'): void;
  close(): Promise<void>;
}

/** Any address that ends in `.svg` is a camera; everything else is not there. Every page may look at it. */
export async function startCameraHost(): Promise<CameraHost> {
  let mode: Parameters<CameraHost['set']>[0] = 'moving';
  let frame = 0;
  const server = createServer((request, response) => {
    const isCamera = /\.svg(?:\?|$)/.test(request.url ?? '');
    const head = { 'access-control-allow-origin': '*', 'content-type': 'image/svg+xml' };
    if (!isCamera || mode === 'gone') {
      response.writeHead(404, head).end();
      return;
    }
    if (mode === 'moving') frame += 1;
    const picture = `<rect width="640" height="360" fill="#2a4c3a"/><circle cx="${(frame * 40) % 640}" cy="180" r="60" fill="#cba"/>`;
    response
      .writeHead(200, head)
      .end(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">${picture}</svg>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      mode = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
