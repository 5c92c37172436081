import type { ImportFault } from '#shared/model/importFile.ts';

/** What a cell can hold. A `date` is local time without a zone, `2026-01-31` or `2026-01-31T07:00:00`. */
export type CellKind = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error';

/** A cell that needs more words than its bare value. */
export interface CellDetail {
  readonly kind: CellKind;
  /** Null for a formula whose result was not kept. */
  readonly value: string | number | boolean | null;
  readonly isFormula?: true;
  /** Number format where it carries meaning: percent and dates. */
  readonly format?: string;
  /** The text was longer than is kept. */
  readonly isCut?: true;
}

/** A cell as it is kept: bare where the value says all. Null is empty. */
export type GridCell = string | number | boolean | null | CellDetail;

/** A cell with its place, ready to be judged. Row and column are counted from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly kind: CellKind;
  readonly value: string | number | boolean | null;
  /** The value as plain text. */
  readonly text: string;
  readonly isFormula: boolean;
  readonly isCut: boolean;
  readonly format: string | null;
}

/** Cells that are shown as one; its value is in the first. All bounds are inside, counted from 0. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet: rows as arrays, trailing empty cells and rows left out. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly rows: readonly (readonly GridCell[])[];
  readonly merges: readonly Merge[];
  /** Rows that a filter or a person has hidden. */
  readonly hiddenRows: readonly number[];
}

/** What a file holds. `notices` are told but refuse nothing. */
export interface Workbook {
  readonly format: 'xlsx' | 'ods' | 'csv';
  readonly sheets: readonly Sheet[];
  readonly notices: readonly ImportFault[];
}

/** A file is read whole or not at all. */
export type WorkbookResult =
  | { readonly ok: true; readonly workbook: Workbook }
  | { readonly ok: false; readonly faults: readonly ImportFault[] };

/** The cell at a place, empty where the sheet does not reach. */
export function toCell(sheet: Sheet, row: number, column: number): Cell {
  const kept = sheet.rows[row]?.[column] ?? null;
  const detail: CellDetail =
    kept !== null && typeof kept === 'object' ? kept : { kind: toKind(kept), value: kept };
  return {
    row,
    column,
    kind: detail.kind,
    value: detail.value,
    text: detail.value === null ? '' : String(detail.value).trim(),
    isFormula: detail.isFormula === true,
    isCut: detail.isCut === true,
    format: detail.format ?? null,
  };
}

function toKind(value: string | number | boolean | null): CellKind {
  if (value === null) return 'empty';
  if (typeof value === 'string') return value.trim() === '' ? 'empty' : 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

/** True where nothing is written; a formula without a result is something. */
export function isBlank(cell: Cell): boolean {
  return cell.kind === 'empty' && !cell.isFormula;
}

/** Address as a spreadsheet program prints it: row 13, column 2 is `C14`. */
export function toAddress(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

/** Number of columns of a sheet. */
export function countColumns(sheet: Sheet): number {
  return sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
}
