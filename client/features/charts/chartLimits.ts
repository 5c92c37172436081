import type { LineSeriesOption } from 'echarts/charts';
import type { Band, Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { type ChartInk, toTint } from './chartInk.ts';
import type { Scale } from './chartScale.ts';
import type { DrawnHistory } from './drawnHistory.ts';

type AreaData = NonNullable<NonNullable<LineSeriesOption['markArea']>['data']>;
type LineData = NonNullable<NonNullable<LineSeriesOption['markLine']>['data']>;

/** A colour or a repeated image, as ECharts takes it. */
export type GapFill = string | { readonly image: HTMLCanvasElement; readonly repeat: 'repeat' };

/** Everything that stands behind a line: bands, limits, target, gaps and breaks. */
export interface BackdropInput {
  readonly drawn: DrawnHistory;
  readonly indicator: Pick<Indicator, 'thresholds' | 'target'>;
  readonly scale: Scale;
  readonly reach: readonly [number, number];
  readonly language: Language;
  readonly ink: ChartInk;
  readonly textPx: number;
  /** Size of the plot, CSS pixels. */
  readonly plot: { readonly width: number; readonly height: number };
  readonly words: { readonly gap: string; readonly target: string; readonly newSeries: string };
  readonly gapFill: GapFill;
}

/** Builds the backdrop as a series without points of its own. */
export function buildBackdrop(input: BackdropInput): LineSeriesOption {
  return {
    type: 'line',
    name: 'backdrop',
    data: [],
    silent: true,
    markArea: { silent: true, data: [...buildBands(input), ...buildGaps(input), ...buildAlarms(input)] },
    markLine: {
      silent: true,
      symbol: 'none',
      animation: false,
      data: [...buildLimits(input), ...buildTarget(input), ...buildBreaks(input)],
    },
    z: 1,
  };
}

function toBandColour({ status }: Band, { watch, bad, text }: ChartInk): string {
  return status === 'bad' ? bad : status === 'watch' ? watch : text;
}

function buildBands({ indicator, scale, language, ink, textPx, plot }: BackdropInput): AreaData {
  return (indicator.thresholds?.bands ?? []).flatMap((band) => {
    const bottom = Math.max(band.min ?? scale.min, scale.min);
    const top = Math.min(band.max ?? scale.max, scale.max);
    if (top <= bottom) return [];
    const isQuiet = band.status === 'none' || band.status === 'normal';
    const colour = toBandColour(band, ink);
    const heightPx = ((top - bottom) / (scale.max - scale.min)) * plot.height;
    const label = {
      show: heightPx >= textPx * 1.15,
      position: 'right' as const,
      color: colour,
      fontSize: textPx,
      width: textPx * bandLabelEms,
      overflow: 'truncate' as const,
    };
    const itemStyle = { color: isQuiet ? 'transparent' : toTint(colour, 0.1) };
    return [[{ name: band.label[language], yAxis: bottom, itemStyle, label }, { yAxis: top }]];
  });
}

/** Room for the names of the bands at the right of the plot. */
export const bandLabelEms = 6.2;

function buildLimits({ indicator, scale, ink, textPx }: BackdropInput): LineData {
  const { bands = [] } = indicator.thresholds ?? {};
  return bands
    .filter(({ min }) => min !== null && min > scale.min && min < scale.max)
    .map((band, index) => {
      // A limit has the colour of the abnormal side, which may lie below it.
      const below = bands[bands.indexOf(band) - 1] ?? band;
      const worse = band.status === 'bad' || band.status === 'watch' ? band : below;
      return {
        name: `limit ${index}`,
        yAxis: band.min ?? 0,
        label: { show: false },
        lineStyle: {
          color: toTint(toBandColour(worse, ink), 0.8),
          width: textPx * 0.09,
          type: 'solid' as const,
        },
      };
    });
}

function buildTarget({ drawn, indicator, scale, reach, words, ink, textPx }: BackdropInput): LineData {
  if (!indicator.target) return [];
  const { value } = indicator.target;
  return [
    {
      name: 'target',
      yAxis: value,
      lineStyle: { color: ink.line, width: textPx * 0.12, type: 'dotted' as const },
      label: {
        show: true,
        position: findTargetPlace(drawn, { value, scale, reach }),
        distance: textPx * 0.3,
        color: ink.line,
        fontSize: textPx,
        textBorderColor: ink.base,
        textBorderWidth: textPx * 0.25,
        formatter: words.target,
      },
    },
  ];
}

const targetPlaces = [
  'insideStartTop',
  'insideStartBottom',
  'insideMiddleTop',
  'insideMiddleBottom',
] as const;

/** Where along and beside the target's line its words are farthest from the points. */
export function findTargetPlace(
  { points }: Pick<DrawnHistory, 'points'>,
  {
    value,
    scale,
    reach,
  }: { readonly value: number; readonly scale: Scale; readonly reach: readonly [number, number] },
): (typeof targetPlaces)[number] {
  const [first, last] = reach;
  const width = last - first;
  const distanceOf = (place: (typeof targetPlaces)[number]): number => {
    const isStart = place.includes('Start');
    const isTop = place.endsWith('Top');
    const from = isStart ? first : first + width * 0.3;
    const to = isStart ? first + width * 0.4 : first + width * 0.7;
    const beside = points.flatMap(({ x, value: at }) =>
      at === null || x < from || x > to ? [] : [isTop ? at - value : value - at],
    );
    const near = beside.filter((gap) => gap > -(scale.max - scale.min) * 0.02);
    return near.length === 0 ? Number.POSITIVE_INFINITY : near.reduce((least, gap) => Math.min(least, gap));
  };
  return targetPlaces.reduce((best, place) => (distanceOf(place) > distanceOf(best) ? place : best));
}

function buildGaps({ drawn, reach, words, textPx, plot, ink, gapFill }: BackdropInput): AreaData {
  const room = words.gap.length * textPx * 0.62;
  return drawn.gaps.map(([from, to]) => {
    const widthPx = ((to - from) / (reach[1] - reach[0])) * plot.width;
    const label = {
      show: widthPx >= room,
      position: 'insideBottom' as const,
      color: ink.text,
      fontSize: textPx,
      textBorderColor: ink.base,
      textBorderWidth: textPx * 0.25,
    };
    return [{ name: words.gap, xAxis: from, itemStyle: { color: gapFill }, label }, { xAxis: to }];
  });
}

/** Narrowest strip as a share of the plot: a minute in a day must still be seen. */
const leastStrip = 0.005;

/** Times in alarm as a strip along the foot of the plot: the curve and its limits stay as they are. */
function buildAlarms({ drawn, reach, scale, ink }: BackdropInput): AreaData {
  const top = scale.min + (scale.max - scale.min) * 0.035;
  const least = (reach[1] - reach[0]) * leastStrip;
  return drawn.alarms
    .filter(([from, to]) => to >= reach[0] && from <= reach[1])
    .map(([from, to]) => [
      {
        name: 'alarm',
        coord: [Math.min(Math.max(from, reach[0]), reach[1] - least), scale.min],
        itemStyle: { color: toTint(ink.bad, 0.85) },
        label: { show: false },
      },
      { coord: [Math.min(Math.max(to, from + least), reach[1]), top] },
    ]);
}

function buildBreaks({ drawn, reach, words, ink, textPx }: BackdropInput): LineData {
  return drawn.breaks
    .filter((x) => x > reach[0] && x < reach[1])
    .map((x) => ({
      name: 'break',
      xAxis: x,
      lineStyle: { color: ink.text, width: textPx * 0.09, type: 'dashed' as const },
      label: {
        show: true,
        position: 'insideEndTop' as const,
        rotate: 0,
        color: ink.text,
        fontSize: textPx,
        textBorderColor: ink.base,
        textBorderWidth: textPx * 0.25,
        formatter: words.newSeries,
      },
    }));
}
