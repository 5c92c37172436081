import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { fetchHistory } from '../../connection/desk/figures.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toPeriodText, toValueText } from '../../lib/desk/format.ts';

interface FigureHistoryProps {
  readonly indicator: Indicator;
  readonly area: string;
  /** Asked for the way of the figure at an instant, ISO 8601. */
  readonly onTrail: (observedAt: string) => void;
}

/** Periods that are looked back; sensors are looked at for a day. */
const periodsBack = 60;

/** The newest values of a series, each with its way. */
export function FigureHistory({ indicator, area, onTrail }: FigureHistoryProps) {
  const { t } = useTranslation('input');
  const { zone } = useZone();
  const query = useQuery({
    queryKey: ['history', indicator.id, area],
    queryFn: () => {
      const to = Date.now();
      const span = Math.max(86_400_000, periodsBack * toApproximateMs(indicator.cadence));
      return fetchHistory({ indicator: indicator.id, area, from: to - span, to });
    },
  });
  return (
    <Answer query={query}>
      {(points) =>
        points.length === 0 ? (
          <Empty>{t('trail.none')}</Empty>
        ) : (
          <table className="card lines">
            <thead>
              <tr>
                <th scope="col">{t('common:period')}</th>
                <th scope="col" className="number">
                  {t('common:value')}
                </th>
                <th scope="col">{t('trail.title')}</th>
              </tr>
            </thead>
            <tbody>
              {[...points].reverse().map(([at, value]) => {
                const iso = new Date(at).toISOString();
                const period = toPeriodText(iso, indicator.cadence, zone);
                return (
                  <tr key={at}>
                    <th scope="row">{period}</th>
                    <td className="number" data-label={t('common:value')}>
                      {toValueText(value, indicator)}
                    </td>
                    <td data-label={t('trail.title')}>
                      <button
                        type="button"
                        aria-label={`${t('form.trail')}: ${period}`}
                        onClick={() => onTrail(iso)}
                      >
                        {t('form.trail')}
                      </button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )
      }
    </Answer>
  );
}
