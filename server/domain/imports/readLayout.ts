import type { AgencyCode } from '#shared/model/ids.ts';
import type { ImportCandidate, ImportFault, ImportLayout } from '#shared/model/importFile.ts';
import { maxReadingsPerCall } from '#shared/protocol/limits.ts';
import type { ImportCatalogue } from './catalogue.ts';
import { readCellPeriod } from './cellPeriod.ts';
import { createFaultList } from './faultList.ts';
import { countColumns, isBlank, type Sheet, toCell } from './grid.ts';
import { createMatchers } from './matchers.ts';
import { createMergeIndex } from './mergeIndex.ts';
import { checkLayout } from './proposeLayout.ts';
import { createRowReader, type RowReader } from './readRow.ts';

/** Who reads and when. */
export interface ReadOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whose indicators may be given; null for all. */
  readonly agency: AgencyCode | null;
}

/** All that a sheet proposes, and all that is wrong with it: nothing may be stored while `faults` is not empty. */
export interface LayoutReading {
  readonly candidates: readonly ImportCandidate[];
  readonly faults: readonly ImportFault[];
  /** True when more was wrong than is told. */
  readonly isCut: boolean;
  /** Cells of value columns that say that there is no figure, and lines of sums that were left out. */
  readonly skipped: { readonly missing: number; readonly totals: number };
}

/** Reads a sheet by a layout. Pure: the same sheet, layout and time give the same answer. */
export function readLayout(
  sheet: Sheet,
  layout: ImportLayout,
  catalogue: ImportCatalogue,
  options: ReadOptions,
): LayoutReading {
  const faults = createFaultList(sheet.name);
  const lacking = checkLayout(layout);
  const width = countColumns(sheet);
  const misfits = layout.columns.some(({ column, role }) => column >= width && role.kind !== 'ignore');
  if (misfits || layout.firstRow > sheet.rows.length || layout.sheet !== sheet.name) {
    lacking.push({ code: 'layout_moved', sheet: sheet.name, params: {} });
  }
  if (lacking.length > 0) {
    return { candidates: [], faults: lacking, isCut: false, skipped: { missing: 0, totals: 0 } };
  }
  const filled = countValues(sheet, layout);
  if (filled > maxReadingsPerCall * 2) {
    faults.add('too_many_values', null, { given: filled, max: maxReadingsPerCall });
    return { candidates: [], faults: faults.faults, isCut: false, skipped: { missing: 0, totals: 0 } };
  }
  const indicators = new Map<string, ImportCatalogue['indicators'][number]>(
    catalogue.indicators.map((indicator) => [indicator.id, indicator]),
  );
  const areas = new Map<string, ImportCatalogue['areas'][number]>(
    catalogue.areas.map((area) => [area.code, area]),
  );
  const reader = createRowReader({
    sheet,
    layout,
    faults,
    options,
    zone: catalogue.zone,
    matchers: createMatchers(catalogue, options.agency),
    findMerge: createMergeIndex(sheet),
    areaOf: (code) => areas.get(code),
    indicatorOf: (id) => indicators.get(id),
    isOrderOpen: hasSwappedDates(sheet, layout),
  });
  readRows(sheet, layout, reader);
  const candidates = reader.candidates;
  if (candidates.length > maxReadingsPerCall) {
    faults.add('too_many_values', null, { given: candidates.length, max: maxReadingsPerCall });
  }
  if (candidates.length === 0 && faults.faults.length === 0) faults.add('no_data', null);
  return { candidates, faults: faults.faults, isCut: faults.isCut, skipped: reader.skipped };
}

/** Filled cells of the value columns: a cheap look that keeps a sheet far too large from being read at all. */
function countValues({ rows }: Sheet, { columns, firstRow }: ImportLayout): number {
  const values = columns.filter(({ role }) => role.kind === 'value').map(({ column }) => column);
  let count = 0;
  for (const row of rows.slice(firstRow)) for (const column of values) if (row[column] != null) count += 1;
  return count;
}

function readRows(sheet: Sheet, layout: ImportLayout, reader: RowReader): void {
  reader.checkHeader();
  for (let row = layout.firstRow; row < sheet.rows.length; row += 1) {
    if (reader.candidates.length > maxReadingsPerCall || reader.isCut()) return;
    reader.readRow(row);
  }
}

/** One date such as 01/31/2026 makes 03/04/2026 of the same sheet a riddle. */
function hasSwappedDates(sheet: Sheet, layout: ImportLayout): boolean {
  const columns = layout.columns.filter(({ role }) => role.kind === 'period');
  for (let row = layout.firstRow; row < sheet.rows.length; row += 1) {
    for (const { column } of columns) {
      const cell = toCell(sheet, row, column);
      if (!isBlank(cell) && readCellPeriod(cell).kind === 'swapped') return true;
    }
  }
  return false;
}
