import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { HiddenTable } from '../../components/HiddenTable.tsx';
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
    <HiddenTable caption={caption} heads={[t('tablePeriod'), t('tableValue'), t('tableState')]}>
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
    </HiddenTable>
  );
}

function listStates({ isRestated, isProvisional, origin }: DrawnPoint): string[] {
  return [
    ...(isRestated ? ['restated'] : isProvisional ? ['provisional'] : []),
    ...(origin === 'simulated' || origin === 'estimated' ? [origin] : []),
  ];
}
