import type { LineSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import type { Band, Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { Language } from '#shared/model/text.ts';
import type { History } from '../../connection/history.ts';
import { formatShortDate, formatTime } from '../../lib/clock.ts';
import { formatNumber, formatWithUnit } from '../../lib/format.ts';
import { isYearly, toDrawnYears } from './yearAxis.ts';

/** Words of the chart, already in the screen's language. */
export interface ChartWords {
  readonly gap: string;
  readonly restated: string;
  target(value: string, year: number): string;
}

/** Input of `buildHistoryOption`. */
export interface HistoryOptionInput {
  readonly history: History;
  readonly indicator: Indicator;
  /** The present value: the last dot, and the mark of a correction. */
  readonly record: LiveRecord | null;
  readonly language: Language;
  readonly zone: string;
  readonly words: ChartWords;
  /** Smallest text in CSS pixels. */
  readonly textPx: number;
  /** Fill of a gap: the hatch, or a plain colour where no canvas is at hand. */
  readonly gapFill: GapFill;
}

/** A colour or a repeated image, as ECharts takes it. */
export type GapFill = string | { readonly image: HTMLCanvasElement; readonly repeat: 'repeat' };

type Pair = [number, number | null];

const ink = {
  line: '#EEF3F7',
  text: '#B7C3CE',
  rule: '#202B35',
  accent: '#79CBEE',
} as const;
const bandColours: Record<Band['status'], { readonly area: string; readonly line: string }> = {
  none: { area: 'transparent', line: '#33414D' },
  normal: { area: 'transparent', line: '#33414D' },
  watch: { area: 'rgba(242,181,68,0.10)', line: '#F2B544' },
  bad: { area: 'rgba(255,107,94,0.10)', line: '#FF6B5E' },
};

/** Builds the whole option of a history chart. Pure: the same input draws the same picture. */
export function buildHistoryOption(given: HistoryOptionInput): EChartsCoreOption {
  const isYears = isYearly(given.indicator);
  const input = isYears ? toDrawnYears(given) : given;
  const { indicator, language, zone, textPx } = input;
  const extent = toExtent(input);
  const font = { color: ink.text, fontSize: textPx, fontFamily: 'Inter Variable, sans-serif' };
  return {
    animation: false,
    textStyle: { fontFamily: font.fontFamily },
    grid: {
      left: textPx * 0.5,
      right: textPx * 6.5,
      top: textPx * 1.2,
      bottom: textPx * 0.5,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: ink.rule } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { ...font, hideOverlap: true, formatter: toInstantFormatter(input) },
      splitNumber: 5,
      ...(isYears ? { minInterval: 365 * dayMs } : {}),
    },
    yAxis: {
      type: 'value',
      min: extent.min,
      max: extent.max,
      interval: toNiceStep((extent.max - extent.min) / 5),
      axisLabel: { ...font, formatter: (value: number) => formatAxis(value, language) },
      splitLine: { lineStyle: { color: ink.rule } },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      transitionDuration: 0,
      backgroundColor: '#0C1117',
      borderColor: '#26313B',
      textStyle: { ...font, color: ink.line },
      formatter: (params: unknown) =>
        toTooltip(
          params,
          (value) => formatWithUnit(value, indicator, language),
          (at) =>
            isYears ? formatYear(at, zone) : `${formatShortDate(at, zone, language)} ${formatTime(at, zone)}`,
        ),
    },
    series: buildSeries(input, extent),
  };
}

/** Lowest and highest value drawn, with the nearest limits and the target inside and some air around. */
export function toExtent({ history, indicator }: Pick<HistoryOptionInput, 'history' | 'indicator'>): {
  min: number;
  max: number;
} {
  const values = history.points.flatMap(([, value, low, high]) =>
    [value, low, high].filter((each): each is number => typeof each === 'number'),
  );
  if (indicator.target) values.push(indicator.target.value);
  if (values.length === 0) return { min: 0, max: 1 };
  const low = Math.min(...values);
  const high = Math.max(...values);
  const reach = high - low || Math.abs(high) * 0.2 || 1;
  const limits = (indicator.thresholds?.bands ?? [])
    .flatMap(({ min, max }) => [min, max])
    .filter(
      (limit): limit is number => limit !== null && limit > low - reach * 0.5 && limit < high + reach * 0.5,
    );
  const inner = { min: Math.min(low, ...limits), max: Math.max(high, ...limits) };
  const air = (inner.max - inner.min || reach) * 0.12;
  const floor = inner.min >= 0 ? Math.max(0, inner.min - air) : inner.min - air;
  const step = toNiceStep((inner.max + air - floor) / 4);
  return { min: Math.floor(floor / step) * step, max: Math.ceil((inner.max + air) / step) * step };
}

/** Smallest of 1, 2 or 5 times a power of ten that is not below `rough`: axis labels stay round. */
function toNiceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return (([1, 2, 5] as const).find((times) => times * power >= rough) ?? 10) * power;
}

