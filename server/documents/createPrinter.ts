import { existsSync } from 'node:fs';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { EvidencePack } from '#shared/model/pack.ts';
import type { Printed, PrintStart } from './worker.ts';

/** Writes packs as files. */
export interface Printer {
  /** Throws where it cannot, or took too long. */
  print(pack: EvidencePack): Promise<Printed>;
  /** Ends what is being written. */
  stop(): Promise<void>;
}

const timeoutMs = 60_000;

/** From sources the worker runs through tsx; from the build it lies beside the server's bundle. */
function startWorker(start: PrintStart): Worker {
  const options: WorkerOptions = {
    workerData: start,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  };
  if (import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./sourceWorker.mjs', import.meta.url), options);
  const built = ['./documentWorker.js', '../documentWorker.js'].map((path) => new URL(path, import.meta.url));
  const found = built.find((url) => existsSync(url)) ?? new URL('./documentWorker.js', import.meta.url);
  return new Worker(found, options);
}

/** Builds it; `toAddress` says what the QR code of a pack's pages holds. */
export function createPrinter(toAddress: (hash: string) => string): Printer {
  const running = new Set<Worker>();
  return {
    print: (pack) =>
      new Promise((resolve, reject) => {
        const worker = startWorker({ pack, address: toAddress(pack.manifest.hash) });
        running.add(worker);
        let fault = new Error('the writer of documents ended without one');
        const timer = setTimeout(() => {
          fault = new Error(`a document took longer than ${timeoutMs / 1_000} s`);
          void worker.terminate();
        }, timeoutMs);
        worker.on('message', (printed: Printed) => resolve(printed));
        worker.on('error', (error) => {
          fault = error instanceof Error ? error : new Error(String(error));
        });
        worker.on('exit', () => {
          clearTimeout(timer);
          running.delete(worker);
          // After a document nothing: that promise is settled.
          reject(fault);
        });
      }),
    async stop() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
