import type { BudgetFields, Fund } from '../model/budget.ts';
import type { FundSummary, MoneySummary } from '../model/programme.ts';

type Amounts = readonly (number | null)[];

/** Sum of what is known; null where nothing is. Unit as that of its parts. */
export function sumKnown(amounts: Amounts): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0);
}

/** Sums up to the end of each month, at those months that have a figure; what came before them is in it. */
export function toCumulative(months: Amounts): (number | null)[] {
  let sum = 0;
  return months.map((amount) => {
    if (amount === null) return null;
    sum += amount;
    return sum;
  });
}

/** Months of which these are the sums; the way back from `toCumulative`. A sum that sinks gives a negative month. */
export function toMonthly(sums: Amounts): (number | null)[] {
  let before = 0;
  return sums.map((sum) => {
    if (sum === null) return null;
    const amount = sum - before;
    before = sum;
    return amount;
  });
}

/** Last month with a figure, 0 for January; null where there is none. */
export function findLastMonth(months: Amounts): number | null {
  const last = months.findLastIndex((amount) => amount !== null);
  return last < 0 ? null : last;
}

/** The ceiling in force on a day (`2026-10-31`): that of the latest decision until then; null where none was made yet. */
export function ceilingOn({ ceilings }: Pick<Fund, 'ceilings'>, day: string): number | null {
  let found: Fund['ceilings'][number] | null = null;
  for (const ceiling of ceilings) {
    // On the same day the one that stands later replaces the one before.
    if (ceiling.on <= day && (found === null || ceiling.on >= found.on)) found = ceiling;
  }
  return found?.amountIdr ?? null;
}

/** A month of a year as a key: 9 of 2026 is `2026-10`. */
export function toMonthKey(year: number, month: number): string {
  return `${year}-${String(month + 1).padStart(2, '0')}`;
}

/** The last month of a year that has begun on a day (`2026-10-31`), 0 for January; null in a year to come. */
export function presentMonth(year: number, day: string): number | null {
  const present = Number(day.slice(0, 4));
  if (present < year) return null;
  return present > year ? 11 : Number(day.slice(5, 7)) - 1;
}

/** Of a month that has not begun nobody can report anything, whatever a sheet fills it with. */
const cutTo = (months: Amounts, present: number | null): Amounts =>
  present === null ? [] : months.slice(0, present + 1);

/** Money of each source, its plan of the months that it is reported of itself. */
function summariseFunds({ year, funds }: YearMoney, day: string): FundSummary[] {
  const present = presentMonth(year, day);
  const isReported = funds.some(({ realised }) => findLastMonth(cutTo(realised, present)) !== null);
  return funds.map((fund) => {
    const realised = cutTo(fund.realised, present);
    const last = findLastMonth(realised);
    const month = isReported ? last : present;
    const plan = month === null ? [] : fund.plan.slice(0, month + 1);
    const planned = findLastMonth(plan);
    return {
      source: fund.source,
      ceilingIdr: ceilingOn(fund, day),
      planIdr: sumKnown(plan),
      planMonth: planned === null ? null : toMonthKey(year, planned),
      realisedIdr: sumKnown(realised),
      realisedMonth: last === null ? null : toMonthKey(year, last),
    };
  });
}

const latest = (months: readonly (string | null)[]): string | null =>
  months
    .flatMap((month) => month ?? [])
    .sort()
    .at(-1) ?? null;

type YearMoney = BudgetFields & { readonly year: number };

/** Money and progress of a year as they stand on a day (`2026-10-31`, in the region's zone). Rupiah and percent. */
export function summarise(budget: YearMoney, day: string): MoneySummary {
  const { year } = budget;
  const progress = cutTo(budget.progress, presentMonth(year, day));
  const funds = summariseFunds(budget, day);
  const progressed = findLastMonth(progress);
  return {
    year,
    ceilingIdr: sumKnown(funds.map(({ ceilingIdr }) => ceilingIdr)),
    planIdr: sumKnown(funds.map(({ planIdr }) => planIdr)),
    planMonth: latest(funds.map(({ planMonth }) => planMonth)),
    realisedIdr: sumKnown(funds.map(({ realisedIdr }) => realisedIdr)),
    realisedMonth: latest(funds.map(({ realisedMonth }) => realisedMonth)),
    funds,
    progressPercent: progressed === null ? null : (progress[progressed] ?? null),
    progressMonth: progressed === null ? null : toMonthKey(year, progressed),
  };
}

/**
 * Money without progress: a ceiling above 0 while physical progress is 0 (`zero`) or was never reported (`unreported`), which are two
 * different things. Null where there is no money, or where there is progress.
 */
export function findIdleMoney(
  money: Pick<MoneySummary, 'ceilingIdr' | 'progressPercent'> | null,
): 'zero' | 'unreported' | null {
  if (money?.ceilingIdr == null || money.ceilingIdr <= 0) return null;
  if (money.progressPercent === null) return 'unreported';
  return money.progressPercent === 0 ? 'zero' : null;
}

