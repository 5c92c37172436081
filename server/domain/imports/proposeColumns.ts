import type { ColumnRole, LayoutColumn, ProposalReason } from '#shared/model/importFile.ts';
import { parsePeriodKey } from '#shared/rules/period.ts';
import { readCellPeriod } from './cellPeriod.ts';
import type { Header } from './findHeader.ts';
import { type Cell, isBlank, type Sheet, toCell } from './grid.ts';
import { findHeaderWord } from './headerWords.ts';
import type { Matchers } from './matchers.ts';
import { stripUnit } from './matchIndicator.ts';
import { parseNumber } from './parseNumber.ts';
import { findPeriod, type PeriodReading, parsePeriod } from './parsePeriod.ts';

/** What columns are proposed with. */
export interface ProposeContext {
  readonly matchers: Matchers;
  /** Year that titles name, for months without one. */
  readonly year: number | null;
}

/** A proposal before it knows its column. */
type Proposal = Pick<LayoutColumn, 'role' | 'confidence' | 'reason'>;

type ValueRole = Extract<ColumnRole, { kind: 'value' }>;

const sampledRows = 50;
/** Share of cells that must agree before a column is taken for what they are. */
const leastShare = 0.6;

/** A value column that names nothing yet. */
export function buildValueRole(patch: Partial<ValueRole> = {}): ValueRole {
  return {
    kind: 'value',
    indicator: null,
    period: null,
    area: null,
    decimal: null,
    isFraction: null,
    factor: null,
    ...patch,
  };
}

/** Proposes what every column is: by its header first, by its cells where the header says nothing. */
export function proposeColumns(sheet: Sheet, header: Header, context: ProposeContext): LayoutColumn[] {
  const areaHeaders = header.parts.filter((parts) => findHeaderArea(parts, context.matchers) !== null).length;
  let carried: number | null = null;
  const proposals = header.parts.map((parts, column): LayoutColumn => {
    // A year over the first of its months, not merged over the others.
    if (header.bottom > header.top) carried = findPartYear(parts) ?? carried;
    const own = { ...context, year: carried ?? context.year };
    const samples = sampleCells(sheet, header.firstRow, column);
    const byHeader = doubtWord(proposeByHeader(parts, own, areaHeaders >= 3), samples, context.matchers);
    const proposal = byHeader ?? proposeByCells(parts, samples, own);
    return { column, header: parts.join(' ').slice(0, 300), ...proposal };
  });
  return settleValues(proposals);
}

function findPartYear(parts: readonly string[]): number | null {
  const years = parts.map((part) => parsePeriod(part));
  const found = years.find((reading) => reading.kind === 'period' && reading.unit === 'year');
  return found?.kind === 'period' ? Number(found.key) : null;
}

function sampleCells(sheet: Sheet, firstRow: number, column: number): Cell[] {
  const cells: Cell[] = [];
  for (let row = firstRow; row < sheet.rows.length && cells.length < sampledRows; row += 1) {
    const cell = toCell(sheet, row, column);
    if (!isBlank(cell)) cells.push(cell);
  }
  return cells;
}

function findHeaderArea(parts: readonly string[], { matchArea }: Matchers): ValueRole['area'] {
  const match = matchArea(parts.at(-1) ?? '', { levels: [], isExact: true });
  return match.kind === 'sure' && match.area.level !== 'village' ? match.area.code : null;
}

function propose(role: ColumnRole, confidence: number, reason: ProposalReason): Proposal {
  return { role, confidence, reason };
}

function proposeByHeader(
  parts: readonly string[],
  context: ProposeContext,
  hasAreaHeaders: boolean,
): Proposal | null {
  const header = parts.join(' ');
  const { matchIndicator } = context.matchers;
  const names = parts.map((part) => matchIndicator(stripPeriod(part)));
  const sure = names.find((match) => match.kind === 'sure');
  const word = parts.length === 1 ? findHeaderWord(header) : findHeaderWord(parts[0] ?? '');
  if (sure?.kind !== 'sure' && word && (parts.length === 1 || word.kind !== 'total')) {
    const role = toWordRole(word);
    if (role) return propose(role, 0.95, word.kind === 'numbering' ? 'numbering' : 'header_word');
  }
  const period = findHeaderPeriod(parts, context.year);
  const area = hasAreaHeaders ? findHeaderArea(parts, context.matchers) : null;
  const unsure = names.find((match) => match.kind === 'unsure');
  const named = sure?.kind === 'sure' ? sure : unsure?.kind === 'unsure' ? unsure : null;
  if (area !== null)
    return propose(buildValueRole({ area, period: toKey(period, context.year) }), 0.9, 'header_area');
  if (named && (named.kind === 'sure' || period.kind === 'none' || parts.length > 1)) {
    const role = buildValueRole({ indicator: named.indicator.id, period: toKey(period, context.year) });
    return propose(
      role,
      named.kind === 'sure' ? 0.95 : 0.6,
      named.kind === 'sure' ? 'header_name' : 'header_near',
    );
  }
  if (period.kind !== 'period' && period.kind !== 'part') {
    return names.some((match) => match.kind === 'near')
      ? propose(buildValueRole(), 0.3, 'header_near')
      : null;
  }
  const key = toKey(period, context.year);
  return propose(buildValueRole({ period: key }), key === null ? 0.6 : 0.95, 'header_period');
}

