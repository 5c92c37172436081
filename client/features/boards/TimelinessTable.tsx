import { useTranslation } from 'react-i18next';
import type { AgencyTimeliness, TimelinessBoard } from '#shared/model/timeliness.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { toPercentText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './Timeliness.module.css';

/** All agencies of a month, whoever is furthest behind first. */
export function TimelinessTable({ board }: { readonly board: TimelinessBoard }) {
  const { t } = useTranslation('board');
  if (board.agencies.length === 0) return <Empty>{t('timeliness.none')}</Empty>;
  return (
    <>
      {board.withoutCalendar ? <Message tone="info">{t('input:withoutCalendar')}</Message> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key */}
      <section className="scroll card" tabIndex={0} aria-label={t('timeliness.title')}>
        <table className="lines">
          <thead>
            <tr>
              <th scope="col">{t('common:agency')}</th>
              <th scope="col">{t('timeliness.completeness')}</th>
              <th scope="col">{t('timeliness.timeliness')}</th>
              <th scope="col" className="number">
                {t('timeliness.received')}
              </th>
              <th scope="col">{t('timeliness.late')}</th>
              <th scope="col">{t('timeliness.oldest')}</th>
            </tr>
          </thead>
          <tbody>
            {board.agencies.map((row) => (
              <AgencyRow key={row.agency} row={row} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('timeliness.total')}</th>
              <td data-label={t('timeliness.completeness')}>
                <Share value={board.total.completeness} />
              </td>
              <td data-label={t('timeliness.timeliness')}>{toPercentText(board.total.timeliness)}</td>
              <td data-label={t('timeliness.received')} className="number">
                {t('timeliness.of', board.total)}
              </td>
              <td data-label={t('timeliness.late')}>{board.total.late}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  );
}

function AgencyRow({ row }: { readonly row: AgencyTimeliness }) {
  const { t } = useTranslation('board');
  const names = useNames();
  const { oldestMissing: oldest } = row;
  return (
    <tr>
      <th scope="row">{names.agencyName(row.agency)}</th>
      <td data-label={t('timeliness.completeness')}>
        <Share value={row.completeness} />
      </td>
      <td data-label={t('timeliness.timeliness')}>
        {row.timeliness === null ? t('timeliness.notDue') : toPercentText(row.timeliness)}
      </td>
      <td data-label={t('timeliness.received')} className="number">
        {t('timeliness.of', row)}
      </td>
      <td data-label={t('timeliness.late')}>
        {row.late > 0 ? <Tag tone="bad">{row.late}</Tag> : null}
        {row.late === 0 && row.doneLate > 0 ? (
          <Tag tone="watch">{`${t('timeliness.doneLate')}: ${row.doneLate}`}</Tag>
        ) : null}
        {row.late + row.doneLate === 0 ? '0' : null}
      </td>
      <td data-label={t('timeliness.oldest')} className="quiet">
        {oldest
          ? t('timeliness.oldestText', {
              indicator: names.indicatorName(oldest.indicator),
              period: oldest.label[deskLanguage()],
              days: oldest.lateDays,
            })
          : '–'}
      </td>
    </tr>
  );
}

function Share({ value }: { readonly value: number }) {
  return (
    <div className={styles['bar']}>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect width={100 * value} height="10" />
      </svg>
      {toPercentText(value)}
    </div>
  );
}
