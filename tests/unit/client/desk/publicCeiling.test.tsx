import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { ProgrammeTable } from '../../../../client/features/register/ProgrammeTable.tsx';
import { YearMoney } from '../../../../client/features/register/YearMoney.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import type { ProgrammeAnswer } from '../../../../shared/model/budget.ts';
import type { ProgrammeRow, PublicCeiling } from '../../../../shared/model/programme.ts';
import { buildProgramme } from '../../../support/programmes.ts';

beforeAll(() => startDeskI18n('id'));
afterEach(cleanup);

const ceiling: PublicCeiling = {
  amountIdr: 40_000_000_000,
  period: '2025',
  source: { key: 'x', label: 'Berita TPA' },
};

function show(publicCeiling: PublicCeiling | null): void {
  const row: ProgrammeRow = {
    ...buildProgramme({ source: 'Renstra' }),
    id: 'a',
    version: 1,
    period: '2026',
    milestones: { done: 0, total: 0, late: 0 },
    money: null,
    publicCeiling,
    missing: [],
    simulated: false,
    changedAt: null,
  };
  const answer = { row, budgets: [], summaries: [] } as unknown as ProgrammeAnswer;
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { enabled: false } } })}>
      <MemoryRouter>
        <ProgrammeTable rows={[row]} />
        <YearMoney answer={answer} mayKeep={false} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

it('a public ceiling stands in the list and on the page, with its own source and period', () => {
  show(ceiling);
  expect(screen.getAllByText(/40\smiliar/)).toHaveLength(2);
  expect(screen.getAllByText(/menurut Berita TPA, periode 2025/)).toHaveLength(2);
  expect(screen.queryByText('Belum ada pagu atau realisasi yang dicatat.')).toBeNull();
});

it('nothing is said where nobody named one', () => {
  show(null);
  expect(screen.queryByText(/miliar|menurut/)).toBeNull();
  screen.getByText('Belum ada pagu atau realisasi yang dicatat.');
});
