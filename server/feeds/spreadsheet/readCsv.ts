import Papa from 'papaparse';
import type { Workbook } from '../../domain/imports/grid.ts';
import { toAddress } from '../../domain/imports/grid.ts';
import { decodeCsv } from './decodeCsv.ts';
import { ImportFaultError } from './importFaultError.ts';
import { maxRows } from './limits.ts';
import { createSheetBuilder } from './sheetBuilder.ts';

/** Comma last: in Indonesian files it is the decimal mark. */
const delimiters = [';', '\t', '|', ','] as const;
const sampleCharacters = 64_000;
const sampleRows = 50;

// Every control character but tab, line feed and carriage return.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** The delimiter that gives most rows the same number of fields; one that is never there gives one field and loses. */
export function guessDelimiter(text: string): string {
  const sample = text.slice(0, sampleCharacters);
  let best = { delimiter: ';', score: 0 };
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, preview: sampleRows });
    const counts = data.map((row) => row.length).filter((count) => count > 1);
    const rows = data.filter((row) => row.some((field) => field.trim() !== '')).length;
    const common = counts.length === 0 ? 0 : mostCommon(counts);
    const share = counts.filter((count) => count === common).length / Math.max(1, rows);
    const score = common < 2 ? 0 : share + Math.min(common, 20) / 1_000;
    if (score > best.score + 0.05) best = { delimiter, score };
  }
  return best.delimiter;
}

function mostCommon(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((left, right) => right[1] - left[1])[0]?.[0] ?? 0;
}

/** Reads a delimited file as one sheet of texts; what a number is only its column can tell. */
export function readCsv(bytes: Uint8Array, name: string): Workbook {
  const whole = decodeCsv(bytes);
  const control = controls.exec(whole);
  if (control) {
    const line = whole.slice(0, control.index).split('\n').length;
    throw new ImportFaultError('csv_control', { line });
  }
  // Excel's own hint in the first line.
  const hint = /^sep=(.)\r?\n/i.exec(whole);
  const text = hint ? whole.slice(hint[0].length) : whole;
  const delimiter = hint?.[1] ?? guessDelimiter(text);
  const sheet = name.replace(/\.[^.]*$/, '').slice(0, 31) || 'CSV';
  const builder = createSheetBuilder(sheet, false, { cells: 0, characters: 0 });
  let row = 0;
  let fault: ImportFaultError | null = null;
  Papa.parse<string[]>(text, {
    delimiter,
    step({ data, errors }, parser) {
      try {
        const broken = errors.find((error) => error.type === 'Quotes');
        if (broken) throw new ImportFaultError('csv_quotes', {}, { sheet, cell: toAddress(row, 0) });
        for (const [column, field] of data.entries()) {
          if (field.trim() !== '') builder.put(row, column, field);
        }
      } catch (error) {
        if (!(error instanceof ImportFaultError)) throw error;
        fault = error;
        parser.abort();
      }
      row += 1;
      if (row > maxRows * 10) parser.abort();
    },
  });
  if (fault) throw fault;
  return { format: 'csv', sheets: [builder.build()], notices: [] };
}
