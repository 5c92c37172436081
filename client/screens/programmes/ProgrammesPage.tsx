import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchBudgets, fetchProgrammes } from '../../connection/desk/programmes.ts';
import { FilterBar } from '../../features/register/FilterBar.tsx';
import { ProgrammeTable } from '../../features/register/ProgrammeTable.tsx';
import {
  filterRows,
  type ProgrammeFilter,
  toFilter,
  toQuery,
  withMoneyOf,
} from '../../features/register/programmeFilter.ts';
import { SimulatedNote } from '../../features/register/Simulated.tsx';
import { useMayKeep } from '../../features/register/useMayKeep.ts';
import { RegisterLinks } from './RegisterLinks.tsx';

/** `/program`: every programme, by pillar, agency, status, quick win, and money without progress. */
export function ProgrammesPage() {
  const { t } = useTranslation('programme');
  const [params, setParams] = useSearchParams();
  const filter = toFilter(params);
  const mayAdd = useMayKeep(null);
  const query = useQuery({ queryKey: ['programmes'], queryFn: fetchProgrammes });
  const { year } = filter;
  const money = useQuery({
    queryKey: ['budgets', year],
    queryFn: () => fetchBudgets(year),
    enabled: year !== null,
  });
  const onChange = (next: ProgrammeFilter): void => setParams(toQuery(next), { replace: true });
  return (
    <Page title={t('title')} lead={t('lead')} actions={mayAdd ? <AddLink /> : null}>
      <RegisterLinks />
      <Answer query={query}>
        {({ items }) =>
          filter.year === null ? (
            <List rows={items} {...{ filter, onChange }} />
          ) : (
            <Answer query={money}>
              {(list) => <List rows={withMoneyOf(items, list.items)} {...{ filter, onChange }} />}
            </Answer>
          )
        }
      </Answer>
    </Page>
  );
}

interface ListProps {
  readonly rows: readonly ProgrammeRow[];
  readonly filter: ProgrammeFilter;
  readonly onChange: (filter: ProgrammeFilter) => void;
}

function List({ rows, filter, onChange }: ListProps) {
  const { t } = useTranslation('programme');
  if (rows.length === 0) return <Nothing />;
  const shown = filterRows(rows, filter);
  return (
    <>
      <SimulatedNote rows={rows} />
      <FilterBar {...{ rows, filter, onChange }} />
      <p className="quiet" role="status">
        {t('shown', { count: shown.length })}
      </p>
      {shown.length === 0 ? <Empty>{t('none')}</Empty> : <ProgrammeTable rows={shown} />}
    </>
  );
}

function AddLink() {
  const { t } = useTranslation('programme');
  return (
    <Link className="button" data-kind="main" to="/program/baru">
      <Plus size={20} aria-hidden="true" />
      {t('new')}
    </Link>
  );
}

function Nothing() {
  const { t } = useTranslation('programme');
  return (
    <Empty>
      <p className="strong">{t('noneAtAll')}</p>
      <p>{t('noneHint')}</p>
    </Empty>
  );
}
