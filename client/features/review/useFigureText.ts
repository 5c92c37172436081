import { useTranslation } from 'react-i18next';
import type { DecidedFigure } from '#shared/model/session.ts';
import { toPrintedPeriod } from '#shared/rules/printedPeriod.ts';
import { useMoment } from '../../hooks/review/useMoment.ts';
import { listQualifiers } from '../../lib/figureQualifiers.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { useCatalogueStore } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';

/** Words of a figure as it stood, `now` where it stands, `unseen` where this page may hold another than the session shows: name, place, value with its unit, period or time, what qualifies it, and SIMULASI where it was made up. */
export function useFigureText(): (figure: DecidedFigure, when?: 'now' | 'unseen') => string {
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
    if (when === 'unseen') return t('decision.unseen', names);
    if (value === null || observedAt === null)
      return t(when === 'now' ? 'decision.noFigureNow' : 'decision.noFigure', names);
    const number = known ? formatWithUnit(value, known, language) : String(value);
    const time = period === undefined ? toMoment(observedAt) : toPrintedPeriod(period, language);
    const words = t('decision.figure', { ...names, value: number, time });
    const qualifiers = listQualifiers(figure).map((qualifier) => t(`decision.${qualifier}`));
    return [...(origin === 'simulated' ? [t('simulated')] : []), words, ...qualifiers].join(' · ');
  };
}
