import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchProgrammes } from '../../connection/desk/programmes.ts';
import { FilterBar } from '../../features/register/FilterBar.tsx';
import { ProgrammeTable } from '../../features/register/ProgrammeTable.tsx';
import { filterRows, toFilter, toQuery } from '../../features/register/programmeFilter.ts';
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
  return (
    <Page title={t('title')} lead={t('lead')} actions={mayAdd ? <AddLink /> : null}>
      <RegisterLinks />
      <Answer query={query}>
        {({ items }) => {
          if (items.length === 0) return <Nothing />;
          const shown = filterRows(items, filter);
          return (
            <>
              <SimulatedNote rows={items} />
              <FilterBar
                rows={items}
                filter={filter}
                onChange={(next) => setParams(toQuery(next), { replace: true })}
              />
              <p className="quiet" role="status">
                {t('shown', { count: shown.length })}
              </p>
              {shown.length === 0 ? <Empty>{t('none')}</Empty> : <ProgrammeTable rows={shown} />}
            </>
          );
        }}
      </Answer>
    </Page>
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
