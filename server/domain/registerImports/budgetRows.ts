import type { BudgetFields, Ceiling, Fund, FundSource } from '#shared/model/budget.ts';
import { ceilingStages, fundSources } from '#shared/model/programmeLists.ts';
import {
  monthSeries,
  type RegisterLayout,
  type RegisterPart,
  type RegisterRow,
} from '#shared/model/registerImport.ts';
import {
  ceilingOn,
  findLastMonth,
  presentMonth,
  sumKnown,
  toCumulative,
  toMonthly,
} from '#shared/rules/budget.ts';
import type { Cell } from '../imports/grid.ts';
import { findProgramme } from './findProgramme.ts';
import {
  createAgencyFinder,
  createProgrammeFinder,
  type RegisterChange,
  type RegisterReading,
  type RegisterSource,
  type StandingProgramme,
} from './registerSource.ts';
import { type Choices, readChoice, readYear, type Table, type TableRow } from './tableRows.ts';

/** How sources of money are written. */
const fundWords: Choices<FundSource> = [
  [
    'apbd',
    'APBD',
    'PAD',
    'DAU',
    'APBD Kabupaten',
    'APBD Kab. Bekasi',
    'Pendapatan Asli Daerah',
    'Dana Alokasi Umum',
  ],
  [
    'province',
    'Bantuan provinsi',
    'Banprov',
    'Bankeu provinsi',
    'Bantuan Keuangan Provinsi',
    'APBD Provinsi',
  ],
  ['apbn', 'APBN'],
  ['dak', 'DAK', 'DAK Fisik', 'DAK Nonfisik', 'Dana Alokasi Khusus'],
  ['csr', 'CSR', 'TJSL'],
  ['other', 'Sumber lain', 'Lainnya', 'Lain-lain'],
];

interface Context {
  readonly table: Table;
  readonly layout: RegisterLayout;
  readonly source: RegisterSource;
  /** Whose programmes may be touched; null for all. */
  readonly agency: string | null;
}

interface Draft {
  readonly programme: StandingProgramme;
  readonly year: number;
  readonly version: number;
  fields: BudgetFields;
}

const nothing = (): (number | null)[] => Array.from({ length: 12 }, () => null);

/** What a sheet of money would change. Several lines of one programme, one for each source, become one change. */
export function readBudgetRows(context: Context): RegisterReading {
  const { table, layout, source, agency } = context;
  const finder = createProgrammeFinder(source.programmes());
  const findAgency = createAgencyFinder(source.agencies);
  const drafts = new Map<string, Draft>();
  const seen = new Map<string, string>();
  const rows = table.rows.flatMap((row): RegisterRow[] => {
    const programme = findProgramme(row, {
      finder,
      findAgency,
      faults: table.faults,
      agency,
      fixed: layout.fixed.agency,
    });
    const year = readYear(row, 'year', table.faults) ?? layout.fixed.year;
    const fund = readChoice(row, 'fund', { choices: fundWords, faults: table.faults }) ?? layout.fixed.fund;
    if (!programme || year === null || fund === null) return [];
    const key = `${programme.id}|${year}`;
    const first = seen.get(`${key}|${fund}`);
    const [cell] = row.cells.values();
    if (first !== undefined && cell) {
      table.faults.add('duplicate', cell, { other: first });
      return [];
    }
    seen.set(`${key}|${fund}`, row.ref.split('!').at(-1) ?? '');
    const standing = source.budgetOf(programme.id, year);
    const begun = leaveAhead(row, { context, year });
    const draft = drafts.get(key) ?? {
      programme,
      year,
      version: standing?.version ?? 0,
      fields: standing?.fields ?? { funds: [], progress: nothing() },
    };
    const before = draft.fields;
    draft.fields = applyRow(begun.row, before, { context, fund, year });
    drafts.set(key, draft);
    const compared = { programme, year, fund, before, after: draft.fields, today: source.today() };
    const read = toRow(row, compared);
    const isScaled = [...begun.row.cells.keys()].some((role) => (table.scales.get(role) ?? 1) !== 1);
    const marks = [
      ...(begun.hasAhead ? (['month-ahead'] as const) : []),
      ...(isScaled ? (['scaled'] as const) : []),
    ];
    return [{ ...read, marks: [...read.marks, ...marks] }];
  });
  return { rows, changes: [...drafts.values()].flatMap(toChange(source)) };
}

