import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import {
  IdempotencyConflictError,
  PeriodLockedError,
  RecordConflictError,
  StoreUnavailableError,
} from '../../domain/storeErrors.ts';
import { StoreInUseError, StoreOpenError } from '../errors.ts';
import type { Answer, CallFault, WorkerStart } from './messages.ts';

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** A storage worker seen from the main thread. */
export interface WorkerClient {
  call<T>(kind: string, ...args: readonly unknown[]): Promise<T>;
  close(): Promise<void>;
  /** Resolves when the thread has ended, however it did. */
  readonly exited: Promise<void>;
}

function toError(error: CallFault, dataDir: string): Error {
  if (error.name === 'IdempotencyConflictError') return new IdempotencyConflictError();
  if (error.name === 'RecordConflictError') return new RecordConflictError();
  if (error.name === 'PeriodLockedError') return PeriodLockedError.fromMessage(error.message);
  if (error.name === 'StoreInUseError') return new StoreInUseError(dataDir);
  if (error.name === 'StoreOpenError') return new StoreOpenError(error.message);
  return new StoreUnavailableError(error.fault, new Error(`${error.name}: ${error.message}`));
}

/** From sources the worker runs through tsx; from the build it lies beside the server's bundle. */
function createWorker(start: WorkerStart): Worker {
  if (import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./sourceWorker.mjs', import.meta.url), { workerData: start, execArgv: [] });
  }
  const built = ['./sqliteWorker.js', '../sqliteWorker.js'].map((path) => new URL(path, import.meta.url));
  return new Worker(built.find((url) => existsSync(url)) ?? new URL('./sqliteWorker.js', import.meta.url), {
    workerData: start,
    execArgv: [],
  });
}

/** Starts a worker and resolves once its connection is open; calls fail with `StoreUnavailableError` after it died. */
export async function startWorker(start: WorkerStart): Promise<WorkerClient> {
  const worker = createWorker(start);
  const pending = new Map<number, Pending>();
  let isGone = false;
  let lastId = 0;

  function giveUp(cause: unknown): void {
    isGone = true;
    for (const { reject } of pending.values()) reject(new StoreUnavailableError('failed', cause));
    pending.clear();
  }
  function expect(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => pending.set(id, { resolve, reject }));
  }
  worker.on('message', (answer: Answer) => {
    const waiting = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(toError(answer.error, start.dataDir));
  });
  worker.on('error', giveUp);
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      giveUp(new Error('the storage worker ended'));
      resolve();
    });
  });

  function call<T>(kind: string, ...args: readonly unknown[]): Promise<T> {
    if (isGone) return Promise.reject(new StoreUnavailableError('failed'));
    const id = ++lastId;
    const answered = expect(id);
    worker.postMessage({ id, kind, args });
    return answered as Promise<T>;
  }
  await expect(0);
  return {
    call,
    exited,
    async close() {
      if (!isGone) await call('close').catch(() => undefined);
      await exited;
    },
  };
}
