import { once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { sendPieces } from '../../../../server/http/sendPieces.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A server that sends these pieces; what came of it is kept. */
async function serve(pieces: AsyncIterable<Uint8Array>, stallMs?: number) {
  const outcomes: string[] = [];
  const app = express();
  app.get('/', async (_request, response) => {
    try {
      const headers = { 'Content-Type': 'text/csv', 'Cache-Control': 'immutable' };
      await sendPieces(response, pieces, headers, stallMs);
      outcomes.push('sent');
    } catch (error) {
      outcomes.push((error as Error).message);
      if (!response.headersSent) response.status(503).end();
    }
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ask = async (): Promise<IncomingMessage> => {
    const [answer] = await once(
      get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }),
      'response',
    );
    return answer as IncomingMessage;
  };
  return { outcomes, ask };
}

/** Large pieces, many more than what fits on the way; counts what was read. */
function createSource(count: number, failsAt = Number.POSITIVE_INFINITY) {
  const state = { read: 0, isOver: false };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    try {
      for (let place = 0; place < count; place += 1) {
        if (place === failsAt) throw new Error(`piece ${place} is gone`);
        state.read += 1;
        yield new Uint8Array(262_144);
      }
    } finally {
      state.isOver = true;
    }
  }
  return { state, pieces: pieces() };
}

async function readAll(answer: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const piece of answer) bytes += (piece as Buffer).length;
  return bytes;
}

describe('a file that is sent', () => {
  it('comes whole, with its headers', async () => {
    const { pieces } = createSource(20);
    const { outcomes, ask } = await serve(pieces);
    const answer = await ask();
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv',
      'cache-control': 'immutable',
    });
    expect(await readAll(answer)).toBe(20 * 262_144);
    await expect.poll(() => outcomes).toEqual(['sent']);
  });

  it('may be empty', async () => {
    const { ask } = await serve(createSource(0).pieces);
    expect(await readAll(await ask())).toBe(0);
  });

  it('is read no faster than it is taken, and no further when the caller is gone', async () => {
    const { state, pieces } = createSource(2_000);
    const { outcomes, ask } = await serve(pieces);
    const answer = await ask();
    answer.pause();
    // Nothing is taken: reading comes to rest far from the end.
    let before = -1;
    await expect
      .poll(
        () => {
          const isResting = state.read === before;
          before = state.read;
          return isResting;
        },
        { interval: 300, timeout: 10_000 },
      )
      .toBe(true);
    expect(state.read).toBeLessThan(200);
    answer.destroy();
    await expect.poll(() => state.isOver).toBe(true);
    await expect.poll(() => outcomes).toEqual(['sent']);
  });

  it('is ended for a caller who takes nothing any more, and not for one who waits for a slow file', async () => {
    const { state, pieces } = createSource(2_000);
    const { outcomes, ask } = await serve(pieces, 200);
    const answer = await ask();
    answer.on('error', () => undefined).pause();
    await expect.poll(() => state.isOver, { timeout: 10_000 }).toBe(true);
    expect(state.read).toBeLessThan(200);
    await expect.poll(() => outcomes).toEqual(['sent']);
    answer.destroy();
    server.close();
    const slow = await serve(
      (async function* () {
        yield new Uint8Array(10);
        await new Promise((resolve) => setTimeout(resolve, 700));
        yield new Uint8Array(10);
      })(),
      200,
    );
    expect(await readAll(await slow.ask())).toBe(20);
  });

  it('that cannot be read is answered like any other fault, and not as something to keep', async () => {
    const { outcomes, ask } = await serve(createSource(3, 0).pieces);
    const answer = await ask();
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['cache-control']).toBeUndefined();
    expect(outcomes).toEqual(['piece 0 is gone']);
  });

  it('that breaks off is cut short, not ended as if it were whole', async () => {
    const { outcomes, ask } = await serve(createSource(3, 2).pieces);
    await expect(ask().then(readAll)).rejects.toThrow();
    await expect.poll(() => outcomes).toEqual(['piece 2 is gone']);
  });
});
