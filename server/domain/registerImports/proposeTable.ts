import { createHash } from 'node:crypto';
import type { AgencyCode } from '#shared/model/ids.ts';
import type { RegisterColumn, RegisterForm, RegisterLayout } from '#shared/model/registerImport.ts';
import { buildHeader, type Header } from '../imports/findHeader.ts';
import { isBlank, type Sheet, toCell, type Workbook } from '../imports/grid.ts';
import { findPeriod, findYear } from '../imports/parsePeriod.ts';
import { normalise } from '../imports/words.ts';
import { proposeRole, saysCumulative } from './columnRoles.ts';

const searchedRows = 40;
const searchedColumns = 60;
/** A header names at least so many columns that are known. */
const leastNamed = 2;

/** Proposes how a file is read: the sheet whose header names most; null where none names enough. */
export function proposeTable(
  { sheets }: Workbook,
  form: RegisterForm,
  agency: AgencyCode | null,
): RegisterLayout | null {
  let best: { layout: RegisterLayout; named: number } | null = null;
  for (const sheet of [...sheets].sort((a, b) => Number(a.isHidden) - Number(b.isHidden)).slice(0, 12)) {
    const layout = proposeSheetTable(sheet, form, agency);
    const named = layout?.columns.filter(({ role }) => role !== null).length ?? 0;
    if (layout && named > (best?.named ?? 0)) best = { layout, named };
  }
  return best?.layout ?? null;
}

/** The same for one sheet. */
export function proposeSheetTable(
  sheet: Sheet,
  form: RegisterForm,
  agency: AgencyCode | null,
): RegisterLayout | null {
  const header = findTableHeader(sheet, form);
  if (!header) return null;
  const columns = settleTwice(
    header.parts.map(
      (parts, column): RegisterColumn => ({
        column,
        header: parts.join(' ').slice(0, 300),
        ...proposeRole(parts, { form, titles: header.titles }),
      }),
    ),
  );
  const texts = [...header.titles, sheet.name];
  const year = texts.map(findYear).find((found) => found !== null) ?? null;
  return {
    form,
    sheet: sheet.name,
    headerTop: header.top,
    headerBottom: header.bottom,
    firstRow: header.firstRow,
    columns,
    fixed: {
      agency,
      pillar: null,
      year,
      fund: null,
      month: findReportMonth([...texts, ...columns.map((column) => column.header)]),
      isCumulative: saysCumulative([...header.titles, ...header.parts.map((parts) => parts.join(' '))]),
      scale: null,
      // A budget is in force from the first day of its year; later decisions have days of their own.
      on: { original: year === null ? null : `${year}-01-01`, shift: null, amended: null },
      regulation: null,
      regulationYear: null,
    },
  };
}

/** Month that a title names: "Realisasi s.d. Oktober 2026". */
function findReportMonth(texts: readonly string[]): number | null {
  for (const text of texts) {
    const reading = findPeriod(text);
    const key =
      reading.kind === 'part' ? reading.rest : reading.kind === 'period' ? reading.key.slice(5) : '';
    if (/^\d{2}$/.test(key)) return Number(key);
  }
  return null;
}

/** The first column of a role keeps it: what comes later is a repetition until a person says otherwise. */
function settleTwice(columns: readonly RegisterColumn[]): RegisterColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    if (column.role === null) return column;
    if (taken.has(column.role)) return { ...column, role: null, confidence: 0.5, reason: 'unknown' };
    taken.add(column.role);
    return column;
  });
}

function findTableHeader(sheet: Sheet, form: RegisterForm): Header | null {
  let best = { row: -1, named: leastNamed - 1 };
  for (let row = 0; row < Math.min(sheet.rows.length, searchedRows); row += 1) {
    const cells = (sheet.rows[row] ?? [])
      .slice(0, searchedColumns)
      .map((_, column) => toCell(sheet, row, column))
      .filter((cell) => !isBlank(cell) && cell.kind === 'text');
    const named = new Set(
      cells.flatMap(({ text }) =>
        text.length > 80 ? [] : (proposeRole([text], { form, titles: [] }).role ?? []),
      ),
    ).size;
    if (named > best.named) best = { row, named };
  }
  return best.row < 0 ? null : buildHeader(sheet, best.row);
}

/** Signature of a form: its headers without years, so that next year's file is known again. */
export function toTableKey({ form, columns }: RegisterLayout): string {
  const headers = columns.map(({ header }) => normalise(header).replace(/\d{4}/g, '#'));
  return createHash('sha256')
    .update(JSON.stringify([form, headers]))
    .digest('hex')
    .slice(0, 32);
}

/** Reads a new file of a known form the way the last one was settled; year, month, unit and days come from the new file. */
export function recallTable(fresh: RegisterLayout, remembered: RegisterLayout): RegisterLayout {
  const { agency, pillar, fund, isCumulative, regulation, regulationYear } = remembered.fixed;
  return {
    ...fresh,
    columns: fresh.columns.map((column, index) => {
      const known = remembered.columns[index];
      return known ? { ...column, role: known.role, confidence: 1, reason: 'chosen' } : column;
    }),
    fixed: { ...fresh.fixed, agency, pillar, fund, isCumulative, regulation, regulationYear },
  };
}
