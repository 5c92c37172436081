import type { ImportFault, ImportView, ToldFault } from '#shared/model/importFile.ts';
import type { Language } from '#shared/model/text.ts';
import { toImportSentence } from '#shared/protocol/importTexts.ts';
import type { Workbook } from '../domain/imports/grid.ts';
import { ProblemError } from './answers.ts';

/** Faults of a file as a problem: the sentence is made where the language is known, from code and parameters. */
export function toFileProblem(faults: readonly ImportFault[]): ProblemError {
  return new ProblemError(
    'invalid',
    faults.slice(0, 1_000).map(({ code, params, sheet, cell }) => ({
      pointer: sheet && cell ? `${sheet}!${cell}` : (sheet ?? ''),
      code: `import.${code}`,
      params: { ...params, ...(cell ? { cell } : {}) },
    })),
  );
}

/** Faults with their sentences. */
export function toTold(faults: readonly ImportFault[], language: Language): ToldFault[] {
  return faults.map((fault) => ({ ...fault, message: toImportSentence(fault, language) }));
}

/** A dropped file that is being looked at, whatever it is a file of. */
interface OpenedFile {
  readonly workbook: Workbook;
  readonly recognised: { readonly name: string; readonly at: number } | null;
}

/** What every view of a dropped file says: its sheets, what was noticed while reading, and the form that was used before. */
export function toFileView(
  { workbook, recognised }: OpenedFile,
  language: Language,
): Pick<ImportView, 'sheets' | 'recognised' | 'notices'> {
  return {
    sheets: workbook.sheets.map(({ name, rows, isHidden }) => ({ name, rows: rows.length, isHidden })),
    recognised: recognised && { name: recognised.name, at: new Date(recognised.at).toISOString() },
    notices: toTold(workbook.notices, language),
  };
}
