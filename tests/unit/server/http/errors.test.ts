import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { createErrorHandler } from '../../../../server/http/errors.ts';
import { sendPieces } from '../../../../server/http/sendPieces.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A route that hands out a file as evidence is handed out. */
async function download(pieces: AsyncIterable<Uint8Array>): Promise<Response> {
  const app = express();
  app.get('/', async (_request, response) => {
    response.attachment('bukti.pdf');
    await sendPieces(response, pieces, { 'Content-Type': 'application/pdf' });
  });
  app.use(createErrorHandler(() => undefined));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

it('answers for a file that cannot be read with a problem that no browser saves as that file', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.reject(new Error('the file is gone'));
  }
  const answer = await download(broken());
  expect(answer.status).toBe(500);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.headers.get('content-disposition')).toBeNull();
});

it('leaves a file that can be read one to be saved', async () => {
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array([37, 80, 68, 70]);
  }
  const answer = await download(whole());
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=bukti.pdf');
});
