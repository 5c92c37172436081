import { existsSync } from 'node:fs';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { EvidencePack, PackCheck, PackSummary } from '#shared/model/pack.ts';
import type { DocumentStart, Printed } from './worker.ts';

/** Writes packs as files, and looks into files of others. */
export interface Printer {
  /** Throws where it cannot, or took too long. */
  print(pack: EvidencePack): Promise<Printed>;
  /** `checkContent`, beside the thread that serves. Throws where it cannot, or took too long. */
  check(bytes: Uint8Array, packs: readonly PackSummary[]): Promise<PackCheck | null>;
  /** Ends what is being done. */
  stop(): Promise<void>;
}

const timeoutMs = 60_000;

/** From sources the worker runs through tsx; from the build it lies beside the server's bundle. */
function startWorker(start: DocumentStart): Worker {
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
  const run = <Result>(start: DocumentStart): Promise<Result> =>
    new Promise((resolve, reject) => {
      const worker = startWorker(start);
      running.add(worker);
      let fault = new Error('the thread of documents ended without an answer');
      const timer = setTimeout(() => {
        fault = new Error(`a document took longer than ${timeoutMs / 1_000} s`);
        void worker.terminate();
      }, timeoutMs);
      worker.on('message', (result: Result) => resolve(result));
      worker.on('error', (error) => {
        fault = error instanceof Error ? error : new Error(String(error));
      });
      worker.on('exit', () => {
        clearTimeout(timer);
        running.delete(worker);
        // After an answer nothing: that promise is settled.
        reject(fault);
      });
    });
  return {
    print: (pack) => run<Printed>({ kind: 'print', pack, address: toAddress(pack.manifest.hash) }),
    check: (bytes, packs) => run<PackCheck | null>({ kind: 'check', bytes, packs }),
    async stop() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
