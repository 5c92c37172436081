import type { CandidateMark } from '#shared/model/importFile.ts';
import { toPeriodKey } from '#shared/rules/period.ts';
import type { Cell } from './grid.ts';
import { type PeriodReading, parsePeriod } from './parsePeriod.ts';

/** A period with what has to be said about how it was read. */
export type CellPeriod = PeriodReading & { readonly mark?: CandidateMark };

/** Day numbers from 1954 to 2064: what a date becomes when its format is lost. */
const firstSerial = 20_000;
const lastSerial = 60_000;
const dayMs = 86_400_000;

function toSerialKey(serial: number): string {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * dayMs);
  return toPeriodKey('day', date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Reads a cell as a period: dates by what their format shows, numbers as years or lost dates, texts as people write them. */
export function readCellPeriod(cell: Cell): CellPeriod {
  if (cell.kind === 'date') return readDate(cell);
  if (cell.kind === 'number' || (cell.kind === 'text' && /^\d{5}$/.test(cell.text))) {
    const number = Number(cell.value);
    if (number >= firstSerial && number <= lastSerial) {
      const key = toSerialKey(number);
      return { kind: 'period', key, unit: 'day', isOrderOpen: false, mark: 'serial_date' };
    }
  }
  if (cell.kind === 'text' || cell.kind === 'number') return parsePeriod(cell.text);
  return { kind: 'none' };
}

/** `Jan-26` is kept as the first of January; that it means the month, only its format tells. */
function readDate({ text, format }: Cell): CellPeriod {
  const shown = (format ?? 'dmy').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').toLowerCase();
  const hasDay = /d/.test(shown);
  const hasMonth = /m/.test(shown.replace(/h+[^a-z]*m+|m+[^a-z]*s/g, ''));
  const hasYear = /y|e/.test(shown);
  const date = text.slice(0, 10);
  if (hasDay && hasYear) return parsePeriod(text.slice(0, 16));
  if (hasDay) return parsePeriod(date);
  if (hasMonth) return hasYear ? parsePeriod(date.slice(0, 7)) : { kind: 'part', rest: date.slice(5, 7) };
  return hasYear ? parsePeriod(date.slice(0, 4)) : parsePeriod(text.slice(0, 16));
}
