import { parentPort, workerData } from 'node:worker_threads';
import { proposeSheet } from '../../domain/imports/proposeLayout.ts';
import type { ProposalNeeds, ReadResult } from '../../domain/imports/spreadsheetReader.ts';
import { readWorkbook } from './readWorkbook.ts';

/** Thread that reads one file and ends: what a hostile file does to it, it does to nobody else. */
export interface ReadStart extends ProposalNeeds {
  readonly bytes: Uint8Array;
  readonly name: string;
}

async function readFile({ bytes, name, catalogue, agency }: ReadStart): Promise<ReadResult> {
  const result = await readWorkbook(bytes, name);
  return result.ok ? { ...result, proposal: proposeSheet(result.workbook, catalogue, agency) } : result;
}

parentPort?.postMessage(await readFile(workerData as ReadStart));
