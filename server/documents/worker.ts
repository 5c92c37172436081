import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { EvidencePack, PackCheck, PackSummary } from '#shared/model/pack.ts';
import { checkContent } from '../domain/packs/checkPack.ts';
import { renderPdf } from './renderPdf.ts';
import { renderSheet } from './renderSheet.ts';

/** One piece of work for a thread that ends with it: half a second of layout, or a large strange file, must hold up no screen. */
export type DocumentStart =
  /** Writes the files of a pack; `address` is what the QR code says. */
  | { readonly kind: 'print'; readonly pack: EvidencePack; readonly address: string }
  /** Looks into a file that is none of ours byte by byte. */
  | { readonly kind: 'check'; readonly bytes: Uint8Array; readonly packs: readonly PackSummary[] };

/** What comes back of printing. */
export interface Printed {
  readonly pdf: Uint8Array;
  readonly xlsx: Uint8Array;
}

const toHash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

async function work(start: DocumentStart): Promise<Printed | PackCheck | null> {
  if (start.kind === 'check') return checkContent(start.bytes, start.packs, toHash);
  const { pack, address } = start;
  return { pdf: await renderPdf(pack, address), xlsx: await renderSheet(pack) };
}

parentPort?.postMessage(await work(workerData as DocumentStart));
