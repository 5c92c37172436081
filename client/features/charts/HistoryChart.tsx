import { type ReactElement, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { toYear } from '#shared/rules/calendar.ts';
import type { AlarmPeriods } from '../../connection/alarmPeriods.ts';
import { formatShortDate } from '../../lib/clock.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectIsCut, selectIsPast, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { readChartInk } from './chartInk.ts';
import { listChartNotes } from './chartNotes.ts';
import { type DrawnHistory, isYearly, toDrawnHistory } from './drawnHistory.ts';
import { type Chart, createChart, createGapFill } from './echart.ts';
import { HistoryTable } from './HistoryTable.tsx';
import { buildHistoryOption } from './historyOption.ts';
import { summariseHistory } from './historySummary.ts';
import { useAlarmPeriods } from './useAlarmPeriods.ts';
import { type HistoryState, useHistory } from './useHistory.ts';
import './charts.css';

interface Props {
  readonly indicatorId: string;
  readonly area: string;
  /** Length of time back from now, milliseconds; everything there is when left out. */
  readonly rangeMs?: number;
}

/** History of one series against its limits and target; gaps are gaps. */
export function HistoryChart(props: Props): ReactElement | null {
  const isPast = useLive(selectIsPast);
  // Nothing of the present, not even its picture, stands there for a frame of the past, nor the other way round.
  return <KnownHistory key={isPast ? 'past' : 'present'} {...props} />;
}

function KnownHistory({ indicatorId, area, rangeMs }: Props): ReactElement | null {
  const { indicators } = useCatalogue();
  const indicator = indicators.get(indicatorId);
  const state = useHistory(indicatorId, area, rangeMs ?? null);
  const alarms = useAlarmPeriods(indicatorId, area, rangeMs ?? null);
  return indicator ? <HistoryPanel {...{ indicator, area, state, alarms }} /> : null;
}

interface PanelProps {
  readonly indicator: Indicator;
  readonly area: string;
  readonly state: HistoryState;
  readonly alarms: AlarmPeriods;
}

function HistoryPanel({ indicator, area, state, alarms }: PanelProps): ReactElement {
  const { t } = useTranslation('map');
  const language = useViewStore((view) => view.language);
  const box = useRef<HTMLDivElement>(null);
  const summary = useSummary(indicator, area, state);
  const drawn = useDrawn({ indicator, area, state, alarms });
  const hasPoints = (drawn?.points.length ?? 0) > 0 || (drawn?.bad.length ?? 0) > 0;
  useDrawing(box, indicator, drawn);
  const isFailing = state.phase === 'error';
  const word =
    isFailing && !state.history ? 'historyError' : state.phase === 'loading' ? 'historyLoading' : 'noEarlier';
  const notes = drawn && hasPoints ? listChartNotes(drawn, indicator, language) : [];
  return (
    <div className="history-chart">
      <div className="history-chart-frame">
        <div
          ref={box}
          className="history-chart-box"
          role="img"
          aria-label={summary}
          data-empty={!drawn || undefined}
        />
        {!hasPoints && <p className="history-chart-word">{t(word)}</p>}
      </div>
      {hasPoints && (
        <p className="history-chart-notes">
          {isFailing && <strong>{t('historyError')}</strong>}
          {notes.map(({ key, values, isStrong }) =>
            isStrong ? <strong key={key}>{t(key, values)}</strong> : <span key={key}>{t(key, values)}</span>,
          )}
        </p>
      )}
      {drawn && hasPoints && <HistoryTable {...{ drawn, indicator, language }} caption={summary} />}
    </div>
  );
}

function useDrawn({ indicator, area, state: { history }, alarms }: PanelProps): DrawnHistory | null {
  const { catalogue } = useCatalogue();
  const { zone } = catalogue.region;
  const origin = useLive((live) => live.records.get(toSeriesKey(indicator.id, area))?.origin ?? null);
  return useMemo(
    () => history && toDrawnHistory({ history, indicator, zone, origin, alarms }),
    [history, indicator, zone, origin, alarms],
  );
}

/** Size of an element, null until it has one. */
function useSize(box: RefObject<HTMLElement | null>): { width: number; height: number } | null {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) setSize({ width, height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return size;
}

function useDrawing(
  box: RefObject<HTMLDivElement | null>,
  indicator: Indicator,
  drawn: DrawnHistory | null,
): void {
  const { t } = useTranslation('map');
  const language = useViewStore((view) => view.language);
  // A cut screen dims its tokens, and the canvas has to follow.
  const isCut = useLive(selectIsCut);
  const size = useSize(box);
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link changes the tokens that are read here
  useEffect(() => {
    if (!drawn) chart.current?.clear();
    if (!chart.current || !box.current || !drawn || !size) return;
    const textPx = Number.parseFloat(getComputedStyle(box.current).fontSize) || 16.3;
    const ink = readChartInk(box.current);
    const words = {
      gap: t('chartGap'),
      newSeries: t('newSeries'),
      restated: t('restated'),
      target: (value: string) => t('target', { value }),
    };
    chart.current.resize();
    chart.current.draw(
      buildHistoryOption({
        drawn,
        indicator,
        language,
        words,
        ink,
        textPx,
        size,
        gapFill: createGapFill(textPx),
      }),
    );
  }, [box, drawn, indicator, language, size, isCut, t]);
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
    const { zone } = catalogue.region;
    const day = (at: number): string =>
      isYearly(indicator)
        ? String(toYear(indicator.periodAnchor === 'end' ? at - 1 : at, zone))
        : formatShortDate(at, zone, language);
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
