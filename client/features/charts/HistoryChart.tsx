import { type ReactElement, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { formatShortDate } from '../../lib/clock.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { type Chart, createChart, createGapFill } from './echart.ts';
import { buildHistoryOption } from './historyOption.ts';
import { summariseHistory } from './historySummary.ts';
import { type HistoryState, useHistory } from './useHistory.ts';
import './charts.css';

interface Props {
  readonly indicatorId: string;
  readonly area: string;
  /** Length of time back from now, milliseconds; everything there is when left out. */
  readonly rangeMs?: number;
}

/** History of one series against its limits and target; gaps are gaps. */
export function HistoryChart({ indicatorId, area, rangeMs }: Props): ReactElement | null {
  const { indicators } = useCatalogue();
  const indicator = indicators.get(indicatorId);
  const state = useHistory(indicatorId, area, rangeMs ?? null);
  return indicator ? <HistoryPanel {...{ indicator, area, state }} /> : null;
}

interface PanelProps {
  readonly indicator: Indicator;
  readonly area: string;
  readonly state: HistoryState;
}

function HistoryPanel({ indicator, area, state }: PanelProps): ReactElement {
  const { t } = useTranslation('map');
  const box = useRef<HTMLDivElement>(null);
  const summary = useSummary(indicator, area, state);
  const hasPoints = (state.history?.points.length ?? 0) > 0;
  useDrawing(box, indicator, area, state);
  const word =
    state.phase === 'error' && !state.history
      ? 'historyError'
      : state.phase === 'loading'
        ? 'historyLoading'
        : 'noEarlier';
  return (
    <div className="history-chart">
      <div ref={box} className="history-chart-box" role="img" aria-label={summary} />
      {!hasPoints && <p className="history-chart-word">{t(word)}</p>}
      {hasPoints && state.phase === 'error' && <p className="history-chart-note">{t('historyError')}</p>}
      {state.history?.downsampled && <p className="history-chart-note">{t('downsampled')}</p>}
    </div>
  );
}

function useDrawing(
  box: RefObject<HTMLDivElement | null>,
  indicator: Indicator,
  area: string,
  state: HistoryState,
): void {
  const { t } = useTranslation('map');
  const { catalogue } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const record = useLive((live) => live.records.get(toSeriesKey(indicator.id, area)) ?? null);
  const chart = useRef<Chart | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const made = createChart(box.current);
    chart.current = made;
    return () => {
      chart.current = null;
      made.dispose();
    };
  }, [box]);
  const { history } = state;
  const { zone } = catalogue.region;
  useEffect(() => {
    if (!chart.current || !box.current || !history) return;
    const textPx = Number.parseFloat(getComputedStyle(box.current).fontSize) || 16.3;
    const words = {
      gap: t('chartGap'),
      restated: t('restated'),
      target: (value: string, year: number) => t('target', { value, year }),
    };
    chart.current.draw(
      buildHistoryOption({
        history,
        indicator,
        record,
        language,
        zone,
        words,
        textPx,
        gapFill: createGapFill(),
      }),
    );
  }, [box, history, indicator, record, language, zone, t]);
}

function useSummary(indicator: Indicator, area: string, { history }: HistoryState): string {
  const { t } = useTranslation('map');
  const { catalogue, areas } = useCatalogue();
  const language = useViewStore((view) => view.language);
  return useMemo(() => {
    const name = indicator.name[language];
    const facts = history ? summariseHistory(history) : null;
    if (!facts) return `${name}: ${t('noEarlier')}`;
    const figure = (value: number): string => formatWithUnit(value, indicator, language);
    const day = (at: number): string => formatShortDate(at, catalogue.region.zone, language);
    const words = t('chartSummary', {
      indicator: name,
      area: areas.get(area)?.name ?? area,
      count: facts.count,
      from: day(facts.from),
      to: day(facts.to),
      last: figure(facts.last),
      min: figure(facts.min),
      max: figure(facts.max),
    });
    return facts.gaps > 0 ? `${words}; ${t('chartSummaryGaps', { count: facts.gaps })}` : words;
  }, [history, indicator, area, areas, catalogue, language, t]);
}
