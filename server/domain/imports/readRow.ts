import type { Area } from '#shared/model/area.ts';
import type { CandidateMark, ImportCandidate, LayoutColumn } from '#shared/model/importFile.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { maxAheadMs } from '#shared/protocol/limits.ts';
import { toPeriodInstant, toPeriodStart } from '#shared/rules/period.ts';
import { fitPeriod } from './fitPeriod.ts';
import { type Cell, isBlank, type Sheet, toAddress, toCell } from './grid.ts';
import { isTotal } from './headerWords.ts';
import { findUnit, matchUnit } from './matchUnit.ts';
import { type FindMerge, toShownCell } from './mergeIndex.ts';
import { toColumnPeriod } from './proposeColumns.ts';
import { type KeyContext, type RowPeriod, readRowArea, readRowIndicator, readRowPeriod } from './readKeys.ts';
import type { ReadOptions } from './readLayout.ts';
import { isMissing, judgeColumn, readValue, type ValueContext } from './readValue.ts';

/** Needs of a row reader. */
export interface RowContext extends KeyContext {
  readonly sheet: Sheet;
  readonly options: ReadOptions;
  readonly zone: string;
  readonly findMerge: FindMerge;
}

/** Reads row after row and keeps what it found. */
export interface RowReader {
  readonly candidates: readonly ImportCandidate[];
  readonly skipped: { readonly missing: number; readonly totals: number };
  /** Faults of the header: units that are not the indicator's. */
  checkHeader(): void;
  readRow(row: number): void;
  /** True when more is wrong than is told: reading on would tell nobody anything. */
  isCut(): boolean;
}

interface ValueColumn {
  readonly column: LayoutColumn;
  readonly period: string | null;
  readonly context: ValueContext;
}

/** What holds for all values of a row. Undefined where the row does not say, null where what it says is wrong. */
interface RowKeys {
  readonly indicator: Indicator | null | undefined;
  readonly period: RowPeriod | null | undefined;
  readonly area: Area | null | undefined;
  readonly note: string | null;
  readonly marks: readonly CandidateMark[];
}

/** Builds the reader of one sheet. */
export function createRowReader(context: RowContext): RowReader {
  const { sheet, layout, faults } = context;
  const values = layout.columns
    .filter(({ role }) => role.kind === 'value')
    .map((column) => toValueColumn(column, context));
  const hidden = new Set(sheet.hiddenRows);
  const candidates: ImportCandidate[] = [];
  const seen = new Map<string, string>();
  const skipped = { missing: 0, totals: 0 };
  return {
    candidates,
    skipped,
    isCut: () => faults.isCut,
    checkHeader: () => checkUnits(values, context),
    readRow(row) {
      const cells = values.map((value) => ({ value, cell: toCell(sheet, row, value.column.column) }));
      const filled = cells.filter(({ value, cell }) => !isMissing(cell) || isCovered(value, row, context));
      const isEmpty = filled.length === 0;
      if (isEmpty && cells.every(({ cell }) => isBlank(cell))) return;
      if (isTotalRow(row, context)) {
        skipped.totals += 1;
        return;
      }
      skipped.missing += cells.length - filled.length;
      if (isEmpty) return;
      const keys = readRowKeys(row, values, context);
      for (const { value, cell } of filled) {
        if (isCovered(value, row, context)) {
          faults.add('merged_cell', cell);
          continue;
        }
        const candidate = readCell(cell, value, { keys, context, isHidden: hidden.has(row) });
        if (candidate) keep(candidate, cell, { candidates, seen, context });
      }
    },
  };
}

function toValueColumn(column: LayoutColumn, { sheet, layout, faults }: RowContext): ValueColumn {
  if (column.role.kind !== 'value') throw new TypeError('not a value column');
  const cells: Cell[] = [];
  for (let row = layout.firstRow; row < sheet.rows.length; row += 1) {
    const cell = toCell(sheet, row, column.column);
    if (!isBlank(cell)) cells.push(cell);
  }
  return {
    column,
    period: toColumnPeriod(column, layout.fixed.year),
    context: { role: column.role, faults, ...judgeColumn(cells) },
  };
}

/** A value shown over several cells belongs to none of them alone; a heading that only reaches over values is none. */
function isCovered({ column }: ValueColumn, row: number, { findMerge, layout }: RowContext): boolean {
  const merge = findMerge(row, column.column);
  return (
    merge !== null && layout.columns.some((one) => one.column === merge.left && one.role.kind === 'value')
  );
}

