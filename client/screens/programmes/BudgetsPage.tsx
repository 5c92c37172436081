import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { BudgetList } from '#shared/model/budget.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchBudgets } from '../../connection/desk/programmes.ts';
import { BudgetRows, GroupTable } from '../../features/register/BudgetTables.tsx';
import { type BudgetGrouping, budgetGroupings } from '../../features/register/budgetGroups.ts';
import { toYear } from '../../features/register/programmeFilter.ts';
import { SimulatedNote } from '../../features/register/Simulated.tsx';
import { RegisterLinks } from './RegisterLinks.tsx';

/** `/anggaran`: money of programmes in a year, put together three ways, beside their physical progress. */
export function BudgetsPage() {
  const { t } = useTranslation('budget');
  const [params, setParams] = useSearchParams();
  const year = toYear(params);
  const grouping = budgetGroupings.find((one) => one === params.get('menurut')) ?? 'pillar';
  const query = useQuery({ queryKey: ['budgets', year], queryFn: () => fetchBudgets(year) });
  const change = (name: string, value: string): void =>
    setParams({ ...Object.fromEntries(params), [name]: value }, { replace: true });
  return (
    <Page title={t('page')} lead={t('lead')}>
      <RegisterLinks />
      <Answer query={query}>
        {(list) => (
          <>
            <div className="pair">
              <ChoiceField
                label={t('year')}
                value={list.year}
                choices={listYears(list).map((one) => [one, String(one)] as const)}
                onChange={(chosen) => change('tahun', String(chosen))}
              />
              <ChoiceField<BudgetGrouping>
                label={t('group.title')}
                value={grouping}
                choices={budgetGroupings.map((one) => [one, t(`group.${one}`)] as const)}
                onChange={(chosen) => change('menurut', chosen)}
              />
            </div>
            <Year list={list} grouping={grouping} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** Years with money, and the one that is looked at. */
function listYears({ years, year, today }: BudgetList): number[] {
  return [...new Set([...years, year, Number(today.slice(0, 4))])].sort((a, b) => b - a);
}

function Year({ list, grouping }: { readonly list: BudgetList; readonly grouping: BudgetGrouping }) {
  const { t } = useTranslation('budget');
  const { items, year, without } = list;
  if (items.length === 0) return <Empty>{t('noneOfYear', { year })}</Empty>;
  return (
    <>
      <SimulatedNote rows={items} />
      <h2>{t(`groupTitle.${grouping}`)}</h2>
      <GroupTable items={items} grouping={grouping} year={year} />
      <p className="quiet">
        {t('weighted')} {t('markHint')} {without > 0 ? t('without', { count: without }) : ''}
      </p>
      <h2>{t('table', { year })}</h2>
      <BudgetRows items={items} year={year} />
    </>
  );
}
