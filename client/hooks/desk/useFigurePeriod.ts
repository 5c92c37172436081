import { useTranslation } from 'react-i18next';
import type { OfficialFigure } from '#shared/model/official.ts';
import { toPeriodText } from '../../lib/desk/format.ts';
import { useNames, useZone } from './useDesk.ts';

/** Says of when a figure is: the period as its source prints it, else the one that its instant lies in. */
export function useFigurePeriod(): (
  figure: Pick<OfficialFigure, 'indicator' | 'observedAt' | 'period'>,
) => string {
  const { t } = useTranslation('official');
  const { zone } = useZone();
  const names = useNames();
  return ({ indicator, observedAt, period }) => {
    const cadence = names.indicator(indicator)?.cadence;
    if (period !== null) return period;
    if (observedAt === null || !cadence) return '';
    return t('figure.at', { day: toPeriodText(new Date(observedAt).toISOString(), cadence, zone) });
  };
}
