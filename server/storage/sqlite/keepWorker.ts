import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailableError } from '../../domain/storeErrors.ts';
import { StoreOpenError } from '../errors.ts';
import type { WorkerStart } from './messages.ts';
import { startWorker, type WorkerClient } from './workerClient.ts';

const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** About a minute of trying; a worker that lived this long counts as healthy again. */
const maxStarts = 15;
const healthyMs = 60_000;

/** What is done around a worker that is started anew. */
export interface WorkerCare {
  /** Tells a new worker what the one before knew, before any call reaches it. */
  prepare(client: WorkerClient): Promise<unknown>;
  /** It could not be brought back: nothing will be stored any more. */
  onLost(error: Error): void;
}

/** A thread that is not wanted after all is ended: it would hold the lock. */
async function openPrepared(
  start: WorkerStart,
  care: WorkerCare,
  closing: AbortSignal,
): Promise<WorkerClient> {
  const next = await startWorker(start);
  try {
    await care.prepare(next);
    closing.throwIfAborted();
    return next;
  } catch (error) {
    await next.close();
    throw error;
  }
}

/** A worker that is started again when its thread dies; calls in between fail at once, like those that were under way. */
export async function keepWorker(
  start: WorkerStart,
  care: WorkerCare,
): Promise<Omit<WorkerClient, 'exited'>> {
  let client: WorkerClient | null = await startWorker(start);
  let startedAt = performance.now();
  let starts = 0;
  const closing = new AbortController();

  async function startAgain(): Promise<void> {
    if (performance.now() - startedAt > healthyMs) starts = 0;
    let last: unknown;
    while (starts < maxStarts) {
      await pause(Math.min(longestPauseMs, firstPauseMs * 2 ** starts), undefined, {
        signal: closing.signal,
      });
      starts += 1;
      try {
        client = await openPrepared(start, care, closing.signal);
        startedAt = performance.now();
        watch(client);
        return;
      } catch (error) {
        last = error;
        // Trying again does not mend a file.
        if (error instanceof StoreOpenError) break;
      }
    }
    const reason = last instanceof Error ? last.message : String(last);
    care.onLost(new StoreOpenError(`storage stopped and could not be started again: ${reason}`, last));
  }

  function watch(running: WorkerClient): void {
    void running.exited.then(() => {
      client = null;
      if (!closing.signal.aborted) startAgain().catch(() => undefined);
    });
  }

  watch(client);
  return {
    call<T>(kind: string, ...args: readonly unknown[]): Promise<T> {
      if (!client) return Promise.reject(new StoreUnavailableError('failed'));
      return client.call<T>(kind, ...args);
    },
    async close() {
      closing.abort();
      await client?.close();
    },
  };
}