function isTotalRow(row: number, { sheet, layout }: RowContext): boolean {
  const named = layout.columns.filter(({ role }) => role.kind !== 'value' && role.kind !== 'note');
  const [first] = named.map(({ column }) => toCell(sheet, row, column)).filter(({ kind }) => kind === 'text');
  return first !== undefined && isTotal(first.text);
}

function listOf(
  row: number,
  kind: LayoutColumn['role']['kind'],
  { sheet, layout, findMerge }: RowContext,
): Cell[] {
  return layout.columns
    .filter(({ role }) => role.kind === kind)
    .map(({ column }) => {
      const shown = toShownCell(sheet, findMerge, { row, column });
      return { ...shown, row: isBlank(shown) ? row : shown.row };
    });
}

function readRowKeys(row: number, values: readonly ValueColumn[], context: RowContext): RowKeys {
  const { layout, faults, indicatorOf } = context;
  const indicatorCells = listOf(row, 'indicator', context);
  const [indicatorCell] = indicatorCells;
  const needsIndicator = values.some(({ context: { role } }) => role.indicator === null);
  const indicator = needsIndicator && indicatorCell ? readRowIndicator(indicatorCell, context) : undefined;
  const levels = (indicator ?? findColumnIndicator(values, context))?.levels ?? [];
  const areaColumns = layout.columns.flatMap(({ role }) => (role.kind === 'area' ? [role.level] : []));
  const areaCells = listOf(row, 'area', context).map((cell, index) => ({
    cell,
    level: areaColumns[index] ?? null,
  }));
  const periodCells = listOf(row, 'period', context);
  const needsPeriod = periodCells.length > 0 && values.some(({ period }) => period === null);
  const [noteCell] = listOf(row, 'note', context).filter((cell) => !isMissing(cell));
  if (noteCell && (noteCell.isCut || noteCell.text.length > 500))
    faults.add('text_too_long', noteCell, { max: 500 });
  if (indicator) checkRowUnit(row, indicator, context);
  const isMerged = [...indicatorCells, ...areaCells.map(({ cell }) => cell), ...periodCells].some(
    (cell) => cell.row !== row,
  );
  const fixed = layout.fixed.indicator === null ? undefined : indicatorOf(layout.fixed.indicator);
  return {
    indicator: indicatorCell && needsIndicator ? indicator : fixed,
    period: needsPeriod ? readRowPeriod(periodCells, context) : undefined,
    area: readRowArea(areaCells, levels, context),
    note: noteCell ? noteCell.text.slice(0, 500) : null,
    marks: isMerged ? ['merged'] : [],
  };
}

function findColumnIndicator(
  values: readonly ValueColumn[],
  { layout, indicatorOf }: RowContext,
): Indicator | undefined {
  const named = values.map(({ context: { role } }) => role.indicator).find((id) => id !== null);
  const id = named ?? layout.fixed.indicator;
  return id === null ? undefined : indicatorOf(id);
}

/** A "Satuan" column speaks for its row. */
function checkRowUnit(row: number, indicator: Indicator, context: RowContext): void {
  const [cell] = listOf(row, 'unit', context);
  if (!cell || isMissing(cell)) return;
  const match = matchUnit(cell.text, indicator.unit);
  if (match.kind === 'same' || match.kind === 'unknown') return;
  context.faults.add('unit_mismatch', cell, {
    given: cell.text,
    expected: indicator.unit,
    ...(match.kind === 'scaled' ? { factor: match.factor } : {}),
  });
}

/** Units that headers name, or a line above them for all: "dalam juta rupiah". */
function checkUnits(values: readonly ValueColumn[], context: RowContext): void {
  const { sheet, layout, faults, indicatorOf } = context;
  const above = findSheetUnit(sheet, layout.headerTop);
  for (const {
    column,
    context: { role },
  } of values) {
    const id = role.indicator ?? layout.fixed.indicator;
    const indicator = id === null ? undefined : indicatorOf(id);
    if (!indicator) {
      if (id !== null)
        faults.add('unknown_indicator', { row: layout.headerBottom, column: column.column }, { given: id });
      continue;
    }
    const unit = findUnit(column.header) ?? above;
    if (unit === null || role.factor !== null) continue;
    const match = matchUnit(unit, indicator.unit);
    if (match.kind === 'same' || match.kind === 'unknown') continue;
    faults.add(
      'unit_mismatch',
      { row: layout.headerBottom, column: column.column },
      {
        given: unit,
        expected: indicator.unit,
        ...(match.kind === 'scaled' ? { factor: match.factor } : {}),
      },
    );
  }
}

