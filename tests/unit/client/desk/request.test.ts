import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ask } from '../../../../client/connection/desk/request.ts';
import { toSendMs } from '../../../../shared/protocol/limits.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('gives a file as long to be sent as the server does, and then waits for its answer', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  vi.stubGlobal('fetch', async () => new Response('1'));
  const schema = z.number();
  await ask('/x', { schema });
  await ask('/x', { schema, method: 'POST', body: {} });
  await ask('/x', { schema, method: 'POST', bytes: new Blob([new Uint8Array(5_242_880)]) });
  expect(timeout.mock.calls).toEqual([[30_000], [30_000], [30_000 + toSendMs(5_242_880)]]);
  expect(toSendMs(5_242_880)).toBe(110_000);
});
