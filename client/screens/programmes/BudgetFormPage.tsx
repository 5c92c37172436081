import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { BudgetFields, ProgrammeAnswer } from '#shared/model/budget.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchProgramme, putBudget } from '../../connection/desk/programmes.ts';
import { BudgetForm } from '../../features/register/BudgetForm.tsx';
import { toBudgetDraft } from '../../features/register/budgetDraft.ts';
import { rowName } from '../../features/register/registerNames.ts';

/** `/program/:id/uang/:year`: money and progress of a programme in a year. */
export function BudgetFormPage() {
  const { t } = useTranslation('budget');
  const { id = '', year = '' } = useParams();
  const query = useQuery({
    queryKey: ['programme', id],
    queryFn: () => fetchProgramme(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page title={t('formTitle', { year })} lead={query.data ? rowName(query.data.row) : ''}>
      <Answer query={query}>{(answer) => <Edit key={year} answer={answer} year={Number(year)} />}</Answer>
    </Page>
  );
}

function Edit({ answer, year }: { readonly answer: ProgrammeAnswer; readonly year: number }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { row, budgets, today } = answer;
  // What was opened is changed: a version that came meanwhile holds what nobody looked at.
  const [standing] = useState(() => budgets.find((budget) => budget.year === year) ?? null);
  const save = async (budget: BudgetFields): Promise<void> => {
    const changed = await putBudget({ programme: row.id, year }, { version: standing?.version ?? 0, budget });
    client.setQueryData(['programme', row.id], changed);
    for (const topic of ['programmes', 'budgets']) await client.invalidateQueries({ queryKey: [topic] });
  };
  return (
    <BudgetForm
      first={toBudgetDraft(standing, today)}
      year={year}
      today={today}
      onSave={save}
      onSaved={() => void navigate(`/program/${encodeURIComponent(row.id)}`)}
    />
  );
}
