import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { personHeader } from '#shared/protocol/desk.ts';
import { ask, OfflineError, ProblemError } from '../../../../client/connection/desk/request.ts';
import { toSendMs } from '../../../../shared/protocol/limits.ts';

const schema = z.object({ id: z.string() });

/** What comes back for whatever is asked. */
let answer: Response;
let headers: HeadersInit | undefined;

beforeEach(() => {
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    headers = init.headers;
    return answer;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('names the person for whom it asks, where it is for one alone', async () => {
  answer = new Response('{"id":"a"}');
  await ask('/x', { schema, person: 'u1' });
  expect(new Headers(headers).get(personHeader)).toBe('u1');
});

const toCut = (): Response =>
  new Response(
    new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('{"id":'));
        stream.error(new TypeError('network error'));
      },
    }),
  );

it('gives the answer where it is whole', async () => {
  answer = new Response('{"id":"a"}');
  expect(await ask('/x', { schema })).toEqual({ id: 'a' });
});

it.each([
  ['the line drops inside the answer', toCut],
  ['a page that is not the server’s answers for it', () => new Response('<html>Masuk ke jaringan</html>')],
  ['a proxy answers that the server does not', () => new Response('<html>', { status: 502 })],
])('is offline where %s', async (_why, toAnswer) => {
  answer = toAnswer();
  await expect(ask('/x', { schema })).rejects.toBeInstanceOf(OfflineError);
});

it('tells what the server says of it', async () => {
  const problem = { type: 'about:blank', title: 'Salah', status: 422, detail: 'angka salah' };
  answer = new Response(JSON.stringify(problem), { status: 422 });
  await expect(ask('/x', { schema })).rejects.toBeInstanceOf(ProblemError);
});

it('is neither where a proxy turns it down', async () => {
  answer = new Response('<html>', { status: 413 });
  await expect(ask('/x', { schema })).rejects.toThrow('answer 413');
});

it('gives a file as long to be sent as the server does, and then waits for its answer', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  vi.stubGlobal('fetch', async () => new Response('1'));
  const number = z.number();
  await ask('/x', { schema: number });
  await ask('/x', { schema: number, method: 'POST', body: {} });
  await ask('/x', { schema: number, method: 'POST', bytes: new Blob([new Uint8Array(5_242_880)]) });
  expect(timeout.mock.calls).toEqual([[30_000], [30_000], [30_000 + toSendMs(5_242_880)]]);
  expect(toSendMs(5_242_880)).toBe(110_000);
});
