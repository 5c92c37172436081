import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Sends a file as fast as the caller takes it, and reads no further when that is gone. Headers are set once its first piece was read, so
 * that a file that cannot be read is answered like any other fault; one that breaks off later cuts the answer short. With `stallMs` it is
 * cut short too for a caller who takes not a byte for so long.
 */
export async function sendPieces(
  response: Response,
  pieces: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  stallMs?: number,
): Promise<void> {
  const reading = pieces[Symbol.asyncIterator]();
  const first = await reading.next();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  // Counted by the socket, which knows what left it; where nothing waits to leave, it is the file that is slow.
  if (stallMs !== undefined)
    response.setTimeout(stallMs, () => {
      if (response.writableLength > 0) response.destroy();
    });
  try {
    await pipeline(resume(first, reading), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* resume(
  first: IteratorResult<Uint8Array>,
  reading: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done) return;
  yield first.value;
  yield* { [Symbol.asyncIterator]: () => reading };
}