/** Of how many sources of money a sum is, and the earliest and latest month up to which one of them goes (`2026-03`); null without any. */
export interface MoneySpan {
  readonly given: number;
  readonly all: number;
  readonly from: string | null;
  readonly to: string | null;
}

/** Sums over several programmes. `known` counts those that give the figure, so that a sum never looks whole where it is not. */
export interface MoneyTotal {
  readonly programmes: number;
  readonly ceilingIdr: number | null;
  readonly planIdr: number | null;
  readonly realisedIdr: number | null;
  readonly known: { readonly ceiling: number; readonly realised: number };
  readonly spans: {
    readonly ceiling: MoneySpan;
    readonly plan: MoneySpan;
    readonly realised: MoneySpan;
    /** Of programmes, not of sources: those whose progress is in the mean. */
    readonly progress: MoneySpan;
  };
  /** Realised, and planned, of the ceiling; each over the sources alone that give both sides. 0 to 1, null for none. */
  readonly realisedShare: number | null;
  /** Where any is realised, of those alone whose plan is of the month up to which they are, so that both shares are of the same months. */
  readonly planShare: number | null;
  /** Realised less planned, as a share of the plan, over the sources that give both up to the same month. */
  readonly planGap: number | null;
  /** Mean physical progress weighted by ceiling, percent, over those that give both; null for none. */
  readonly progressPercent: number | null;
  readonly progressKnown: number;
  readonly idle: number;
}

type Amount = 'ceilingIdr' | 'planIdr' | 'realisedIdr';

/** Money of a source, or of a programme of which no sources are told. */
type Part = { readonly [Key in Amount]?: number | null } & {
  readonly planMonth?: string | null;
  readonly realisedMonth?: string | null;
};

type Summed = Part & {
  readonly progressPercent?: number | null;
  readonly progressMonth?: string | null;
  readonly funds?: readonly Part[];
};

/** One sum as a share of another over those alone that give both: half a numerator over a whole denominator would be untrue. */
function shareOf(parts: readonly Part[], part: Amount, whole: Amount): number | null {
  const both = parts.filter((money) => money[part] != null && money[whole] != null);
  const sum = (of: Amount): number => both.reduce((total, money) => total + (money[of] ?? 0), 0);
  return sum(whole) > 0 ? sum(part) / sum(whole) : null;
}

function spanOf(parts: readonly Part[], amount: Amount, month?: 'planMonth' | 'realisedMonth'): MoneySpan {
  const given = parts.filter((part) => part[amount] != null);
  const months = given.map((part) => (month && part[month]) ?? null);
  return toSpan(parts.length, months);
}

/** Months of those that gave the figure; null where one of them names none. */
function toSpan(all: number, given: readonly (string | null)[]): MoneySpan {
  const months = given.filter((month) => month !== null).sort();
  return { given: given.length, all, from: months[0] ?? null, to: months.at(-1) ?? null };
}

/** Adds up money; `null` entries are programmes without any. */
export function totalMoney(all: readonly (Summed | null)[]): MoneyTotal {
  const given = all.flatMap((money) => money ?? []);
  const parts = given.flatMap((money): readonly Part[] => (money.funds?.length ? money.funds : [money]));
  const reported = parts.filter(({ realisedIdr }) => realisedIdr != null);
  // A quarter's plan says nothing of a month within the next quarter.
  const level = reported.filter(({ planMonth, realisedMonth }) => planMonth === realisedMonth);
  const count = (of: Amount): number => given.filter((money) => money[of] != null).length;
  const sum = (of: Amount): number | null => sumKnown(given.map((money) => money[of] ?? null));
  const realisedOfPlan = shareOf(level, 'realisedIdr', 'planIdr');
  const weighed = given.filter(({ ceilingIdr, progressPercent }) => ceilingIdr && progressPercent != null);
  const weight = weighed.reduce((sum, { ceilingIdr }) => sum + (ceilingIdr ?? 0), 0);
  const done = weighed.reduce((sum, one) => sum + (one.ceilingIdr ?? 0) * (one.progressPercent ?? 0), 0);
  return {
    programmes: all.length,
    ceilingIdr: sum('ceilingIdr'),
    planIdr: sum('planIdr'),
    realisedIdr: sum('realisedIdr'),
    known: { ceiling: count('ceilingIdr'), realised: count('realisedIdr') },
    spans: {
      ceiling: spanOf(parts, 'ceilingIdr'),
      plan: spanOf(parts, 'planIdr', 'planMonth'),
      realised: spanOf(parts, 'realisedIdr', 'realisedMonth'),
      progress: toSpan(
        all.length,
        weighed.map(({ progressMonth }) => progressMonth ?? null),
      ),
    },
    realisedShare: shareOf(parts, 'realisedIdr', 'ceilingIdr'),
    planShare: shareOf(reported.length > 0 ? level : parts, 'planIdr', 'ceilingIdr'),
    planGap: realisedOfPlan === null ? null : realisedOfPlan - 1,
    progressPercent: weight > 0 ? done / weight : null,
    progressKnown: weighed.length,
    idle: given.filter(({ ceilingIdr = null, progressPercent = null }) =>
      findIdleMoney({ ceilingIdr, progressPercent }),
    ).length,
  };
}
