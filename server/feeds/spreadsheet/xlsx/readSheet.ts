import type { GridCell, Merge } from '../../../domain/imports/grid.ts';
import { maxCellCharacters } from '../limits.ts';
import { parseXml, type XmlHandlers } from '../parseXml.ts';
import { toSerialDate } from '../serialDate.ts';
import type { SheetBuilder } from '../sheetBuilder.ts';
import { unescapeText } from './sharedStrings.ts';
import { type CellFormats, isDateFormat } from './styles.ts';

/** What the cells of all sheets refer to. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: CellFormats;
  readonly is1904: boolean;
}

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly format: string | null;
  isFormula: boolean;
  hasValue: boolean;
  text: string;
}

const addressPattern = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;

/** Row and column of `C14`, counted from 0; null for anything else. */
export function parseAddress(address: string): { row: number; column: number } | null {
  const match = addressPattern.exec(address);
  if (!match) return null;
  let column = 0;
  for (const letter of (match[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]) - 1;
  return row < 0 ? null : { row, column: column - 1 };
}

function parseRange(range: string): Merge | null {
  const [first, second] = range.split(':');
  const start = parseAddress(first ?? '');
  const end = parseAddress(second ?? '');
  if (!start || !end || end.row < start.row || end.column < start.column) return null;
  return { top: start.row, left: start.column, bottom: end.row, right: end.column };
}

/** Reads the cells of one sheet as they are inflated; the size that a sheet claims to have is never looked at. */
export async function readSheet(
  chunks: AsyncIterable<Uint8Array>,
  context: SheetContext,
  builder: SheetBuilder,
): Promise<void> {
  await parseXml(chunks, createHandlers(context, builder));
}

function createHandlers(context: SheetContext, builder: SheetBuilder): XmlHandlers {
  let row = -1;
  let column = -1;
  let cell: OpenCell | null = null;
  let isText = false;
  let isPhonetic = false;

  function openRow(attributes: Readonly<Record<string, string>>): void {
    const given = Number(attributes['r'] ?? Number.NaN);
    row = Number.isInteger(given) && given > 0 ? given - 1 : row + 1;
    column = -1;
    if (attributes['hidden'] === '1' || attributes['hidden'] === 'true') builder.hideRow(row);
  }
  function openCell(attributes: Readonly<Record<string, string>>): OpenCell {
    const place = parseAddress(attributes['r'] ?? '') ?? { row: Math.max(0, row), column: column + 1 };
    column = place.column;
    return {
      ...place,
      type: attributes['t'] ?? 'n',
      format: context.formats[Number(attributes['s'] ?? 0)] ?? null,
      isFormula: false,
      hasValue: false,
      text: '',
    };
  }
  return {
    open(name, attributes) {
      if (name === 'row') openRow(attributes);
      else if (name === 'c') cell = openCell(attributes);
      else if (name === 'mergeCell') {
        const merge = parseRange(attributes['ref'] ?? '');
        if (merge) builder.merge(merge);
      } else if (cell && name === 'f') cell.isFormula = true;
      else if (name === 'rPh') isPhonetic = true;
      else if (cell && (name === 'v' || (name === 't' && !isPhonetic))) {
        cell.hasValue = true;
        isText = true;
      }
    },
    text(piece) {
      if (cell && isText && cell.text.length <= maxCellCharacters) {
        cell.text += piece.slice(0, maxCellCharacters + 1);
      }
    },
    close(name) {
      if (name === 'v' || name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 'c' && cell) {
        builder.put(cell.row, cell.column, toGridCell(cell, context));
        cell = null;
      }
    },
  };
}

function toGridCell(cell: OpenCell, context: SheetContext): GridCell {
  if (!cell.hasValue || (cell.text === '' && cell.type !== 'str')) {
    return cell.isFormula ? { kind: 'empty', value: null, isFormula: true } : null;
  }
  const bare = toBare(cell, context);
  if (!cell.isFormula || bare === null) return bare;
  if (typeof bare === 'object') return { ...bare, isFormula: true };
  const kind = typeof bare === 'string' ? 'text' : typeof bare === 'number' ? 'number' : 'boolean';
  return { kind, value: bare, isFormula: true };
}

function toBare(cell: OpenCell, { strings, is1904 }: SheetContext): GridCell {
  switch (cell.type) {
    case 's':
      return strings[Number(cell.text)] ?? null;
    case 'str':
    case 'inlineStr':
      return unescapeText(cell.text);
    case 'b':
      return cell.text.trim() === '1' || cell.text.trim() === 'true';
    case 'e':
      return { kind: 'error', value: cell.text.slice(0, 40) };
    case 'd':
      return { kind: 'date', value: cell.text.trim().slice(0, 19), format: cell.format ?? 'yyyy-mm-dd' };
    default:
      return toNumberCell(cell, is1904);
  }
}

function toNumberCell({ text, format }: OpenCell, is1904: boolean): GridCell {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return text;
  if (format === null) return number;
  if (!isDateFormat(format)) return { kind: 'number', value: number, format };
  const date = toSerialDate(number, is1904);
  return date === null ? number : { kind: 'date', value: date, format };
}
