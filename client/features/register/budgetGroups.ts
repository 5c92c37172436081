import type { BudgetRow } from '#shared/model/budget.ts';
import { pillarIds } from '#shared/model/lists.ts';
import type { FundSummary } from '#shared/model/programme.ts';
import { fundSources } from '#shared/model/programmeLists.ts';
import { type MoneyTotal, totalMoney } from '#shared/rules/budget.ts';

/** By what money is put together. */
export const budgetGroupings = ['pillar', 'agency', 'source'] as const;
export type BudgetGrouping = (typeof budgetGroupings)[number];

/** Money of everything of one key. */
export interface BudgetGroup {
  readonly key: string;
  readonly total: MoneyTotal;
  /** Programmes of `total` that are simulated. */
  readonly simulated: number;
}

/** How many of these are simulated. */
export function countSimulated(items: readonly BudgetRow[]): number {
  return items.filter(({ simulated }) => simulated).length;
}

/** Groups with money; pillars and sources in their own order, agencies by ceiling, largest first. Physical progress has no source. */
export function groupBudgets(items: readonly BudgetRow[], grouping: BudgetGrouping): BudgetGroup[] {
  if (grouping === 'source') {
    return fundSources.flatMap((source) => {
      const isOwn = (fund: FundSummary): boolean => fund.source === source;
      const own = items.filter(({ money }) => money.funds.some(isOwn));
      const funds = own.flatMap(({ money }) => money.funds.filter(isOwn));
      return own.length === 0
        ? []
        : [{ key: source, total: totalMoney(funds), simulated: countSimulated(own) }];
    });
  }
  const keys = grouping === 'pillar' ? pillarIds : [...new Set(items.map(({ agency }) => agency))];
  const groups = keys.flatMap((key) => {
    const own = items.filter((item) => item[grouping] === key);
    const total = totalMoney(own.map(({ money }) => money));
    return own.length === 0 ? [] : [{ key, total, simulated: countSimulated(own) }];
  });
  if (grouping === 'pillar') return groups;
  return groups.sort((a, b) => (b.total.ceilingIdr ?? -1) - (a.total.ceilingIdr ?? -1));
}
