import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/desk/Answer.tsx';
import { fetchRegion } from '../../connection/desk/admin.ts';
import { toNumberText } from '../../lib/desk/format.ts';

const mebibyte = 1_048_576;
const toMib = (bytes: number): string => `${toNumberText(Number((bytes / mebibyte).toFixed(1)))} MiB`;

/** Which pack runs, what is stored, and how long it is kept. */
export function RegionData() {
  const { t } = useTranslation('admin');
  const query = useQuery({ queryKey: ['region'], queryFn: fetchRegion });
  return (
    <Answer query={query}>
      {({ region, counts, store, retention }) => (
        <div className="stack">
          <p className="quiet">{t('region.lead')}</p>
          <dl className="card facts">
            <dt>{t('region.name')}</dt>
            <dd>
              {region.name} ({region.code}, {region.zone})
            </dd>
            <dt>{t('region.areas')}</dt>
            <dd>{toNumberText(counts.areas)}</dd>
            <dt>{t('region.agencies')}</dt>
            <dd>{toNumberText(counts.agencies)}</dd>
            <dt>{t('region.indicators')}</dt>
            <dd>{toNumberText(counts.indicators)}</dd>
            <dt>{t('region.feeds')}</dt>
            <dd>{toNumberText(counts.feeds)}</dd>
            <dt>{t('region.engine')}</dt>
            <dd>{store.engine}</dd>
            <dt>{t('region.readings')}</dt>
            <dd>
              {t('region.inSeries', {
                readings: toNumberText(store.readings),
                series: toNumberText(store.series),
              })}
            </dd>
            <dt>{t('region.auditEntries')}</dt>
            <dd>{toNumberText(store.auditEntries)}</dd>
            <dt>{t('region.size')}</dt>
            <dd>
              {toMib(store.sizeBytes)}
              {store.freeBytes === null ? '' : ` · ${t('region.free', { size: toMib(store.freeBytes) })}`}
              {store.growthBytesPerDay === null
                ? ''
                : ` · ${t('region.growth', { size: toMib(store.growthBytesPerDay) })}`}
            </dd>
          </dl>
          <h2>{t('region.retention')}</h2>
          <p className="quiet">{t('region.retentionLead')}</p>
          <table className="card">
            <thead>
              <tr>
                <th scope="col">{t('region.class')}</th>
                <th scope="col">{t('region.keeps')}</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('region.classes.seconds')}</th>
                <td>{t('region.days', { count: retention.secondsDays })}</td>
              </tr>
              <tr>
                <th scope="row">{t('region.classes.minutes')}</th>
                <td>{t('region.days', { count: retention.minutesDays })}</td>
              </tr>
              <tr>
                <th scope="row">{t('region.classes.others')}</th>
                <td>{t('region.forever')}</td>
              </tr>
            </tbody>
          </table>
        </div>
      )}
    </Answer>
  );
}
