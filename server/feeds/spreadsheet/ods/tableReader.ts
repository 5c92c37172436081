import type { CellDetail, GridCell, Sheet } from '../../../domain/imports/grid.ts';
import { maxCellCharacters, maxColumns, maxRows } from '../limits.ts';
import type { SheetBuilder } from '../sheetBuilder.ts';
import type { DateStyles } from './dateStyles.ts';

type Attributes = Readonly<Record<string, string>>;

/** Follows one table of a document. */
export interface TableReader {
  open(name: string, attributes: Attributes): void;
  text(piece: string): void;
  /** The sheet when its table has ended. */
  close(name: string): Sheet | null;
}

interface OpenCell {
  readonly attributes: Attributes;
  readonly repeated: number;
  text: string;
  paragraphs: number;
}

/** How often something is repeated: a claim of the file, so it is bounded by what a sheet may hold. */
function toRepeat(text: string | undefined, most: number): number {
  const number = Number(text ?? 1);
  return Number.isInteger(number) && number > 0 ? Math.min(number, most + 1) : 1;
}

/** Where in a table its cells come to lie. */
interface TableGrid {
  openColumn(attributes: Attributes): void;
  openRow(attributes: Attributes): void;
  closeRow(): void;
  skip(attributes: Attributes): void;
  closeCell(cell: OpenCell): void;
}

function createTableGrid(builder: SheetBuilder, styles: DateStyles): TableGrid {
  let row = 0;
  let rowRepeat = 1;
  let column = 0;
  let filled: { column: number; cell: GridCell }[] = [];
  const columnStyles: { until: number; style: string | undefined }[] = [];
  return {
    openColumn(attributes) {
      const from = columnStyles.at(-1)?.until ?? 0;
      if (from > maxColumns) return;
      const until = from + toRepeat(attributes['table:number-columns-repeated'], maxColumns);
      columnStyles.push({ until, style: attributes['table:default-cell-style-name'] });
    },
    openRow(attributes) {
      rowRepeat = toRepeat(attributes['table:number-rows-repeated'], maxRows);
      column = 0;
      filled = [];
      if ((attributes['table:visibility'] ?? 'visible') === 'visible') return;
      for (let index = row; index < Math.min(row + rowRepeat, maxRows); index += 1) builder.hideRow(index);
    },
    closeRow() {
      for (let index = 0; index < rowRepeat && filled.length > 0; index += 1) {
        for (const one of filled) builder.put(row + index, one.column, one.cell);
      }
      row += rowRepeat;
    },
    skip(attributes) {
      column += toRepeat(attributes['table:number-columns-repeated'], maxColumns);
    },
    closeCell(cell) {
      const { attributes, repeated } = cell;
      const style = attributes['table:style-name'] ?? columnStyles.find(({ until }) => column < until)?.style;
      const value = toGridCell(cell, styles.formatOf(style));
      if (value !== null && value !== '') {
        // One beyond the last column is enough for the sheet to be refused.
        for (let index = column; index < Math.min(column + repeated, maxColumns + 1); index += 1) {
          filled.push({ column: index, cell: value });
        }
      }
      const columns = toRepeat(attributes['table:number-columns-spanned'], maxColumns);
      const rows = toRepeat(attributes['table:number-rows-spanned'], maxRows);
      if (columns > 1 || rows > 1) {
        builder.merge({ top: row, left: column, bottom: row + rows - 1, right: column + columns - 1 });
      }
      column += repeated;
    },
  };
}

/** Starts with an opened `table`. */
export function createTableReader(builder: SheetBuilder, styles: DateStyles): TableReader {
  const grid = createTableGrid(builder, styles);
  /** Elements open below the table. */
  const path: string[] = [];
  let cell: OpenCell | null = null;

  function addText(piece: string): void {
    if (cell && cell.text.length <= maxCellCharacters) cell.text += piece.slice(0, maxCellCharacters + 1);
  }
  /** Only paragraphs of the cell itself are its text: comments and drawings have some of their own. */
  function isOwnText(): boolean {
    const at = path.lastIndexOf('p');
    return at > 0 && path[at - 1] === 'table-cell' && !path.includes('annotation');
  }
  function openText(name: string, attributes: Attributes): void {
    if (name === 'p' && cell && cell.paragraphs++ > 0) addText('\n');
    else if (name === 's') addText(' '.repeat(Math.min(toRepeat(attributes['text:c'], 100), 100)));
    else if (name === 'tab') addText('\t');
    else if (name === 'line-break') addText('\n');
  }
  return {
    open(name, attributes) {
      path.push(name);
      if (name === 'table-column') grid.openColumn(attributes);
      else if (name === 'table-row') grid.openRow(attributes);
      else if (name === 'covered-table-cell') grid.skip(attributes);
      else if (name === 'table-cell') {
        const repeated = toRepeat(attributes['table:number-columns-repeated'], maxColumns);
        cell = { attributes, repeated, text: '', paragraphs: 0 };
      } else if (cell && isOwnText()) openText(name, attributes);
    },
    text(piece) {
      if (cell && isOwnText()) addText(piece);
    },
    close(name) {
      if (path.length === 0) return name === 'table' ? builder.build() : null;
      path.pop();
      if (name === 'table-cell' && cell) {
        grid.closeCell(cell);
        cell = null;
      } else if (name === 'table-row') grid.closeRow();
      return null;
    },
  };
}

function toGridCell({ attributes, text }: OpenCell, dateFormat: string | null): GridCell {
  const isFormula = attributes['table:formula'] !== undefined;
  const type = attributes['office:value-type'];
  const bare = toBare(type, attributes, text, dateFormat);
  if (!isFormula) return bare;
  if (bare === null || (bare === '' && type === undefined)) {
    return { kind: 'empty', value: null, isFormula: true };
  }
  if (typeof bare === 'object') return { ...bare, isFormula: true };
  const kind = typeof bare === 'string' ? 'text' : typeof bare === 'number' ? 'number' : 'boolean';
  return { kind, value: bare, isFormula: true };
}

function toBare(
  type: string | undefined,
  attributes: Attributes,
  text: string,
  dateFormat: string | null,
): GridCell {
  if (attributes['calcext:value-type'] === 'error' || /^(?:#[A-Z/0!?]+|Err:\d{3})$/.test(text)) {
    return { kind: 'error', value: text.slice(0, 40) };
  }
  switch (type) {
    case 'float':
    case 'currency':
    case 'percentage': {
      const number = Number(attributes['office:value'] ?? Number.NaN);
      if (!Number.isFinite(number)) return text;
      return type === 'percentage' ? { kind: 'number', value: number, format: '0%' } : number;
    }
    case 'date':
      return toDateCell(attributes['office:date-value'] ?? '', text, dateFormat);
    case 'boolean':
      return attributes['office:boolean-value'] === 'true';
    case 'string':
      return text === '' ? (attributes['office:string-value'] ?? '').slice(0, maxCellCharacters + 1) : text;
    case 'time':
      return text;
    default:
      return text === '' ? null : text;
  }
}

function toDateCell(value: string, text: string, format: string | null): CellDetail | string {
  const match = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?/.exec(value);
  if (!match) return text;
  const date = match[0].endsWith('T00:00:00') ? match[0].slice(0, 10) : match[0];
  return { kind: 'date', value: date, format: format ?? 'dmy' };
}
