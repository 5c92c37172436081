import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { formatWithUnit } from '../../lib/format.ts';
import type { DrawnHistory, DrawnPoint } from './drawnHistory.ts';

interface Props {
  readonly drawn: DrawnHistory;
  readonly indicator: Indicator;
  readonly language: Language;
  readonly caption: string;
}

const maxRows = 60;

/** The newest points of a chart as a table for those who do not see it. */
export function HistoryTable({ drawn, indicator, language, caption }: Props): ReactElement {
  const { t } = useTranslation('map');
  const rows = drawn.points.slice(-maxRows);
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    // On the box, not on the table: a table is never narrower than its words and would widen the page.
    <div className="visually-hidden">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tablePeriod')}</th>
            <th scope="col">{t('tableValue')}</th>
            <th scope="col">{t('tableState')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((point) => (
            <tr key={point.x}>
              <th scope="row">{drawn.isYears ? Math.round(point.x) : format.format(point.x)}</th>
              <td>{point.value === null ? t('noData') : formatWithUnit(point.value, indicator, language)}</td>
              <td>
                {listStates(point)
                  .map((key) => t(key))
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function listStates({ isRestated, isProvisional, origin }: DrawnPoint): string[] {
  return [
    ...(isRestated ? ['restated'] : isProvisional ? ['provisional'] : []),
    ...(origin === 'simulated' || origin === 'estimated' ? [origin] : []),
  ];
}
