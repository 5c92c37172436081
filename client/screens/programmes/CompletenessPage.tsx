import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import { type Completeness, completenessOf } from '#shared/rules/programmeGaps.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchProgrammes } from '../../connection/desk/programmes.ts';
import styles from '../../features/register/register.module.css';
import { SimulatedNote, SimulatedTag } from '../../features/register/Simulated.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { toPercentText } from '../../lib/desk/format.ts';
import { RegisterLinks } from './RegisterLinks.tsx';

/** `/program/kelengkapan`: what each agency still owes of its entries. */
export function CompletenessPage() {
  const { t } = useTranslation('programme');
  const query = useQuery({ queryKey: ['programmes'], queryFn: fetchProgrammes });
  return (
    <Page title={t('completeness')} lead={t('completenessPage.lead')}>
      <RegisterLinks />
      <Answer query={query}>{({ items }) => <Table rows={items} />}</Answer>
    </Page>
  );
}

function Table({ rows }: { readonly rows: readonly ProgrammeRow[] }) {
  const { t } = useTranslation('programme');
  const { catalogue } = useNames();
  const agencies = catalogue?.agencies.map(({ code }) => code) ?? [];
  const sorted = completenessOf(agencies, rows).sort(
    (a, b) => Number(b.programmes > 0) - Number(a.programmes > 0) || (a.share ?? 0) - (b.share ?? 0),
  );
  return (
    <>
      <SimulatedNote rows={rows} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key */}
      <section className="scroll card" tabIndex={0} aria-label={t('completeness')}>
        <table className={`lines ${styles['table']}`}>
          <thead>
            <tr>
              <th scope="col">{t('column.agency')}</th>
              <th scope="col" className="number">
                {t('title')}
              </th>
              <th scope="col" className="number">
                {t('completenessPage.complete')}
              </th>
              <th scope="col">{t('completenessPage.share')}</th>
              <th scope="col">{t('completenessPage.gaps')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((line) => (
              <Line key={line.agency} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Line({ line }: { readonly line: Completeness }) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const address = `/program?${new URLSearchParams({ instansi: line.agency })}`;
  return (
    <tr>
      <th scope="row">
        {line.programmes > 0 ? (
          <Link to={address}>{names.agencyName(line.agency)}</Link>
        ) : (
          names.agencyName(line.agency)
        )}
      </th>
      <td data-label={t('title')} className="number">
        <div>
          <div>{line.programmes}</div>
          <SimulatedTag count={line.simulated} of={line.programmes} />
        </div>
      </td>
      <td data-label={t('completenessPage.complete')} className="number">
        {line.complete}
      </td>
      <td data-label={t('completenessPage.share')}>
        {line.share === null ? (
          <span className="quiet">{t('completenessPage.nothing')}</span>
        ) : (
          toPercentText(line.share)
        )}
      </td>
      <td data-label={t('completenessPage.gaps')} data-prose className="quiet">
        {line.gaps
          .map(({ gap, count }) => t('completenessPage.gap', { name: t(`gap.${gap}`), count }))
          .join(' · ')}
      </td>
    </tr>
  );
}
