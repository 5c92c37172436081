import { budgetLimits } from '#shared/model/budget.ts';
import type { RegisterLayout } from '#shared/model/registerImport.ts';
import { createFaultList, type FaultList } from '../imports/faultList.ts';
import { type Cell, countColumns, isBlank, type Sheet, toAddress, toCell } from '../imports/grid.ts';
import { isTotal } from '../imports/headerWords.ts';
import { isMissing, judgeColumn, readRaw } from '../imports/readValue.ts';
import { clip, normalise, squash } from '../imports/words.ts';
import { findScales } from './moneyScale.ts';

/** A line of a table: its cells by role. Blank ones are left out. */
export interface TableRow {
  /** Its first cell that counts, `Sheet1!A4`. */
  readonly ref: string;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly isHidden: boolean;
}

/** What a sheet holds, and what was wrong so far. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly faults: FaultList;
  /** Lines of sums that were left out. */
  readonly totals: number;
  /** Amounts and percentages of a column, by its role. */
  readonly readers: ReadonlyMap<string, NumberReader>;
  /** Rupiah that one of a column of money stands for, by its role. */
  readonly scales: ReadonlyMap<string, number>;
}

/** Reads a cell as a number; null where it is none, which is then told. */
export type NumberReader = (cell: Cell) => number | null;

/** Most lines of one file: a register is not larger. */
const maxLines = 2_000;

/** Reads the lines of a sheet by a layout. */
export function readTable(sheet: Sheet, layout: RegisterLayout): Table {
  const faults = createFaultList(sheet.name);
  const used = layout.columns.flatMap(({ column, role }) => (role === null ? [] : [{ column, role }]));
  const hidden = new Set(sheet.hiddenRows);
  const rows: TableRow[] = [];
  let totals = 0;
  const width = countColumns(sheet);
  if (layout.sheet !== sheet.name || used.some(({ column }) => column >= width))
    faults.add('layout_moved', null);
  for (let row = layout.firstRow; row < sheet.rows.length; row += 1) {
    const cells = new Map(
      used.flatMap(({ column, role }) => {
        const cell = toCell(sheet, row, column);
        return isBlank(cell) ? [] : [[role, cell] as const];
      }),
    );
    const [first] = cells.values();
    if (!first) continue;
    if (isTotal(first.text) || isTotal(cells.get('name')?.text ?? '')) {
      totals += 1;
      continue;
    }
    if (rows.length >= maxLines) {
      faults.add('too_many_rows', null, { max: maxLines });
      break;
    }
    const ref = `${sheet.name.slice(0, 100)}!${toAddress(first.row, first.column)}`;
    rows.push({ ref, cells, isHidden: hidden.has(row) });
  }
  const scales = findScales(sheet, layout) ?? new Map<string, number>();
  return { rows, faults, totals, readers: createReaders(rows, scales, faults), scales };
}

function createReaders(
  rows: readonly TableRow[],
  scales: ReadonlyMap<string, number>,
  faults: FaultList,
): Map<string, NumberReader> {
  const byRole = new Map<string, Cell[]>();
  for (const { cells } of rows) {
    for (const [role, cell] of cells) byRole.set(role, [...(byRole.get(role) ?? []), cell]);
  }
  return new Map(
    [...byRole].map(([role, cells]) => {
      const { mark } = judgeColumn(cells);
      const isProgress = role.startsWith('progress');
      const read: NumberReader = (cell) => {
        if (isMissing(cell)) return null;
        const raw = readRaw(cell, { role: { decimal: null }, mark, faults });
        if (!raw) return null;
        if (isProgress) return toPercent(cell, raw.value, faults);
        return toAmount(cell, raw.value * (scales.get(role) ?? 1), faults);
      };
      return [role, read];
    }),
  );
}

/** Whole rupiah; sen are rounded. */
function toAmount(cell: Cell, value: number, faults: FaultList): number | null {
  if (value >= 0 && value <= budgetLimits.amountIdr) return Math.round(value);
  if (value < 0) faults.add('amount_negative', cell, { given: value });
  else faults.add('range', cell, { given: value, min: 0, max: budgetLimits.amountIdr });
  return null;
}

function toPercent(cell: Cell, value: number, faults: FaultList): number | null {
  const percent =
    cell.kind === 'number' && cell.format?.includes('%') ? Number((value * 100).toPrecision(12)) : value;
  if (percent >= 0 && percent <= 100) return percent;
  faults.add('range', cell, { given: percent, min: 0, max: 100 });
  return null;
}

/** Text of a cell; null for none. */
export function readText(row: TableRow, role: string): string | null {
  const cell = row.cells.get(role);
  return cell ? clip(cell.text, 600) || null : null;
}

/** Words that mean a choice; the first is the one that is told. */
export type Choices<Value> = readonly (readonly [value: Value, ...words: string[]])[];

/** A choice that a cell names; undefined for an empty cell, null for what is none of them, which is told. */
export function readChoice<Value>(
  row: TableRow,
  role: string,
  { choices, faults }: { readonly choices: Choices<Value>; readonly faults: FaultList },
): Value | null | undefined {
  const cell = row.cells.get(role);
  if (!cell || isMissing(cell)) return undefined;
  const given = squash(cell.text);
  const found = choices.find(([, ...words]) => words.some((word) => squash(word) === given));
  if (found) return found[0];
  const told = choices.map(([, first]) => first).join(', ');
  faults.add('unknown_choice', cell, { given: cell.text, choices: clip(told, 110) });
  return null;
}

/** A year that a cell names; undefined for an empty cell, null for none, which is told. */
export function readYear(row: TableRow, role: string, faults: FaultList): number | null | undefined {
  const cell = row.cells.get(role);
  if (!cell || isMissing(cell)) return undefined;
  const [found] = /\b20\d{2}\b/.exec(normalise(cell.text)) ?? [];
  if (found) return Number(found);
  faults.add('register_text', cell, { given: cell.text, rule: '2000–2099' });
  return null;
}