/** Points with an empty one inside every gap and at every break of the series, so that no line crosses what was not measured. */
export function toPairs(history: History, breaks: readonly string[]): Pair[] {
  return withCuts(
    history.points.map(([at, value]): Pair => [at, value]),
    history,
    breaks,
  );
}

function withCuts(pairs: readonly Pair[], { gaps }: History, breaks: readonly string[]): Pair[] {
  const cuts = [
    ...gaps.map(([from, to]) => (from + to) / 2),
    ...breaks.map((date) => Date.parse(date)).filter(Number.isFinite),
  ].map((at): Pair => [at, null]);
  return [...pairs, ...cuts].sort((first, second) => first[0] - second[0]);
}

function buildSeries(input: HistoryOptionInput, extent: { min: number; max: number }): LineSeriesOption[] {
  const { history, indicator, textPx } = input;
  const isSparse = history.points.length <= 40;
  const main: LineSeriesOption = {
    type: 'line',
    name: 'value',
    data: toPairs(history, indicator.breaks),
    connectNulls: false,
    showSymbol: isSparse,
    symbol: 'circle',
    symbolSize: textPx * 0.42,
    lineStyle: { color: ink.line, width: 2.2 },
    itemStyle: { color: ink.line },
    markArea: { silent: true, data: [...buildBands(input, extent), ...buildGaps(input)] },
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [...buildLimits(input, extent), ...buildTarget(input)],
    },
    z: 3,
  };
  return [...buildEnvelope(history, indicator.breaks), main, ...buildMarks(input)];
}

/** Lowest to highest of each condensed point: spikes stay visible behind the middle line. */
function buildEnvelope(history: History, breaks: readonly string[]): LineSeriesOption[] {
  const { downsampled, points } = history;
  if (!downsampled) return [];
  const lows = points.map(([at, value, low]): Pair => [at, low ?? value]);
  const spans = points.map(([at, value, low, high]): Pair => {
    const bottom = low ?? value;
    const top = high ?? value;
    return [at, bottom === null || top === null ? null : top - bottom];
  });
  const hidden = {
    type: 'line',
    symbol: 'none',
    lineStyle: { opacity: 0 },
    silent: true,
    stack: 'range',
    stackStrategy: 'all',
  } as const;
  return [
    { ...hidden, name: 'low', data: withCuts(lows, history, breaks) },
    {
      ...hidden,
      name: 'span',
      data: withCuts(spans, history, breaks),
      areaStyle: { color: '#79CBEE', opacity: 0.18 },
    },
  ];
}

type AreaData = NonNullable<NonNullable<LineSeriesOption['markArea']>['data']>;
type LineData = NonNullable<NonNullable<LineSeriesOption['markLine']>['data']>;

function buildBands(
  { indicator, language, textPx }: HistoryOptionInput,
  extent: { min: number; max: number },
): AreaData {
  return (indicator.thresholds?.bands ?? []).flatMap((band) => {
    const bottom = Math.max(band.min ?? extent.min, extent.min);
    const top = Math.min(band.max ?? extent.max, extent.max);
    if (top <= bottom) return [];
    const { area, line } = bandColours[band.status];
    const isQuiet = band.status === 'none' || band.status === 'normal';
    const label = {
      show: true,
      position: 'right' as const,
      color: isQuiet ? ink.text : line,
      fontSize: textPx,
      width: textPx * 6.2,
      overflow: 'truncate' as const,
    };
    return [
      [{ name: band.label[language], yAxis: bottom, itemStyle: { color: area }, label }, { yAxis: top }],
    ];
  });
}

