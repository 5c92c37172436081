import { existsSync } from 'node:fs';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { ImportFault, ImportFaultCode } from '#shared/model/importFile.ts';
import type { ReadResult, SpreadsheetReader } from '../../domain/imports/spreadsheetReader.ts';
import { maxFileBytes, maxReadersAtOnce, maxWaitingFiles, readerHeapMb, readTimeoutMs } from './limits.ts';
import type { ReadStart } from './worker.ts';

/** From sources the worker runs through tsx; from the build it lies beside the server's bundle. */
function startWorker(start: ReadStart, heapMb: number): Worker {
  const options: WorkerOptions = {
    workerData: start,
    transferList: [start.bytes.buffer as ArrayBuffer],
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
  };
  if (import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./sourceWorker.mjs', import.meta.url), options);
  }
  const built = ['./spreadsheetWorker.js', '../spreadsheetWorker.js'].map(
    (path) => new URL(path, import.meta.url),
  );
  const found = built.find((url) => existsSync(url)) ?? new URL('./spreadsheetWorker.js', import.meta.url);
  return new Worker(found, options);
}

function refuse(code: ImportFaultCode, params: ImportFault['params'] = {}): ReadResult {
  return { ok: false, faults: [{ code, params }] };
}

/** Reads one file in a thread that is ended when it takes too long or too much. */
function readInWorker(
  start: ReadStart,
  { timeoutMs, heapMb }: Required<ReaderSettings>,
  running: Set<Worker>,
): Promise<ReadResult> {
  return new Promise((resolve) => {
    const worker = startWorker(start, heapMb);
    running.add(worker);
    let result: ReadResult = refuse('reader_failed');
    const timer = setTimeout(() => {
      result = refuse('too_slow', { seconds: Math.round(timeoutMs / 1_000) });
      void worker.terminate();
    }, timeoutMs);
    worker.on('message', (answer: ReadResult) => {
      result = answer;
    });
    worker.on('error', (error) => {
      const isHeavy = (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
      result = refuse(isHeavy ? 'too_heavy' : 'file_damaged');
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      running.delete(worker);
      resolve(result);
    });
  });
}

/** Settings that tests shorten. */
export interface ReaderSettings {
  readonly timeoutMs?: number;
  readonly heapMb?: number;
}

/** Builds the reader: few files at once, a short queue behind them, and no more. */
export function createSpreadsheetReader(settings: ReaderSettings = {}): SpreadsheetReader {
  const bounds = { timeoutMs: readTimeoutMs, heapMb: readerHeapMb, ...settings };
  const running = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let isStopped = false;

  /** Hands the place on to the next in the queue, or frees it. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
  async function enter(): Promise<void> {
    if (busy < maxReadersAtOnce) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }
  return {
    async read(bytes, name, { catalogue, agency }) {
      if (bytes.length === 0) return refuse('file_empty');
      if (bytes.length > maxFileBytes) return refuse('file_too_large', { max: maxFileBytes / 1_048_576 });
      if (isStopped || waiting.length >= maxWaitingFiles) return refuse('reader_busy');
      await enter();
      try {
        if (isStopped) return refuse('reader_busy');
        return await readInWorker(
          { bytes: Uint8Array.from(bytes), name, catalogue, agency },
          bounds,
          running,
        );
      } finally {
        leave();
      }
    },
    async stop() {
      isStopped = true;
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
