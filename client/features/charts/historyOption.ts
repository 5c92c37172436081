import type { EChartsCoreOption } from 'echarts/core';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { formatWithUnit } from '../../lib/format.ts';
import type { ChartInk } from './chartInk.ts';
import { bandLabelEms, buildBackdrop, type GapFill } from './chartLimits.ts';
import { buildEnvelope, buildLines } from './chartLines.ts';
import { buildLastMark, buildPointMarks } from './chartMarks.ts';
import { formatTick, listTicks, toScale, toYearStep } from './chartScale.ts';
import { type DrawnHistory, toReach } from './drawnHistory.ts';

/** Words of the chart, already in the screen's language. */
export interface ChartWords {
  readonly gap: string;
  readonly newSeries: string;
  readonly restated: string;
  target(value: string): string;
}

/** Input of `buildHistoryOption`. */
export interface HistoryOptionInput {
  readonly drawn: DrawnHistory;
  readonly indicator: Indicator;
  readonly language: Language;
  readonly words: ChartWords;
  readonly ink: ChartInk;
  /** Smallest text in CSS pixels. */
  readonly textPx: number;
  /** Size of the chart, CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** Fill of a gap: the hatch, or a plain colour where no canvas is at hand. */
  readonly gapFill: GapFill;
}

interface Layout {
  readonly grid: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly plot: { readonly width: number; readonly height: number };
}

/** Builds the whole option of a history chart. Pure: the same input draws the same picture. */
export function buildHistoryOption(input: HistoryOptionInput): EChartsCoreOption {
  const { drawn, indicator, language, words, ink, textPx } = input;
  const scale = toScale(drawn, indicator);
  const labels = listTicks(scale).map((tick) => formatTick(tick, scale.step, language));
  const { grid, plot } = layOut(input, labels);
  const reach = toReach(drawn);
  const font = { color: ink.text, fontSize: textPx, fontFamily: 'Inter Variable, sans-serif' };
  const target = indicator.target
    ? words.target(formatWithUnit(indicator.target.value, indicator, language))
    : '';
  return {
    animation: false,
    textStyle: { fontFamily: font.fontFamily },
    grid: { ...grid, outerBoundsMode: 'none' },
    xAxis: buildAxis(input, reach, plot.width, font),
    yAxis: {
      type: 'value',
      min: scale.min,
      max: scale.max,
      interval: scale.step,
      axisLabel: {
        ...font,
        margin: textPx * 0.6,
        formatter: (value: number) => formatTick(value, scale.step, language),
      },
      splitLine: { lineStyle: { color: ink.rule } },
    },
    tooltip: buildTooltip(input, font),
    series: [
      buildBackdrop({
        ...{ drawn, indicator, scale, reach, language, ink, textPx, plot },
        words: { gap: words.gap, newSeries: words.newSeries, target },
        gapFill: input.gapFill,
      }),
      ...buildEnvelope(drawn, ink),
      ...buildLines(drawn, ink, textPx),
      ...buildPointMarks({ drawn, ink, textPx }),
      ...buildLastMark({ drawn, ink, textPx }, toLastText(input)),
    ],
  };
}

function toLastText({ drawn, indicator, language, words }: HistoryOptionInput): string {
  const last = drawn.points.findLast(({ value }) => value !== null);
  if (!last || last.value === null) return '';
  const text = formatWithUnit(last.value, indicator, language);
  return last.isRestated ? `${text} · ${words.restated}` : text;
}

/** Fixed margins, so that labels of the two axes cannot meet in the corner and nothing jumps between two draws. */
function layOut({ drawn, indicator, textPx, size }: HistoryOptionInput, labels: readonly string[]): Layout {
  const longest = labels.reduce((most, { length }) => Math.max(most, length), 0);
  const hasBands = (indicator.thresholds?.bands.length ?? 0) > 0;
  const grid = {
    left: Math.ceil(longest * textPx * 0.58 + textPx),
    right: Math.ceil(textPx * (hasBands ? bandLabelEms + 0.4 : 1.8)),
    // The word of a break stands above its line.
    top: Math.ceil(textPx * (drawn.breaks.length > 0 ? 1.7 : 0.8)),
    bottom: Math.ceil(textPx * 2.3),
  };
  return {
    grid,
    plot: {
      width: Math.max(1, size.width - grid.left - grid.right),
      height: Math.max(1, size.height - grid.top - grid.bottom),
    },
  };
}

function buildAxis(
  { drawn, textPx, ink, language }: HistoryOptionInput,
  [min, max]: readonly [number, number],
  widthPx: number,
  font: object,
): object {
  const line = { axisLine: { lineStyle: { color: ink.rule } }, splitLine: { show: false } };
  const axisLabel = { ...font, hideOverlap: true, margin: textPx * 0.95 };
  if (!drawn.isYears) {
    return {
      ...line,
      type: 'time',
      min,
      max,
      splitNumber: Math.max(2, Math.min(6, Math.floor(widthPx / (textPx * 6)))),
      axisTick: { show: false },
      axisLabel: { ...axisLabel, formatter: toInstantFormatter(max - min, language) },
    };
  }
  const first = Math.floor(min);
  const last = Math.ceil(max);
  const step = toYearStep(last - first, widthPx, textPx);
  return {
    ...line,
    type: 'value',
    min: first,
    max: last,
    interval: 1,
    axisTick: { show: true, lineStyle: { color: ink.rule } },
    axisLabel: { ...axisLabel, formatter: toYearFormatter(last, step) },
  };
}

/** Names every so manieth year, counted back from the last one, which is the one that matters. */
function toYearFormatter(last: number, step: number): (year: number) => string {
  return (year) => ((last - year) % step === 0 ? String(year) : '');
}

const dayMs = 86_400_000;

/** Places are the region's clock read as UTC, so the labels and the ticks do not depend on the zone of the screen. */
function toInstantFormatter(reachMs: number, language: Language): (x: number) => string {
  const shape: Intl.DateTimeFormatOptions =
    reachMs < 2 * dayMs
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : reachMs > 800 * dayMs
        ? { year: 'numeric' }
        : reachMs > 120 * dayMs
          ? { month: 'short', year: 'numeric' }
          : { day: 'numeric', month: 'short' };
  const formatter = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    ...shape,
  });
  return (x) => formatter.format(x);
}

function buildTooltip({ drawn, indicator, language, ink }: HistoryOptionInput, font: object): object {
  const formatter = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const formatX = (x: number): string => (drawn.isYears ? String(Math.round(x)) : formatter.format(x));
  return {
    trigger: 'axis',
    renderMode: 'richText',
    transitionDuration: 0,
    backgroundColor: ink.base,
    borderColor: ink.rule,
    textStyle: { ...font, color: ink.line },
    formatter: (params: unknown) => {
      const pair = findPair(params);
      return pair ? `${formatX(pair[0])}\n${formatWithUnit(pair[1], indicator, language)}` : '';
    },
  };
}

/** The pair under the pointer that has a value. */
function findPair(params: unknown): readonly [number, number] | null {
  for (const item of Array.isArray(params) ? (params as unknown[]) : [params]) {
    if (typeof item !== 'object' || item === null || !('value' in item)) continue;
    const [x, value] = Array.isArray(item.value) ? (item.value as unknown[]) : [];
    if (typeof x === 'number' && typeof value === 'number') return [x, value];
  }
  return null;
}