function findSheetUnit(sheet: Sheet, headerTop: number): string | null {
  for (let row = Math.max(0, headerTop - 20); row < headerTop; row += 1) {
    for (const [column] of (sheet.rows[row] ?? []).entries()) {
      const { text } = toCell(sheet, row, column);
      const unit = /\b(?:dalam|satuan)\b/i.test(text) ? findUnit(text) : null;
      if (unit !== null) return unit;
    }
  }
  return null;
}

interface CellContext {
  readonly keys: RowKeys;
  readonly context: RowContext;
  readonly isHidden: boolean;
}

function readCell(
  cell: Cell,
  { context: values, period: columnPeriod }: ValueColumn,
  given: CellContext,
): ImportCandidate | null {
  const { keys, context, isHidden } = given;
  const { faults, options, layout, zone, indicatorOf, areaOf } = context;
  const { role } = values;
  const indicator = role.indicator === null ? keys.indicator : indicatorOf(role.indicator);
  const period =
    columnPeriod === null
      ? (keys.period ?? toFixedPeriod(keys, layout.fixed.period))
      : { key: columnPeriod, mark: undefined };
  const code = role.area ?? (keys.area === undefined ? layout.fixed.area : null);
  const area = code === null ? keys.area : areaOf(code);
  if (indicator && options.agency !== null && indicator.agency !== options.agency) {
    faults.add('not_yours', cell, { given: indicator.name.id, givenEn: indicator.name.en });
    return null;
  }
  // Undefined: a line names nothing although the layout says it should.
  if (area === undefined) faults.add('unknown_area', cell, { given: '' });
  if (indicator && area && !indicator.levels.includes(area.level)) {
    faults.add('wrong_level', cell, {
      given: area.name,
      level: area.level,
      levels: indicator.levels.join(', '),
    });
    return null;
  }
  const fit = indicator && period ? fitPeriod(period.key, indicator) : null;
  if (fit?.kind === 'too_coarse')
    faults.add('period_too_coarse', cell, { given: period?.key ?? '', unit: fit.unit });
  const read = indicator ? readValue(cell, indicator, values) : null;
  if (!indicator || !area || !read || fit?.kind !== 'fits' || !period) return null;
  const observedAt = toPeriodInstant(fit.key, indicator.periodAnchor, zone);
  if (observedAt > options.now + maxAheadMs) {
    const hasBegun = toPeriodStart(fit.key, zone) <= options.now;
    faults.add(hasBegun ? 'period_not_over' : 'future', cell, { given: fit.key });
    return null;
  }
  return {
    indicator: indicator.id,
    area: area.code,
    value: read.value,
    observedAt,
    period: fit.key,
    ...(keys.note === null ? {} : { note: keys.note }),
    ref: toRef(context.sheet.name, cell),
    marks: [
      ...read.marks,
      ...keys.marks,
      ...toMarks(fit.mark, period.mark),
      ...(isHidden ? (['hidden'] as const) : []),
    ],
  };
}

function toFixedPeriod({ period }: RowKeys, fixed: string | null): RowPeriod | null {
  return period === null || fixed === null ? null : { key: fixed, mark: undefined };
}

function toMarks(...marks: readonly (CandidateMark | null | undefined)[]): CandidateMark[] {
  return marks.flatMap((mark) => mark ?? []);
}

/** Place of a cell, with as much of the sheet's name as a reading can carry. */
function toRef(sheet: string, cell: Cell): string {
  const address = toAddress(cell.row, cell.column);
  return `${sheet.slice(0, 118 - address.length)}!${address}`;
}

interface Kept {
  readonly candidates: ImportCandidate[];
  readonly seen: Map<string, string>;
  readonly context: RowContext;
}

function keep(candidate: ImportCandidate, cell: Cell, { candidates, seen, context }: Kept): void {
  const key = `${toSeriesKey(candidate.indicator, candidate.area)}|${candidate.observedAt}`;
  const first = seen.get(key);
  if (first !== undefined) {
    context.faults.add('duplicate', cell, { other: first });
    return;
  }
  seen.set(key, toAddress(cell.row, cell.column));
  candidates.push(candidate);
}
