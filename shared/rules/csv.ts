import { defuseFormula } from './defuseFormula.ts';

/** What a field of an export can be; null is an empty one. */
export type CsvField = string | number | boolean | null;

/** How an export is written. */
export interface CsvStyle {
  /** `;` opens in Indonesian spreadsheet programs, which take the comma for decimals. */
  readonly delimiter: ';' | ',';
  readonly decimal: ',' | '.';
}

/** As Indonesian spreadsheet programs read it. */
export const indonesianCsv: CsvStyle = { delimiter: ';', decimal: ',' };

/**
 * Writes rows as delimited text (RFC 4180, with a byte-order mark so that Excel takes it for UTF-8). Texts are defused and always
 * quoted: a delimiter or a new line in one must not start a cell of its own, whatever the reader takes for its delimiter.
 */
export function toCsv(rows: readonly (readonly CsvField[])[], { delimiter, decimal }: CsvStyle): string {
  const lines = rows.map((row) => row.map((field) => toField(field, decimal)).join(delimiter));
  return `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`;
}

function toField(field: CsvField, decimal: string): string {
  if (field === null) return '';
  if (typeof field === 'boolean') return field ? '1' : '0';
  if (typeof field === 'number') return Number.isFinite(field) ? String(field).replace('.', decimal) : '';
  return `"${defuseFormula(field).replaceAll('"', '""')}"`;
}
