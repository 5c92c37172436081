import { useTranslation } from 'react-i18next';
import type { DrillAlarm } from '#shared/model/drill.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import { useDrillWords } from './useDrillWords.ts';

const spans = [
  ['acknowledge', 'acknowledgeSeconds'],
  ['incident', 'incidentSeconds'],
  ['shelved', 'shelveSeconds'],
  ['returned', 'returnSeconds'],
] as const;

/** Every alarm of a drill with how long each step took. */
export function AlarmTable({ alarms }: { readonly alarms: readonly DrillAlarm[] }) {
  const { t } = useTranslation('drill');
  const { zone } = useZone();
  const words = useDrillWords();
  return (
    <section className="stack" data-tight aria-labelledby="drill-alarms">
      <h2 id="drill-alarms">{t('report.alarms')}</h2>
      {alarms.length === 0 ? (
        <Empty>{t('report.noAlarms')}</Empty>
      ) : (
        <div className="scroll">
          <table className="lines card">
            <thead>
              <tr>
                <th scope="col">{t('report.rule')}</th>
                <th scope="col">{t('report.area')}</th>
                <th scope="col">{t('report.raised')}</th>
                {spans.map(([key]) => (
                  <th key={key} scope="col" className="number">
                    {t(`report.${key}`)}
                  </th>
                ))}
                <th scope="col">{t('report.by')}</th>
              </tr>
            </thead>
            <tbody>
              {alarms.map((alarm) => (
                <tr key={`${alarm.alarm} ${alarm.raisedAt}`}>
                  <th scope="row">
                    {words.text(alarm.name)}
                    {alarm.raises > 1 ? ` (${t('report.again', { count: alarm.raises })})` : ''}
                  </th>
                  <td data-label={t('report.area')}>{words.area(alarm.area)}</td>
                  <td data-label={t('report.raised')}>{formatTimeExact(alarm.raisedAt, zone)}</td>
                  {spans.map(([key, field]) => (
                    <td key={key} className="number" data-label={t(`report.${key}`)}>
                      {alarm[field] === null ? t('report.never') : words.span(alarm[field])}
                    </td>
                  ))}
                  <td data-label={t('report.by')}>{alarm.acknowledgedBy ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
