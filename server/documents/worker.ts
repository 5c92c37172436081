import { parentPort, workerData } from 'node:worker_threads';
import type { EvidencePack } from '#shared/model/pack.ts';
import { renderPdf } from './renderPdf.ts';
import { renderSheet } from './renderSheet.ts';

/** Thread that writes the files of one pack and ends: half a second of layout must hold up no screen. */
export interface PrintStart {
  readonly pack: EvidencePack;
  /** What the QR code says. */
  readonly address: string;
}

/** What comes back. */
export interface Printed {
  readonly pdf: Uint8Array;
  readonly xlsx: Uint8Array;
}

const { pack, address } = workerData as PrintStart;
const printed: Printed = { pdf: await renderPdf(pack, address), xlsx: await renderSheet(pack) };
parentPort?.postMessage(printed);
