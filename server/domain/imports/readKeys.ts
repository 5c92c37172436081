import type { Area } from '#shared/model/area.ts';
import type { AreaLevel } from '#shared/model/ids.ts';
import type { ImportLayout } from '#shared/model/importFile.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { parsePeriodKey } from '#shared/rules/period.ts';
import { type CellPeriod, readCellPeriod } from './cellPeriod.ts';
import type { FaultList } from './faultList.ts';
import { type Cell, isBlank } from './grid.ts';
import type { Matchers } from './matchers.ts';
import { findYear, parsePeriod } from './parsePeriod.ts';
import { clip } from './words.ts';

/** What the cells that name things are read with. */
export interface KeyContext {
  readonly layout: ImportLayout;
  readonly matchers: Matchers;
  readonly faults: FaultList;
  readonly areaOf: (code: string) => Area | undefined;
  readonly indicatorOf: (id: string) => Indicator | undefined;
  /** True where a date of the sheet has its month before its day: then no other can be told apart. */
  readonly isOrderOpen: boolean;
}

/** A cell that names an area with the level that its column's header names. */
export interface AreaCell {
  readonly cell: Cell;
  readonly level: AreaLevel | null;
}

/** The area of a row. Undefined where nothing names one, null where what does cannot be read. */
export function readRowArea(
  cells: readonly AreaCell[],
  levels: readonly AreaLevel[],
  context: KeyContext,
): Area | null | undefined {
  let found: { area: Area; cell: Cell } | null = null;
  let isWrong = false;
  for (const { cell, level } of cells) {
    if (isBlank(cell)) continue;
    const area = readArea(cell, { levels: level ? [level] : levels, within: found?.area.code }, context);
    if (!area) isWrong = true;
    else if (!found || area.code.startsWith(`${found.area.code}.`)) found = { area, cell };
    else if (area.code !== found.area.code && !found.area.code.startsWith(`${area.code}.`)) {
      context.faults.add('area_conflict', cell, { given: area.name, other: found.area.name });
      isWrong = true;
    }
  }
  return isWrong ? null : found?.area;
}

function readArea(
  cell: Cell,
  hint: { levels: readonly AreaLevel[]; within: string | undefined },
  { layout, matchers, faults, areaOf }: KeyContext,
): Area | null {
  const given = clip(cell.text, 120);
  const chosen = layout.areaChoices.find((choice) => choice.given === given);
  const settled = chosen && areaOf(chosen.area);
  if (settled) return settled;
  const match = matchers.matchArea(cell.text, hint);
  switch (match.kind) {
    case 'sure':
      return match.area;
    case 'unsure':
      faults.add('unsure_area', cell, { given, proposed: match.area.name, code: match.area.code });
      return null;
    case 'near':
      faults.add('unknown_area', cell, { given, near: match.areas.map(({ name }) => name).join(', ') });
      return null;
    case 'none':
      faults.add('unknown_area', cell, { given });
      return null;
  }
}

/** The indicator that a cell names; null where it cannot be told. */
export function readRowIndicator(cell: Cell, context: KeyContext): Indicator | null {
  const { layout, matchers, faults, indicatorOf } = context;
  if (isBlank(cell)) {
    faults.add('unknown_indicator', cell, { given: '' });
    return null;
  }
  const given = clip(cell.text, 300);
  const chosen = layout.indicatorChoices.find((choice) => choice.given === given);
  const settled = chosen && indicatorOf(chosen.indicator);
  if (settled) return settled;
  const match = matchers.matchIndicator(cell.text);
  switch (match.kind) {
    case 'sure':
      return match.indicator;
    case 'unsure':
      faults.add('unsure_indicator', cell, {
        given,
        proposed: match.indicator.name.id,
        proposedEn: match.indicator.name.en,
        id: match.indicator.id,
      });
      return null;
    case 'near':
      faults.add('unknown_indicator', cell, {
        given,
        near: match.indicators.map(({ name }) => name.id).join('; '),
      });
      return null;
    case 'none':
      faults.add('unknown_indicator', cell, { given });
      return null;
  }
}

/** A period with its mark. */
export interface RowPeriod {
  readonly key: string;
  readonly mark: CellPeriod['mark'];
}

/** The period of a row; "Bulan" and "Tahun" may stand in columns of their own. */
export function readRowPeriod(cells: readonly Cell[], context: KeyContext): RowPeriod | null {
  const { layout, faults } = context;
  const filled = cells.filter((cell) => !isBlank(cell));
  const [first] = filled;
  if (!first) {
    const [place] = cells;
    faults.add('period_missing', place ?? null);
    return null;
  }
  const joined = filled.length > 1 ? readJoined(filled) : null;
  const reading: CellPeriod = joined ?? readCellPeriod(first);
  if (reading.kind === 'period') {
    if (reading.isOrderOpen && context.isOrderOpen) {
      faults.add('date_order', first, { given: first.text });
      return null;
    }
    return { key: reading.key, mark: reading.mark };
  }
  if (reading.kind === 'part') {
    const key = layout.fixed.year === null ? null : `${layout.fixed.year}-${reading.rest}`;
    if (key !== null && parsePeriodKey(key)) return { key, mark: undefined };
    faults.add('period_without_year', first, { given: first.text });
    return null;
  }
  const code = reading.kind === 'swapped' ? 'date_order' : 'period_unreadable';
  faults.add(code, first, { given: first.text });
  return null;
}

/** A month beside its year, a date beside its hour: whichever order makes sense. */
function readJoined(cells: readonly Cell[]): CellPeriod | null {
  const texts = cells.map(({ text }) => text);
  for (const order of [texts, [...texts].reverse()]) {
    const reading = parsePeriod(order.join(' '));
    if (reading.kind === 'period') return reading;
  }
  const parts = cells.map((cell) => readCellPeriod(cell));
  const part = parts.find((one) => one.kind === 'part');
  const year = texts.map((text) => findYear(text)).find((one) => one !== null);
  const key =
    part?.kind === 'part' && year != null ? `${year}-${part.rest}` : toMonthNumber(texts, year ?? null);
  const known = key === null ? null : parsePeriodKey(key);
  return key !== null && known ? { kind: 'period', key, unit: known.unit, isOrderOpen: false } : null;
}

/** "Tahun 2026, Bulan 3" written as two numbers. */
function toMonthNumber(texts: readonly string[], year: number | null): string | null {
  const month = texts.find((text) => /^(?:0?[1-9]|1[0-2])$/.test(text));
  return year === null || month === undefined ? null : `${year}-${month.padStart(2, '0')}`;
}
