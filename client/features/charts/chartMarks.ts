import type { LineSeriesOption } from 'echarts/charts';
import type { ChartInk } from './chartInk.ts';
import { toLineKind } from './chartLines.ts';
import { type DrawnHistory, type DrawnPoint, toReach } from './drawnHistory.ts';

/** Above this many points the plain ones have no mark of their own: the line is enough. */
const sparseCount = 40;
const cross = 'path://M0 0L8 8M8 0L0 8';

interface MarkInput {
  readonly drawn: DrawnHistory;
  readonly ink: ChartInk;
  readonly textPx: number;
}

/**
 * Marks of points by their shape: disc for a settled value, ring for a provisional one, diamond for a corrected one with a hollow
 * diamond where it stood before, square for a model's guess, triangle for a simulated one, cross for a rejected one.
 */
export function buildPointMarks({ drawn, ink, textPx }: MarkInput): LineSeriesOption[] {
  const size = textPx * 0.5;
  const of = (pick: (point: DrawnPoint) => boolean): [number, number | null][] =>
    drawn.points.filter((point) => point.value !== null && pick(point)).map(({ x, value }) => [x, value]);
  const isSparse = drawn.points.length <= sparseCount;
  const isPlain = (point: DrawnPoint): boolean => !point.isProvisional && !point.isRestated;
  const filled = { color: ink.line };
  const hollow = { color: ink.base, borderColor: ink.line, borderWidth: textPx * 0.12 };
  const plain = isSparse ? (['stated', 'estimated', 'simulated'] as const) : [];
  const symbols = { stated: 'circle', estimated: 'rect', simulated: 'triangle' } as const;
  return [
    ...plain.map((kind) => ({
      name: `points ${kind}`,
      data: of((point) => isPlain(point) && toLineKind(point) === kind),
      symbol: symbols[kind],
      itemStyle: kind === 'stated' ? filled : hollow,
      symbolSize: kind === 'stated' ? size * 0.85 : size * 1.1,
    })),
    {
      name: 'provisional',
      data: isSparse ? of(({ isProvisional, isRestated }) => isProvisional && !isRestated) : [],
      symbol: 'circle',
      itemStyle: hollow,
      symbolSize: size * 1.15,
    },
    {
      name: 'was',
      data: drawn.points.flatMap(({ x, was }): [number, number][] => (was === null ? [] : [[x, was]])),
      symbol: 'diamond',
      itemStyle: { color: ink.base, borderColor: ink.text, borderWidth: textPx * 0.09 },
      symbolSize: size * 1.3,
    },
    {
      name: 'restated',
      data: of(({ isRestated }) => isRestated),
      symbol: 'diamond',
      itemStyle: { color: ink.accent },
      symbolSize: size * 1.6,
    },
    {
      name: 'bad',
      data: drawn.bad.flatMap(([x, value]): [number, number][] => (value === null ? [] : [[x, value]])),
      symbol: cross,
      itemStyle: { color: 'transparent', borderColor: ink.bad, borderWidth: textPx * 0.12 },
      symbolSize: size * 1.2,
    },
  ]
    .filter(({ data }) => data.length > 0)
    .map((marks) => ({
      ...marks,
      type: 'line' as const,
      showSymbol: true,
      showAllSymbol: true,
      lineStyle: { opacity: 0 },
      silent: true,
      clip: true,
      z: 4,
    }));
}

/** Keeps the words inside the plot; in the middle they stand over a single point and before the end of a line. */
function toLabelAlign(share: number, count: number): 'left' | 'center' | 'right' {
  if (share < 0.2) return 'left';
  return share > 0.8 || count > 1 ? 'right' : 'center';
}

/** The last value in words beside its point, on the side that the line does not come from. */
export function buildLastMark({ drawn, ink, textPx }: MarkInput, text: string): LineSeriesOption[] {
  const known = drawn.points.filter(({ value }) => value !== null);
  const last = known.at(-1);
  if (!last || last.value === null) return [];
  const reach = toReach(drawn);
  const before = known.at(-2)?.value ?? last.value;
  const shape = last.isRestated ? 'diamond' : toLineKind(last) === 'simulated' ? 'triangle' : 'circle';
  const isHollow = last.isProvisional || toLineKind(last) !== 'stated';
  return [
    {
      type: 'line',
      name: 'last',
      data: [[last.x, last.value]],
      symbol: shape,
      symbolSize: textPx * 0.7,
      itemStyle: isHollow
        ? { color: ink.base, borderColor: ink.accent, borderWidth: textPx * 0.15 }
        : { color: ink.accent },
      label: {
        show: true,
        position: before > last.value ? 'bottom' : 'top',
        distance: textPx * 0.35,
        align: toLabelAlign((last.x - reach[0]) / (reach[1] - reach[0]), known.length),
        color: ink.line,
        fontSize: textPx * 1.15,
        fontWeight: 600,
        textBorderColor: ink.base,
        textBorderWidth: textPx * 0.25,
        formatter: text,
      },
      silent: true,
      z: 6,
    },
  ];
}
