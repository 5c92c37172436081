import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Evaluation, EvaluationList } from '#shared/model/evaluation.ts';
import { toWeightedScore } from '#shared/rules/evaluation.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { ChangeLog } from '../../components/desk/ChangeLog.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchCrosswalk } from '../../connection/desk/evaluations.ts';
import { CrosswalkTables } from '../../features/evaluation/CrosswalkTable.tsx';
import { DimensionTable, Gains } from '../../features/evaluation/DimensionTable.tsx';
import { EvaluationForm } from '../../features/evaluation/EvaluationForm.tsx';
import styles from '../../features/evaluation/evaluation.module.css';
import { FinalScore } from '../../features/evaluation/FinalScore.tsx';
import { Surveys } from '../../features/evaluation/Surveys.tsx';
import { WhatIf } from '../../features/evaluation/WhatIf.tsx';
import { YearTable } from '../../features/evaluation/YearTable.tsx';
import { useMayReview } from '../../hooks/desk/useDesk.ts';
import { useEvaluations } from '../../hooks/desk/useEvaluations.ts';
import { figuresMs } from '../../lib/desk/refetch.ts';

/** `/evaluasi?tahun=2023`: the cockpit of the yearly evaluation. */
export function EvaluationPage() {
  const { t } = useTranslation('evaluation');
  const mayReview = useMayReview();
  const query = useEvaluations();
  const [search, setSearch] = useSearchParams();
  const [editing, setEditing] = useState<'new' | 'year' | null>(null);
  const years = query.data?.years ?? [];
  const chosen = years.find(({ year }) => String(year) === search.get('tahun')) ?? years[0];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <div className="row">
          <Link className="target" to="/evaluasi/padanan">
            {t('crosswalk')}
          </Link>
          {mayReview && chosen ? (
            <button type="button" onClick={() => setEditing('year')}>
              {t('edit', { year: chosen.year })}
            </button>
          ) : null}
          {mayReview && query.data ? (
            <button type="button" onClick={() => setEditing('new')}>
              {t('add')}
            </button>
          ) : null}
        </div>
      }
    >
      {mayReview ? null : <p className="quiet">{t('official:readOnly')}</p>}
      <Answer query={query}>
        {(list) =>
          chosen ? (
            <>
              <Years
                years={years}
                chosen={chosen.year}
                onChoose={(year) => setSearch({ tahun: String(year) }, { replace: true })}
              />
              <Cockpit key={`${chosen.year}|${chosen.version}`} evaluation={chosen} list={list} />
            </>
          ) : (
            <Empty>
              <p className="strong">{t('none')}</p>
            </Empty>
          )
        }
      </Answer>
      {editing !== null && query.data ? (
        <EvaluationForm
          list={query.data}
          start={editing === 'year' ? (chosen ?? null) : null}
          onSaved={(year) => setSearch({ tahun: String(year) }, { replace: true })}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Page>
  );
}

interface YearsProps {
  readonly years: readonly Evaluation[];
  readonly chosen: number;
  readonly onChoose: (year: number) => void;
}

function Years({ years, chosen, onChoose }: YearsProps) {
  const { t } = useTranslation('evaluation');
  return (
    <fieldset className={`row ${styles['years']}`}>
      <legend className="visually-hidden">{t('years')}</legend>
      {years.map(({ year }) => (
        <button key={year} type="button" aria-pressed={year === chosen} onClick={() => onChoose(year)}>
          {year}
        </button>
      ))}
    </fieldset>
  );
}

interface CockpitProps {
  readonly evaluation: Evaluation;
  readonly list: EvaluationList;
}

function Cockpit({ evaluation, list }: CockpitProps) {
  const mayReview = useMayReview();
  const weighted = toWeightedScore(evaluation.scores, evaluation.weights);
  const { year } = evaluation;
  return (
    <>
      <div className={styles['grid']}>
        <div className="stack">
          <DimensionTable year={year} weighted={weighted} {...list} />
          <WhatIf evaluation={evaluation} />
        </div>
        <div className="stack">
          <FinalScore evaluation={evaluation} weighted={weighted} schemes={list.schemes} />
          <Gains weighted={weighted} />
        </div>
      </div>
      <YearTable years={list.years} />
      <Surveys
        year={year}
        surveys={list.surveys.filter((one) => one.year === year)}
        scores={evaluation.scores}
        mayReview={mayReview}
      />
      <ChangeLog lines={evaluation.log} />
    </>
  );
}

/** `/evaluasi/padanan`: how indicators match other standards. */
export function CrosswalkPage() {
  const { t } = useTranslation('evaluation');
  const query = useQuery({
    queryKey: ['evaluations', 'crosswalk'],
    queryFn: fetchCrosswalk,
    refetchInterval: figuresMs,
  });
  return (
    <Page
      title={t('cross.title')}
      lead={t('cross.lead')}
      actions={
        <Link className="target" to="/evaluasi">
          {t('back')}
        </Link>
      }
    >
      <Answer query={query}>{(crosswalk) => <CrosswalkTables {...crosswalk} />}</Answer>
    </Page>
  );
}
