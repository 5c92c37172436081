import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import type { Catalogue } from '#shared/model/region.ts';
import { buildMatrix, findDoubles, type Matrix } from '#shared/rules/programmeMatrix.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchProgrammes } from '../../connection/desk/programmes.ts';
import { Doubles } from '../../features/register/Doubles.tsx';
import { MatrixTable } from '../../features/register/MatrixTable.tsx';
import { pillarName, subDimensionName } from '../../features/register/registerNames.ts';
import { SimulatedNote } from '../../features/register/Simulated.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { RegisterLinks } from './RegisterLinks.tsx';

/** `/program/matriks`: who serves which pillar, what nobody serves, and what may be there twice. */
export function MatrixPage() {
  const { t } = useTranslation('programme');
  const { catalogue } = useNames();
  const query = useQuery({ queryKey: ['programmes'], queryFn: fetchProgrammes });
  return (
    <Page title={t('matrix')} lead={t('matrixPage.lead')}>
      <RegisterLinks />
      <Answer query={query}>
        {({ items }) => (catalogue ? <Parts rows={items} catalogue={catalogue} /> : null)}
      </Answer>
    </Page>
  );
}

function Parts({
  rows,
  catalogue,
}: {
  readonly rows: readonly ProgrammeRow[];
  readonly catalogue: Catalogue;
}) {
  const { t } = useTranslation('programme');
  const { pillars, agencies } = catalogue;
  const matrix = useMemo(() => {
    const codes = agencies.map(({ code }) => code);
    return buildMatrix(rows, pillars, codes);
  }, [rows, pillars, agencies]);
  const doubles = useMemo(() => findDoubles(rows), [rows]);
  return (
    <>
      <SimulatedNote rows={rows} />
      <MatrixTable matrix={matrix} pillars={pillars} />
      <p className="quiet">{t('matrixPage.caption')}</p>
      <h2>{t('matrixPage.gaps')}</h2>
      <Gaps matrix={matrix} />
      <h2>{t('matrixPage.doubles')}</h2>
      <p className="quiet">{t('matrixPage.doublesLead')}</p>
      <Doubles doubles={doubles} rows={rows} />
    </>
  );
}

function Gaps({ matrix: { gaps, silent } }: { readonly matrix: Matrix }) {
  const { t } = useTranslation('programme');
  const names = useNames();
  if (gaps.length + silent.length === 0) return <Empty>{t('matrixPage.noGaps')}</Empty>;
  const isPillar = (place: string): boolean =>
    names.catalogue?.pillars.some(({ id }) => id === place) === true;
  const toName = (place: string): string =>
    isPillar(place) ? pillarName(names, place) : (subDimensionName(names, place) ?? place);
  return (
    <div className="card stack">
      {gaps.length > 0 ? (
        <p>
          <span className="strong">{t('matrixPage.unserved', { count: gaps.length })}</span>{' '}
          {gaps.map(toName).join(', ')}
        </p>
      ) : null}
      {silent.length > 0 ? (
        <p>
          <span className="strong">{t('matrixPage.silent', { count: silent.length })}</span>{' '}
          {silent.map(names.agencyName).join(', ')}
        </p>
      ) : null}
    </div>
  );
}
