import type { BudgetRow } from '#shared/model/budget.ts';
import { pillarIds } from '#shared/model/lists.ts';
import { fundSources } from '#shared/model/programmeLists.ts';
import { type MoneyTotal, totalMoney } from '#shared/rules/budget.ts';

/** By what money is put together. */
export const budgetGroupings = ['pillar', 'agency', 'source'] as const;
export type BudgetGrouping = (typeof budgetGroupings)[number];

/** Money of everything of one key. */
export interface BudgetGroup {
  readonly key: string;
  readonly total: MoneyTotal;
}

/** Groups with money; pillars and sources in their own order, agencies by ceiling, largest first. Physical progress has no source. */
export function groupBudgets(items: readonly BudgetRow[], grouping: BudgetGrouping): BudgetGroup[] {
  if (grouping === 'source') {
    return fundSources.flatMap((source) => {
      const funds = items.flatMap((item) => item.money.funds.filter((fund) => fund.source === source));
      return funds.length === 0 ? [] : [{ key: source, total: totalMoney(funds) }];
    });
  }
  const keys = grouping === 'pillar' ? pillarIds : [...new Set(items.map(({ agency }) => agency))];
  const groups = keys.flatMap((key) => {
    const own = items.filter((item) => item[grouping] === key);
    return own.length === 0 ? [] : [{ key, total: totalMoney(own.map(({ money }) => money)) }];
  });
  if (grouping === 'pillar') return groups;
  return groups.sort((a, b) => (b.total.ceilingIdr ?? -1) - (a.total.ceilingIdr ?? -1));
}
