import type { BudgetFields, Fund, FundSummary } from '../model/budget.ts';
import type { MoneySummary } from '../model/programme.ts';

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

const sumTo = (months: Amounts, month: number): number | null => sumKnown(months.slice(0, month + 1));

/** A month of a year as a key: 9 of 2026 is `2026-10`. */
export function toMonthKey(year: number, month: number): string {
  return `${year}-${String(month + 1).padStart(2, '0')}`;
}

/**
 * Up to which month plan and realisation are compared: the last with a realisation, so that both are of the same time; without one the
 * present month of the year, or its last.
 */
function comparedMonth(funds: BudgetFields['funds'], year: number, day: string): number | null {
  const reported = funds.map(({ realised }) => findLastMonth(realised) ?? -1);
  const last = Math.max(-1, ...reported);
  if (last >= 0) return last;
  const present = Number(day.slice(0, 4));
  if (present < year) return null;
  return present > year ? 11 : Number(day.slice(5, 7)) - 1;
}

/** Money and progress of a year as they stand on a day (`2026-10-31`, in the region's zone). Rupiah and percent. */
export function summarise(
  { year, funds, progress }: BudgetFields & { readonly year: number },
  day: string,
): MoneySummary {
  const month = comparedMonth(funds, year, day);
  const realisedIdr = sumKnown(funds.map(({ realised }) => sumKnown(realised)));
  const planIdr = month === null ? null : sumKnown(funds.map(({ plan }) => sumTo(plan, month)));
  const progressed = findLastMonth(progress);
  return {
    year,
    ceilingIdr: sumKnown(funds.map((fund) => ceilingOn(fund, day))),
    planIdr,
    planMonth: planIdr === null || month === null ? null : toMonthKey(year, month),
    realisedIdr,
    realisedMonth: realisedIdr === null || month === null ? null : toMonthKey(year, month),
    progressPercent: progressed === null ? null : (progress[progressed] ?? null),
    progressMonth: progressed === null ? null : toMonthKey(year, progressed),
  };
}

/** The same for each source of money by itself. */
export function summariseFunds(
  { year, funds }: BudgetFields & { readonly year: number },
  day: string,
): FundSummary[] {
  const month = comparedMonth(funds, year, day);
  return funds.map((fund) => ({
    source: fund.source,
    ceilingIdr: ceilingOn(fund, day),
    planIdr: month === null ? null : sumTo(fund.plan, month),
    realisedIdr: sumKnown(fund.realised),
  }));
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

/** Sums over several programmes. `known` counts those that give the figure, so that a sum never looks whole where it is not. */
export interface MoneyTotal {
  readonly programmes: number;
  readonly ceilingIdr: number | null;
  readonly planIdr: number | null;
  readonly realisedIdr: number | null;
  readonly known: { readonly ceiling: number; readonly realised: number };
  /** Realised, and planned, of the ceiling; each over those alone that give both sides. 0 to 1, null for none. */
  readonly realisedShare: number | null;
  readonly planShare: number | null;
  /** Realised less planned, as a share of the plan, over those that give both. */
  readonly planGap: number | null;
  /** Mean physical progress weighted by ceiling, percent, over those that give both; null for none. */
  readonly progressPercent: number | null;
  readonly progressKnown: number;
  readonly idle: number;
}

type Summed = Pick<MoneySummary, 'ceilingIdr' | 'planIdr' | 'realisedIdr'> & {
  readonly progressPercent?: number | null;
};

type Amount = 'ceilingIdr' | 'planIdr' | 'realisedIdr';

/** One sum as a share of another over those alone that give both: half a numerator over a whole denominator would be untrue. */
function shareOf(given: readonly Summed[], part: Amount, whole: Amount): number | null {
  const both = given.filter((money) => money[part] !== null && money[whole] !== null);
  const sum = (of: Amount): number => both.reduce((total, money) => total + (money[of] ?? 0), 0);
  return sum(whole) > 0 ? sum(part) / sum(whole) : null;
}

/** Adds up money; `null` entries are programmes without any. */
export function totalMoney(all: readonly (Summed | null)[]): MoneyTotal {
  const given = all.flatMap((money) => money ?? []);
  const count = (of: keyof Summed): number => given.filter((money) => money[of] != null).length;
  const realisedOfPlan = shareOf(given, 'realisedIdr', 'planIdr');
  const weighed = given.filter(({ ceilingIdr, progressPercent }) => ceilingIdr && progressPercent != null);
  const weight = weighed.reduce((sum, { ceilingIdr }) => sum + (ceilingIdr ?? 0), 0);
  const done = weighed.reduce((sum, one) => sum + (one.ceilingIdr ?? 0) * (one.progressPercent ?? 0), 0);
  return {
    programmes: all.length,
    ceilingIdr: sumKnown(given.map(({ ceilingIdr }) => ceilingIdr)),
    planIdr: sumKnown(given.map(({ planIdr }) => planIdr)),
    realisedIdr: sumKnown(given.map(({ realisedIdr }) => realisedIdr)),
    known: { ceiling: count('ceilingIdr'), realised: count('realisedIdr') },
    realisedShare: shareOf(given, 'realisedIdr', 'ceilingIdr'),
    planShare: shareOf(given, 'planIdr', 'ceilingIdr'),
    planGap: realisedOfPlan === null ? null : realisedOfPlan - 1,
    progressPercent: weight > 0 ? done / weight : null,
    progressKnown: weighed.length,
    idle: given.filter(({ ceilingIdr, progressPercent = null }) =>
      findIdleMoney({ ceilingIdr, progressPercent }),
    ).length,
  };
}