function buildLimits({ indicator }: HistoryOptionInput, extent: { min: number; max: number }): LineData {
  const limits = (indicator.thresholds?.bands ?? []).filter(
    ({ min }) => min !== null && min > extent.min && min < extent.max,
  );
  return limits.map((band) => ({
    yAxis: band.min ?? 0,
    label: { show: false },
    lineStyle: { color: bandColours[band.status].line, width: 1.5, type: 'solid' as const },
  }));
}

function buildTarget({ indicator, language, words, textPx }: HistoryOptionInput): LineData {
  if (!indicator.target) return [];
  const { value, year } = indicator.target;
  return [
    {
      yAxis: value,
      lineStyle: { color: ink.line, width: 2, type: 'dotted' as const },
      label: {
        show: true,
        position: 'insideStartTop' as const,
        color: ink.text,
        fontSize: textPx,
        formatter: words.target(formatWithUnit(value, indicator, language), year),
      },
    },
  ];
}

function buildGaps({ history, words, textPx, gapFill }: HistoryOptionInput): AreaData {
  const label = { show: true, position: 'inside' as const, color: ink.text, fontSize: textPx };
  return history.gaps.map(([from, to]) => [
    { name: words.gap, xAxis: from, itemStyle: { color: gapFill }, label },
    { xAxis: to },
  ]);
}

function buildMarks({
  history,
  record,
  words,
  textPx,
  indicator,
  language,
}: HistoryOptionInput): LineSeriesOption[] {
  const last = history.points.findLast(([, value]) => value !== null);
  if (!last || last[1] === null) return [];
  const isRestated = record?.verification === 'restated' && record.observedAt === last[0];
  const text = formatWithUnit(last[1], indicator, language);
  return [
    {
      type: 'line',
      name: 'last',
      data: [[last[0], last[1]]],
      symbol: isRestated ? 'diamond' : 'circle',
      symbolSize: textPx * 0.7,
      itemStyle: { color: ink.accent },
      label: {
        show: true,
        position: 'top',
        align: 'right',
        color: ink.line,
        fontSize: textPx * 1.1,
        fontWeight: 600,
        formatter: isRestated ? `${text} · ${words.restated}` : text,
      },
      silent: true,
      z: 4,
    },
  ];
}

const dayMs = 86_400_000;

function toInstantFormatter({
  history,
  indicator,
  zone,
  language,
}: HistoryOptionInput): (at: number) => string {
  const first = history.points[0]?.[0] ?? 0;
  const reach = (history.points.at(-1)?.[0] ?? 0) - first;
  if (isYearly(indicator)) return (at) => formatYear(at, zone);
  if (reach < 2 * dayMs) return (at) => formatTime(at, zone);
  const isYears = reach > 800 * dayMs;
  const formatter = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone,
    ...(isYears ? { year: 'numeric' } : { day: 'numeric', month: 'short' }),
  });
  return (at) => formatter.format(at);
}

function formatAxis(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size >= 1e12) return `${formatNumber(value / 1e12, 1, language)} T`;
  if (size >= 1e6) return `${formatNumber(value / 1e6, 1, language)} ${language === 'id' ? 'jt' : 'm'}`;
  return formatNumber(value, Number.isInteger(value) ? 0 : size < 1 ? 2 : 1, language);
}

function formatYear(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric' }).format(at);
}

function toTooltip(
  params: unknown,
  format: (value: number) => string,
  formatAt: (at: number) => string,
): string {
  const items: unknown[] = Array.isArray(params) ? params : [params];
  for (const item of items) {
    if (typeof item !== 'object' || item === null) continue;
    if (!('seriesName' in item) || item.seriesName !== 'value' || !('value' in item)) continue;
    const [at, value] = Array.isArray(item.value) ? (item.value as unknown[]) : [];
    if (typeof at !== 'number' || typeof value !== 'number') continue;
    return `${formatAt(at)}\n${format(value)}`;
  }
  return '';
}