const toChange =
  (source: RegisterSource) =>
  ({ programme, year, version, fields }: Draft): RegisterChange[] => {
    const standing = source.budgetOf(programme.id, year)?.fields ?? null;
    if (JSON.stringify(standing) === JSON.stringify(fields)) return [];
    return [{ kind: 'budget', programme: programme.id, year, version, fields }];
  };

/**
 * A line without what it says was done in months that have not begun: exports fill them with zeros, which are no report. Anything but a
 * zero is a fault, as the year or the month of the report is then another than was chosen.
 */
function leaveAhead(
  row: TableRow,
  { context: { table, layout, source }, year }: Omit<Place, 'fund'>,
): { readonly row: TableRow; readonly hasAhead: boolean } {
  const present = presentMonth(year, source.today()) ?? -1;
  const cells = new Map(row.cells);
  let hasAhead = false;
  for (const [role, cell] of row.cells) {
    const [, end] = /^(?:realised|progress)-(to|\d{2})$/.exec(role) ?? [];
    if (end === undefined || Number(end === 'to' ? layout.fixed.month : end) - 1 <= present) continue;
    const value = table.readers.get(role)?.(cell) ?? null;
    if (value === 0 && end !== 'to') hasAhead = true;
    else if (value !== null) table.faults.add('register_not_yet', cell, { given: cell.text });
    cells.delete(role);
  }
  return { row: { ...row, cells }, hasAhead };
}

interface Place {
  readonly context: Context;
  readonly fund: FundSource;
  readonly year: number;
}

function applyRow(row: TableRow, before: BudgetFields, place: Place): BudgetFields {
  const { fund } = place;
  const known = before.funds.find(({ source }) => source === fund) ?? {
    source: fund,
    ceilings: [],
    plan: nothing(),
    realised: nothing(),
  };
  const next: Fund = {
    ...known,
    ceilings: applyCeilings(row, known.ceilings, place),
    plan: applySeries(row, 'plan', { months: known.plan, place }),
    realised: applySeries(row, 'realised', { months: known.realised, place }),
  };
  const isEmpty = next.ceilings.length === 0 && [...next.plan, ...next.realised].every((one) => one === null);
  const others = before.funds.filter(({ source }) => source !== fund);
  const funds = isEmpty ? others : [...others, next];
  return {
    funds: funds.sort((a, b) => fundSources.indexOf(a.source) - fundSources.indexOf(b.source)),
    progress: applyProgress(row, before.progress, place),
  };
}

function applyCeilings(
  row: TableRow,
  ceilings: readonly Ceiling[],
  { context: { table, layout }, year }: Place,
): Ceiling[] {
  let next = [...ceilings];
  for (const stage of ceilingStages) {
    const role = `ceiling-${stage}`;
    const cell = row.cells.get(role);
    const amountIdr = cell ? (table.readers.get(role)?.(cell) ?? null) : null;
    if (!cell || amountIdr === null) continue;
    const known = next.findLast((one) => one.stage === stage);
    if (known?.amountIdr === amountIdr) continue;
    const on = layout.fixed.on[stage] ?? (stage === 'original' ? `${year}-01-01` : null);
    if (on === null) {
      table.faults.add('register_no_day', cell, { stage });
      continue;
    }
    const others = next.filter((one) => one.stage !== stage || one.on !== on);
    next = [...others, { stage, amountIdr, on, document: null }].sort((a, b) =>
      a.on < b.on ? -1 : a.on > b.on ? 1 : 0,
    );
  }
  return next;
}

interface Given {
  readonly month: number;
  readonly value: number;
  readonly cell: Cell;
}

interface GivenSeries {
  readonly months: readonly Given[];
  readonly sum: Given | null;
}

/** Months that a line gives of a series, those of single columns and the one up to which a `-to` column counts. */
function listGiven(row: TableRow, series: string, { table, layout }: Context): GivenSeries {
  const read = (role: string, month: number): Given[] => {
    const cell = row.cells.get(role);
    const value = cell ? (table.readers.get(role)?.(cell) ?? null) : null;
    return cell && value !== null ? [{ month, value, cell }] : [];
  };
  const months = Array.from({ length: 12 }, (_, month) => month).flatMap((month) =>
    read(`${series}-${String(month + 1).padStart(2, '0')}`, month),
  );
  const [sum = null] = layout.fixed.month === null ? [] : read(`${series}-to`, layout.fixed.month - 1);
  return { months, sum };
}

