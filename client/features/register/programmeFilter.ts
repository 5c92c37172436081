import type { BudgetRow } from '#shared/model/budget.ts';
import { pillarIds } from '#shared/model/lists.ts';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import { programmeStatuses } from '#shared/model/programmeLists.ts';
import { findIdleMoney } from '#shared/rules/budget.ts';

/** What of the register is shown; null for everything. Kept in the address, so that it can be sent on. */
export interface ProgrammeFilter {
  readonly pillar: string | null;
  readonly agency: string | null;
  /** One of the statuses, or `unknown`. */
  readonly status: string | null;
  readonly isQuickWin: boolean;
  readonly isIdle: boolean;
  /** The year whose money is looked at; null is each programme's latest. */
  readonly year: number | null;
}

const statuses: readonly string[] = [...programmeStatuses, 'unknown'];

/** Year that an address names; null for none. */
export function toYear(params: URLSearchParams): number | null {
  const year = params.get('tahun') ?? '';
  return /^20\d{2}$/.test(year) ? Number(year) : null;
}

/** The same programmes with their money of one year; those without any of it have none. */
export function withMoneyOf(rows: readonly ProgrammeRow[], budgets: readonly BudgetRow[]): ProgrammeRow[] {
  const moneyOf = new Map(budgets.map(({ id, money }) => [id, money]));
  return rows.map((row) => ({ ...row, money: moneyOf.get(row.id) ?? null, publicCeiling: null }));
}

/** Reads a filter from the query of an address; what is unknown is nothing. */
export function toFilter(params: URLSearchParams): ProgrammeFilter {
  const pick = (name: string, allowed: readonly string[]): string | null =>
    allowed.find((one) => one === params.get(name)) ?? null;
  return {
    pillar: pick('pilar', pillarIds),
    agency: params.get('instansi') || null,
    status: pick('status', statuses),
    isQuickWin: params.get('cepat') === 'ya',
    isIdle: params.get('uang') === 'diam',
    year: toYear(params),
  };
}

/** Writes a filter as the query of an address. */
export function toQuery(filter: ProgrammeFilter): Record<string, string> {
  return {
    ...(filter.pillar === null ? {} : { pilar: filter.pillar }),
    ...(filter.agency === null ? {} : { instansi: filter.agency }),
    ...(filter.status === null ? {} : { status: filter.status }),
    ...(filter.isQuickWin ? { cepat: 'ya' } : {}),
    ...(filter.isIdle ? { uang: 'diam' } : {}),
    ...(filter.year === null ? {} : { tahun: String(filter.year) }),
  };
}

const tests: Readonly<
  Record<keyof ProgrammeFilter, (row: ProgrammeRow, filter: ProgrammeFilter) => boolean>
> = {
  pillar: (row, { pillar }) => pillar === null || row.pillar === pillar,
  agency: (row, { agency }) => agency === null || row.agency === agency,
  status: (row, { status }) => status === null || (row.status ?? 'unknown') === status,
  isQuickWin: (row, { isQuickWin }) => !isQuickWin || row.quickWin === true,
  isIdle: (row, { isIdle }) => !isIdle || findIdleMoney(row.money) !== null,
  // Rows come with the money of that year; a programme without any is still one.
  year: () => true,
};
const parts = Object.keys(tests) as (keyof ProgrammeFilter)[];

/** Programmes that fit. */
export function filterRows(rows: readonly ProgrammeRow[], filter: ProgrammeFilter): ProgrammeRow[] {
  return rows.filter((row) => parts.every((part) => tests[part](row, filter)));
}

/** How many would be shown for each choice of one part, all other parts as they are. */
export function countChoices(
  rows: readonly ProgrammeRow[],
  filter: ProgrammeFilter,
  part: keyof ProgrammeFilter,
  toChoice: (row: ProgrammeRow) => string,
): ReadonlyMap<string, number> {
  const others = parts.filter((one) => one !== part);
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (!others.every((one) => tests[one](row, filter))) continue;
    counts.set(toChoice(row), (counts.get(toChoice(row)) ?? 0) + 1);
  }
  return counts;
}
