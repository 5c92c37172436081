import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook } from './readWorkbook.ts';

/** Thread that reads one file and ends: what a hostile file does to it, it does to nobody else. */
export interface ReadStart {
  readonly bytes: Uint8Array;
  readonly name: string;
}

const { bytes, name } = workerData as ReadStart;
parentPort?.postMessage(await readWorkbook(bytes, name));
