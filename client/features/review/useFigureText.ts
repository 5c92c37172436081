import { useTranslation } from 'react-i18next';
import type { DecidedFigure } from '#shared/model/session.ts';
import { useMoment } from '../../hooks/review/useMoment.ts';
import { listQualifiers } from '../../lib/figureQualifiers.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { toPeriodText } from '../../lib/period.ts';
import { useCatalogueStore } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';

/** Words of a figure as it stood: name, place, value with its unit, period or time, what qualifies it, and SIMULASI where it was made up. */
export function useFigureText(): (figure: DecidedFigure, when?: 'now') => string {
  const { t } = useTranslation('review');
  const index = useCatalogueStore((state) => state.index);
  const language = useViewStore((state) => state.language);
  const toMoment = useMoment();
  return (figure, when) => {
    const { indicator, area, value, observedAt, origin, period } = figure;
    const known = index?.indicators.get(indicator);
    const names = {
      indicator: known?.name[language] ?? indicator,
      area: index?.areas.get(area)?.name ?? area,
    };
    if (value === null || observedAt === null)
      return t(when === 'now' ? 'decision.noFigureNow' : 'decision.noFigure', names);
    const number = known ? formatWithUnit(value, known, language) : String(value);
    const time = period === undefined ? toMoment(observedAt) : toPeriodText(period, language);
    const words = t('decision.figure', { ...names, value: number, time });
    const qualifiers = listQualifiers(figure).map((qualifier) => t(`decision.${qualifier}`));
    return [...(origin === 'simulated' ? [t('simulated')] : []), words, ...qualifiers].join(' · ');
  };
}