function applySeries(
  row: TableRow,
  series: 'plan' | 'realised',
  { months, place: { context } }: { months: readonly (number | null)[]; place: Place },
): (number | null)[] {
  const given = listGiven(row, series, context);
  let next = [...months];
  if (!context.layout.fixed.isCumulative) {
    next = splitLumps(months, given);
    const short = given.months.find(({ month }) => (next[findNext(months, month)] ?? 0) < 0);
    if (short) context.table.faults.add('register_over_sum', short.cell, { given: short.cell.text });
  }
  const sums = [
    ...(context.layout.fixed.isCumulative ? given.months : []),
    ...(given.sum ? [given.sum] : []),
  ];
  if (sums.length === 0) return next;
  const cumulative = toCumulative(next);
  for (const { month, value } of sums) cumulative[month] = value;
  next = toMonthly(cumulative);
  const sunk = sums.find(({ month }) => sinksAt(cumulative, month));
  if (sunk) context.table.faults.add('sum_sinks', sunk.cell, { given: sunk.cell.text });
  return next;
}

/** The next month after one that has an amount; -1 for none. */
function findNext(months: readonly (number | null)[], after: number): number {
  return months.findIndex((amount, month) => month > after && amount !== null);
}

/**
 * Months with those that a file gives. An amount holds all since the month before it that has one, so that a month that was null is taken
 * out of the next that stands: what is then left there may be below zero, which the file must explain.
 */
function splitLumps(months: readonly (number | null)[], given: GivenSeries): (number | null)[] {
  const next = [...months];
  for (const { month, value } of given.months) next[month] = value;
  for (const { month, value } of given.months) {
    const lump = findNext(months, month);
    const isOwn = given.sum?.month === lump || given.months.some((one) => one.month === lump);
    if (months[month] === null && lump >= 0 && !isOwn) next[lump] = (next[lump] ?? 0) - value;
  }
  return next;
}

function sinksAt(sums: readonly (number | null)[], month: number): boolean {
  const own = sums[month] ?? null;
  if (own === null) return false;
  return sums.some((sum, other) => sum !== null && (other < month ? sum > own : other > month && sum < own));
}

function applyProgress(
  row: TableRow,
  progress: readonly (number | null)[],
  { context }: Place,
): (number | null)[] {
  const { months, sum } = listGiven(row, 'progress', context);
  const next = [...progress];
  for (const { month, value } of [...months, ...(sum ? [sum] : [])]) next[month] = value;
  return next;
}

interface Compared {
  readonly programme: StandingProgramme;
  readonly year: number;
  readonly fund: FundSource;
  readonly before: BudgetFields;
  readonly after: BudgetFields;
  readonly today: string;
}

function toRow(row: TableRow, { programme, year, fund, before, after, today }: Compared): RegisterRow {
  const own = (fields: BudgetFields): Fund | undefined => fields.funds.find(({ source }) => source === fund);
  const lastDay = `${year}-12-31`;
  const day = lastDay < today ? lastDay : today;
  const pair = (part: string, of: (fields: BudgetFields) => number | null): RegisterPart => ({
    part,
    old: of(before),
    new: of(after),
  });
  const ceiling = (fields: BudgetFields): number | null => {
    const one = own(fields);
    return one ? (ceilingOn(one, day) ?? one.ceilings.at(-1)?.amountIdr ?? null) : null;
  };
  const parts = [
    pair('ceiling', ceiling),
    pair('plan', (fields) => sumKnown(own(fields)?.plan ?? [])),
    pair('realised', (fields) => sumKnown(own(fields)?.realised ?? [])),
    pair('progress', ({ progress }) => progress[findLastMonth(progress) ?? 0] ?? null),
  ].filter((part) => part.old !== null || part.new !== null);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  const limit = ceiling(after);
  const most = Math.max(
    ...monthSeries.slice(0, 2).map((part) => Number(parts.find((one) => one.part === part)?.new ?? 0)),
  );
  return {
    ref: row.ref,
    kind: isSame ? 'same' : own(before) ? 'changed' : 'new',
    name: programme.fields.name,
    agency: programme.fields.agency,
    year,
    fund,
    parts,
    marks: [
      ...(limit !== null && most > limit ? (['over-ceiling'] as const) : []),
      ...(row.isHidden ? (['hidden'] as const) : []),
    ],
  };
}
