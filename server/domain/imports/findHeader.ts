import { type Cell, countColumns, isBlank, type Sheet, toCell } from './grid.ts';
import { findHeaderWord } from './headerWords.ts';
import type { Matchers } from './matchers.ts';
import { createMergeIndex, type FindMerge, toShownCell } from './mergeIndex.ts';
import { parseNumber } from './parseNumber.ts';
import { parsePeriod } from './parsePeriod.ts';

/** Where the header of a sheet lies and what it says. Rows are counted from 0. */
export interface Header {
  readonly top: number;
  readonly bottom: number;
  /** First row of data: behind the header and a line that only numbers the columns. */
  readonly firstRow: number;
  /** Texts of each column from top to bottom, each once. */
  readonly parts: readonly (readonly string[])[];
  /** What stands above, line by line. */
  readonly titles: readonly string[];
}

const searchedRows = 40;
/** Columns that are looked at for it: a header shows itself in the first of them. */
const searchedColumns = 40;
const leastScore = 3;
/** Rows that one header may have. */
const maxDepth = 4;

function listFilled(sheet: Sheet, row: number): Cell[] {
  return (sheet.rows[row] ?? [])
    .map((_, column) => toCell(sheet, row, column))
    .filter((cell) => !isBlank(cell));
}

function isNumeric(cell: Cell): boolean {
  if (cell.isFormula || cell.kind === 'number') return true;
  const reading = cell.kind === 'text' ? parseNumber(cell.text, null).kind : 'bad';
  return reading === 'number' || reading === 'ambiguous';
}

/** A year in a header looks like a number. */
function isYearCell(cell: Cell): boolean {
  return /^\d{4}$/.test(cell.text) && parsePeriod(cell.text).kind === 'period';
}

function scoreCell(cell: Cell, { matchIndicator }: Matchers): number {
  if (cell.kind === 'date') return 0.5;
  if (isYearCell(cell)) return 1;
  if (cell.kind !== 'text' || cell.isFormula) return -1;
  const word = findHeaderWord(cell.text);
  if (word) return word.kind === 'total' ? 1 : 3;
  const match = matchIndicator(cell.text, true);
  if (match.kind === 'sure') return 3;
  if (parsePeriod(cell.text).kind !== 'none') return 1.5;
  if (isNumeric(cell)) return -1;
  return match.kind === 'none' ? 0.25 : 1.5;
}

/** A header stands over numbers: columns that turn from words to numbers below it speak for it. */
function scoreBelow(sheet: Sheet, row: number, cells: readonly Cell[]): number {
  const turning = cells.filter((cell) => {
    if (isNumeric(cell) && !isYearCell(cell)) return false;
    return [1, 2, 3].some((step) => {
      const below = toCell(sheet, row + step, cell.column);
      return !isBlank(below) && isNumeric(below);
    });
  });
  return Math.min(turning.length, 10);
}

/** Finds the header, with titles above it and merged or doubled lines; null where no line looks like one. */
export function findHeader(sheet: Sheet, matchers: Matchers): Header | null {
  let best = { row: -1, score: leastScore - 0.01 };
  for (let row = 0; row < Math.min(sheet.rows.length, searchedRows); row += 1) {
    const cells = listFilled(sheet, row).slice(0, searchedColumns);
    if (cells.length === 0) continue;
    const areas = cells.filter(
      ({ text }) => matchers.matchArea(text, { levels: [], isExact: true }).kind === 'sure',
    );
    const score =
      cells.reduce((sum, cell) => sum + scoreCell(cell, matchers), 0) +
      scoreBelow(sheet, row, cells) +
      (areas.length >= 3 ? areas.length : 0);
    if (score > best.score) best = { row, score };
  }
  return best.row < 0 ? null : buildHeader(sheet, best.row);
}

/** The header whose lines are known, for a layout that was chosen before. */
export function buildHeader(sheet: Sheet, row: number): Header {
  const findMerge = createMergeIndex(sheet);
  const top = extendUp(sheet, row, findMerge);
  const bottom = extendDown(sheet, row, findMerge);
  return {
    top,
    bottom,
    firstRow: isNumbering(sheet, bottom + 1) ? bottom + 2 : bottom + 1,
    parts: listParts(sheet, { top, bottom }, findMerge),
    titles: listTitles(sheet, top),
  };
}

/** Group headings: a line above that names several things, or one thing over several columns. */
function extendUp(sheet: Sheet, row: number, findMerge: FindMerge): number {
  let top = row;
  const width = listFilled(sheet, row).length;
  while (top > 0 && row - top < maxDepth - 1) {
    const cells = listFilled(sheet, top - 1);
    const [first, second] = cells;
    if (!first || cells.some((cell) => isNumeric(cell) && !isYearCell(cell))) break;
    const merge = findMerge(first.row, first.column);
    const spans = merge !== null && merge.right > merge.left;
    const coversAll = merge !== null && merge.right - merge.left + 1 >= width;
    const isGroup =
      second !== undefined ||
      (spans && !coversAll) ||
      (first.column > 0 && parsePeriod(first.text).kind !== 'none');
    // "Dinas: DLH" above the table is two cells as well, but its header does not continue it.
    if (!isGroup || (second && !joins(sheet, top, cells, findMerge))) break;
    top -= 1;
  }
  return top;
}

/** True where a line and the one below complete each other: merged downwards or sideways, or filled where the other is not. */
function joins(sheet: Sheet, below: number, cells: readonly Cell[], findMerge: FindMerge): boolean {
  return (
    cells.some((cell) => {
      const merge = findMerge(cell.row, cell.column);
      return merge !== null && (merge.bottom >= below || merge.right > merge.left);
    }) ||
    cells.some(
      (cell) =>
        cell.column > 0 &&
        parsePeriod(cell.text).kind !== 'none' &&
        isBlank(toCell(sheet, below - 1, cell.column + 1)),
    )
  );
}

function extendDown(sheet: Sheet, row: number, findMerge: FindMerge): number {
  const reach = listFilled(sheet, row).map((cell) => {
    const merge = findMerge(cell.row, cell.column);
    return merge && merge.top <= row ? merge.bottom : row;
  });
  return Math.min(Math.max(row, ...reach), row + maxDepth - 1);
}

/** "(1) (2) (3)" below a header numbers its columns and is no data. */
function isNumbering(sheet: Sheet, row: number): boolean {
  const cells = listFilled(sheet, row);
  if (cells.length < 3 || sheet.rows.length <= row + 1) return false;
  return cells.every((cell, index) => cell.text.replace(/^\((\d+)\)$/, '$1') === String(index + 1));
}

function listParts(
  sheet: Sheet,
  { top, bottom }: { top: number; bottom: number },
  findMerge: FindMerge,
): string[][] {
  return Array.from({ length: countColumns(sheet) }, (_, column) => {
    const texts = new Set<string>();
    for (let row = top; row <= bottom; row += 1) {
      const { kind, text, format } = toShownCell(sheet, findMerge, { row, column });
      // A date as a header is a month in most files; its format tells.
      if (text !== '') texts.add(kind === 'date' && !/d/i.test(format ?? 'd') ? text.slice(0, 7) : text);
    }
    return [...texts].map((text) => text.slice(0, 150));
  });
}

/** What stands above a row, line by line. */
export function listTitles(sheet: Sheet, top: number): string[] {
  const titles: string[] = [];
  for (let row = Math.max(0, top - 20); row < top; row += 1) {
    const line = listFilled(sheet, row)
      .map(({ text }) => text.slice(0, 200))
      .join(' ');
    if (line !== '') titles.push(line);
  }
  return titles;
}
