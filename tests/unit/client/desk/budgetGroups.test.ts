import { describe, expect, it } from 'vitest';
import type { BudgetRow } from '#shared/model/budget.ts';
import { summarise } from '#shared/rules/budget.ts';
import { groupBudgets } from '../../../../client/features/register/budgetGroups.ts';
import { buildBudget, buildFund } from '../../../support/programmes.ts';

function buildRow(patch: Partial<BudgetRow> = {}): BudgetRow {
  return {
    id: 'a',
    name: 'A',
    nameEn: null,
    agency: 'dinkes' as BudgetRow['agency'],
    pillar: 'living',
    status: null,
    simulated: false,
    money: summarise({ ...buildBudget(100), year: 2026 }, '2026-11-05'),
    ...patch,
  };
}

describe('money put together', () => {
  it('tells how many of its programmes are simulated, by pillar and by source', () => {
    const dak = { ...buildBudget(1), funds: [buildFund(), buildFund({ source: 'dak' })], year: 2026 };
    const items = [
      buildRow(),
      buildRow({ id: 'b', simulated: true, money: summarise(dak, '2026-11-05') }),
      buildRow({ id: 'c', pillar: 'society' }),
    ];
    const counts = (grouping: 'pillar' | 'source') =>
      groupBudgets(items, grouping).map(({ key, total, simulated }) => [key, simulated, total.programmes]);
    expect(counts('pillar')).toEqual([
      ['living', 1, 2],
      ['society', 0, 1],
    ]);
    expect(counts('source')).toEqual([
      ['apbd', 1, 3],
      ['dak', 1, 1],
    ]);
  });
});