/** "Uraian" may stand over indicators or over places: its cells decide. */
function doubtWord(
  proposal: Proposal | null,
  cells: readonly Cell[],
  { matchArea }: Matchers,
): Proposal | null {
  if (proposal?.role.kind !== 'indicator' || cells.length === 0) return proposal;
  const areas = cells.filter(
    ({ text }) => matchArea(text, { levels: [], isExact: true }).kind === 'sure',
  ).length;
  return areas / cells.length > leastShare
    ? propose({ kind: 'area', level: null }, 0.7, 'cells_areas')
    : proposal;
}

function toWordRole(word: NonNullable<ReturnType<typeof findHeaderWord>>): ColumnRole | null {
  switch (word.kind) {
    case 'area':
      return { kind: 'area', level: word.level };
    case 'period':
    case 'indicator':
    case 'unit':
    case 'note':
      return { kind: word.kind };
    case 'numbering':
      return { kind: 'ignore' };
    case 'value':
    case 'total':
      return buildValueRole();
  }
}

/** Header without the period that it may name: "Kejadian banjir Januari 2026". */
function stripPeriod(text: string): string {
  const words = text.split(/\s+/);
  for (let size = Math.min(4, words.length - 1); size > 0; size -= 1) {
    const tail = words
      .slice(-size)
      .join(' ')
      .replace(/^[([]|[)\]]$/g, '');
    if (parsePeriod(tail).kind === 'period') return words.slice(0, -size).join(' ');
  }
  return text;
}

/** "2026" over "Jan" is one period in two lines. */
function findHeaderPeriod(parts: readonly string[], year: number | null): PeriodReading {
  const whole = parsePeriod(parts.join(' '));
  if (whole.kind === 'period') return whole;
  const readings = parts.map((part) => parsePeriod(part));
  const part = readings.find((reading) => reading.kind === 'part');
  const full = readings.find((reading) => reading.kind === 'period');
  if (part?.kind === 'part') {
    const own = full?.kind === 'period' ? full.key.slice(0, 4) : year;
    const joined = own === null ? null : parsePeriodKey(`${own}-${part.rest}`);
    if (joined) return { kind: 'period', key: `${own}-${part.rest}`, unit: joined.unit, isOrderOpen: false };
    return part;
  }
  if (full) return full;
  const inside = findPeriod(parts.map(stripUnit).join(' '));
  return inside.kind === 'period' ? inside : { kind: 'none' };
}

/** The period of a value column: its own, or its month in the year that holds for the whole sheet. */
export function toColumnPeriod({ header, role }: LayoutColumn, year: number | null): string | null {
  if (role.kind !== 'value' || role.period !== null) return role.kind === 'value' ? role.period : null;
  return toKey(findPeriod(header), year);
}

/** True for a value column whose header names a month without its year. */
export function lacksYear({ header, role }: LayoutColumn): boolean {
  return role.kind === 'value' && role.period === null && findPeriod(header).kind === 'part';
}

function toKey(reading: PeriodReading, year: number | null): string | null {
  if (reading.kind === 'period') return reading.key;
  if (reading.kind !== 'part' || year === null) return null;
  const key = `${year}-${reading.rest}`;
  return parsePeriodKey(key) ? key : null;
}

function proposeByCells(parts: readonly string[], cells: readonly Cell[], context: ProposeContext): Proposal {
  if (cells.length === 0) return propose({ kind: 'ignore' }, 0.9, parts.length === 0 ? 'empty' : 'unknown');
  const { matchArea, matchIndicator } = context.matchers;
  const share = (test: (cell: Cell) => boolean): number => cells.filter(test).length / cells.length;
  const texts = cells.filter(({ kind }) => kind === 'text').length / cells.length;
  if (texts > leastShare && share(({ text }) => matchIndicator(text, true).kind === 'sure') > leastShare) {
    return propose({ kind: 'indicator' }, 0.7, 'cells_indicators');
  }
  if (share(({ text }) => matchArea(text, { levels: [], isExact: true }).kind === 'sure') > leastShare) {
    return propose({ kind: 'area', level: null }, 0.7, 'cells_areas');
  }
  const isPeriod = (cell: Cell): boolean => cell.kind !== 'number' && readCellPeriod(cell).kind === 'period';
  if (share(isPeriod) > leastShare) return propose({ kind: 'period' }, 0.7, 'cells_periods');
  const isCount = cells.every(({ text }, index) => text === String(index + 1));
  if (isCount && parts.length === 0) return propose({ kind: 'ignore' }, 0.9, 'numbering');
  const isNumber = (cell: Cell): boolean => {
    const reading = parseNumber(cell.text, null).kind;
    return cell.kind === 'number' || reading === 'number' || reading === 'ambiguous';
  };
  if (share(isNumber) > leastShare) return propose(buildValueRole(), 0.5, 'cells_numbers');
  return propose({ kind: 'ignore' }, 0.5, 'unknown');
}

/** Columns of numbers that name nothing count only where no column names more: beside months they are sums, beside "Nilai" something else. */
function settleValues(columns: readonly LayoutColumn[]): LayoutColumn[] {
  const values = columns.filter(({ role }) => role.kind === 'value');
  const named = values.filter(
    ({ role, reason }) =>
      role.kind === 'value' &&
      (role.indicator !== null ||
        role.period !== null ||
        role.area !== null ||
        reason === 'header_period' ||
        reason === 'header_near'),
  );
  const byWord = values.filter(({ reason }) => reason === 'header_word');
  const kept = named.length > 0 ? named : byWord.length > 0 ? byWord : values.slice(0, 1);
  return columns.map((column) =>
    column.role.kind !== 'value' || kept.includes(column)
      ? column
      : { ...column, role: { kind: 'ignore' }, confidence: 0.5, reason: 'unknown' },
  );
}
