import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { GroupTable } from '../../../../client/features/register/BudgetTables.tsx';
import {
  filterRows,
  toFilter,
  toQuery,
  withMoneyOf,
} from '../../../../client/features/register/programmeFilter.ts';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import type { BudgetRow } from '../../../../shared/model/budget.ts';
import type { ProgrammeRow } from '../../../../shared/model/programme.ts';
import { summarise } from '../../../../shared/rules/budget.ts';
import { buildBudget, buildMonths } from '../../../support/programmes.ts';

beforeAll(() => startDeskI18n('id'));
afterEach(cleanup);

const moneyOf = (year: number, progress: Record<number, number>) => {
  const budget = buildBudget(100, { progress: buildMonths(progress) });
  const funds = budget.funds.map((fund) => ({
    ...fund,
    ceilings: fund.ceilings.map((ceiling) => ({ ...ceiling, on: `${year}-01-02` })),
  }));
  return summarise({ ...budget, funds, year }, '2026-11-05');
};

function buildRow(id: string, money: BudgetRow['money']): BudgetRow {
  const agency = 'dinkes' as BudgetRow['agency'];
  return { id, name: id, nameEn: null, agency, pillar: 'living', status: null, simulated: false, money };
}

// Moving now, idle last year; and the other way round.
const last = [buildRow('a', moneyOf(2025, {})), buildRow('b', moneyOf(2025, { 12: 100 }))];
const now = [buildRow('a', moneyOf(2026, { 10: 50 })), buildRow('b', moneyOf(2026, { 10: 0 }))];

it('money without progress of a year leads to the programmes that it counts, by pillar and in sum', () => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <MemoryRouter>
        <GroupTable items={last} grouping="pillar" year={2025} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  const links = screen.getAllByRole<HTMLAnchorElement>('link', { name: '1 program' });
  expect(links).toHaveLength(2);
  for (const { search } of links) {
    const filter = toFilter(new URLSearchParams(search));
    expect(filter.year).toBe(2025);
    const rows = withMoneyOf(now as unknown as ProgrammeRow[], last);
    expect(filterRows(rows, filter).map(({ id }) => id)).toEqual(['a']);
  }
});

it('a year stays in the address while other choices change, and is none where it is not one', () => {
  const filter = toFilter(new URLSearchParams('tahun=2025&uang=diam'));
  expect(toQuery({ ...filter, isQuickWin: true })).toEqual({ cepat: 'ya', uang: 'diam', tahun: '2025' });
  expect(toFilter(new URLSearchParams('tahun=19x5')).year).toBeNull();
});
