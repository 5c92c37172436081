import { type Drill, type DrillChoice, type DrillReport, drillReportSchema } from '#shared/model/drill.ts';
import { type DrillScenario, drillScenarioSchema } from '#shared/model/drillScenario.ts';
import type { FileService } from '../files/createFileService.ts';
import { countStrokes } from './schedule.ts';

/** Body of a `drill` record: the drill as it is listed, and where its report lies. */
export interface DrillBody {
  readonly drill: Drill;
  /** SHA-256 of the report, null while there is none. */
  readonly report: string | null;
}

/** Body of a `drill-scenario` record: as it is listed, and where its steps lie. */
export interface ScenarioBody {
  readonly choice: DrillChoice;
  /** SHA-256 of the scenario. */
  readonly hash: string;
}

/** A scenario as it is chosen from. */
export function toChoice(scenario: DrillScenario, recorded: DrillChoice['recorded']): DrillChoice {
  const { id, title, about, minutes, expect } = scenario;
  return {
    id,
    kind: recorded ? 'recorded' : 'written',
    title,
    about,
    minutes,
    strokes: countStrokes(scenario),
    expected: expect.length,
    recorded,
  };
}

/** Files that hold one JSON document each. */
export type DocumentFiles = Pick<FileService, 'keepBytes' | 'readBytes'>;

/** Keeps a document and returns its hash. */
export function keepDocument(files: DocumentFiles, document: DrillReport | DrillScenario): Promise<string> {
  return files.keepBytes(new TextEncoder().encode(JSON.stringify(document)));
}

/** A kept report; null where it is gone. */
export async function readReport(files: DocumentFiles, hash: string): Promise<DrillReport | null> {
  const text = await readText(files, hash);
  return text === null ? null : drillReportSchema.parse(JSON.parse(text));
}

/** A kept scenario; null where it is gone. */
export async function readScenario(files: DocumentFiles, hash: string): Promise<DrillScenario | null> {
  const text = await readText(files, hash);
  return text === null ? null : drillScenarioSchema.parse(JSON.parse(text));
}

async function readText(files: DocumentFiles, hash: string): Promise<string | null> {
  const pieces = await files.readBytes(hash);
  if (!pieces) return null;
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}
