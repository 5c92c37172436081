import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import { findIdleMoney, totalMoney } from '#shared/rules/budget.ts';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { type Names, useNames } from '../../hooks/desk/useDesk.ts';
import { toMonthText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { Amount } from './Amount.tsx';
import { PublicCeilingLine } from './PublicCeilingLine.tsx';
import styles from './register.module.css';
import { pillarName, rowName, subDimensionName } from './registerNames.ts';
import { Span } from './Span.tsx';

const tones: Readonly<Record<string, Tone>> = {
  planned: 'plain',
  running: 'info',
  done: 'good',
  stopped: 'watch',
};

/** How far a programme has come. */
export function StatusTag({ status }: Pick<ProgrammeRow, 'status'>) {
  const { t } = useTranslation('programme');
  return <Tag tone={tones[status ?? ''] ?? 'plain'}>{t(`status.${status ?? 'unknown'}`)}</Tag>;
}

/** Programmes, line by line. */
export function ProgrammeTable({ rows }: { readonly rows: readonly ProgrammeRow[] }) {
  const { t } = useTranslation('programme');
  const names = useNames();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className="scroll card" tabIndex={0} aria-label={t('title')}>
      <table className={`lines ${styles['table']}`}>
        <thead>
          <tr>
            <th scope="col">{t('column.programme')}</th>
            <th scope="col">{t('column.pillar')}</th>
            <th scope="col">{t('column.status')}</th>
            <th scope="col">{t('column.milestones')}</th>
            <th scope="col" className="number">
              {t('column.ceiling')}
            </th>
            <th scope="col" className="number">
              {t('column.realised')}
            </th>
            <th scope="col" className="number">
              {t('column.progress')}
            </th>
            <th scope="col">{t('column.missing')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} names={names} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, names }: { readonly row: ProgrammeRow; readonly names: Names }) {
  const { t } = useTranslation('programme');
  const { milestones, money, missing } = row;
  const { spans } = totalMoney([money]);
  return (
    <tr>
      <th scope="row" data-prose>
        <Link className={styles['link']} to={`/program/${encodeURIComponent(row.id)}`}>
          {rowName(row)}
        </Link>
        <div className={styles['under']}>
          {names.agencyName(row.agency)}
          {row.period ? ` · ${row.period}` : ''}
        </div>
        <div className="row">
          {row.simulated ? <Tag tone="watch">{t('simulated')}</Tag> : null}
          {row.quickWin ? <Tag tone="info">{t('quickWin')}</Tag> : null}
        </div>
      </th>
      <td data-label={t('column.pillar')}>
        <div>
          {pillarName(names, row.pillar)}
          <div className={styles['under']}>{subDimensionName(names, row.subDimension) ?? ''}</div>
        </div>
      </td>
      <td data-label={t('column.status')}>
        <StatusTag status={row.status} />
      </td>
      <td data-label={t('column.milestones')}>
        <div>
          {milestones.total === 0 ? <span className="quiet">{t('noMilestones')}</span> : t('of', milestones)}
          {milestones.late > 0 ? (
            <div>
              <Tag tone="bad">{t('late', { count: milestones.late })}</Tag>
            </div>
          ) : null}
        </div>
      </td>
      <td data-label={t('column.ceiling')} className="number">
        <div>
          <Amount value={money ? money.ceilingIdr : (row.publicCeiling?.amountIdr ?? null)} />
          <PublicCeilingLine ceiling={row.publicCeiling} />
          {money ? <div className={styles['under']}>{t('ofYear', { year: money.year })}</div> : null}
          <Span span={spans.ceiling} />
        </div>
      </td>
      <td data-label={t('column.realised')} className="number">
        <div>
          <Amount value={money?.realisedIdr ?? null} />
          <Span span={spans.realised} />
        </div>
      </td>
      <td data-label={t('column.progress')} className="number">
        <div>
          <Progress row={row} />
        </div>
      </td>
      <td data-label={t('column.missing')}>
        {missing.length === 0 ? (
          <Tag tone="good">{t('complete')}</Tag>
        ) : (
          <span className="quiet" title={missing.map((gap) => t(`gap.${gap}`)).join(', ')}>
            {t('missing', { count: missing.length })}
          </span>
        )}
      </td>
    </tr>
  );
}

function Until({ month }: { readonly month: string | null }) {
  const { t } = useTranslation('programme');
  if (month === null) return null;
  return <div className={styles['under']}>{t('until', { month: toMonthText(month) })}</div>;
}

function Progress({ row: { money } }: { readonly row: ProgrammeRow }) {
  const { t } = useTranslation('programme');
  const idle = findIdleMoney(money);
  const percent = money?.progressPercent ?? null;
  return (
    <>
      {percent === null ? (
        <span className="quiet">{t('unknown')}</span>
      ) : (
        `${percent.toLocaleString(deskLanguage() === 'id' ? 'id-ID' : 'en-GB')} %`
      )}
      <Until month={money?.progressMonth ?? null} />
      {idle ? (
        <div>
          <Tag tone="bad">{t(`idle.${idle}`)}</Tag>
        </div>
      ) : null}
    </>
  );
}
