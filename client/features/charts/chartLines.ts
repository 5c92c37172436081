import type { LineSeriesOption } from 'echarts/charts';
import type { ChartInk } from './chartInk.ts';
import type { DrawnHistory, DrawnPoint } from './drawnHistory.ts';

export type Pair = [number, number | null];

/** How a stretch of the line is drawn: what was measured or stated solid, a model's guess dashed, a simulation dotted. */
export type LineKind = 'stated' | 'estimated' | 'simulated';

const dashes = { stated: 'solid', estimated: 'dashed', simulated: 'dotted' } as const;

export function toLineKind({ origin }: Pick<DrawnPoint, 'origin'>): LineKind {
  return origin === 'estimated' || origin === 'simulated' ? origin : 'stated';
}

/**
 * Points of one kind with an empty one wherever the line must not go on: in a gap, at a break of the series, and where another
 * kind begins. Nothing joins what was simulated or guessed to what was measured.
 */
export function toPairs(drawn: DrawnHistory, kind: LineKind, read = readValue): Pair[] {
  const cuts = [...drawn.gaps.map(([from, to]) => (from + to) / 2), ...drawn.breaks];
  const pairs: Pair[] = [];
  let before: DrawnPoint | null = null;
  for (const point of drawn.points) {
    const from = before;
    const isCut = from !== null && cuts.some((x) => x > from.x && x <= point.x);
    const isOwn = toLineKind(point) === kind;
    if (from && (isCut || !isOwn) && pairs.length > 0 && pairs.at(-1)?.[1] !== null) {
      pairs.push([(from.x + point.x) / 2, null]);
    }
    if (isOwn) pairs.push([point.x, read(point)]);
    before = point;
  }
  return pairs;
}

function readValue({ value }: DrawnPoint): number | null {
  return value;
}

/**
 * The pairs as one flat array, an empty value as NaN. A list of pairs would be kept three times over by the chart library (as given,
 * cloned, and for a reset); a typed array is kept as it is.
 */
export function toFlatData(pairs: readonly Pair[]): Float64Array {
  const flat = new Float64Array(pairs.length * 2);
  pairs.forEach(([x, value], index) => {
    flat[2 * index] = x;
    flat[2 * index + 1] = value ?? Number.NaN;
  });
  return flat;
}

/** A line's data in the library's words; its types leave typed arrays out although its manual has them. */
function toLineData(pairs: readonly Pair[]): Pick<LineSeriesOption, 'data' | 'dimensions'> {
  const data = toFlatData(pairs) as unknown as NonNullable<LineSeriesOption['data']>;
  return { data, dimensions: ['x', 'value'] };
}

/** Kinds that a history holds, in the order they are drawn. */
export function listKinds({ points }: DrawnHistory): LineKind[] {
  const kinds = new Set(points.map(toLineKind));
  return (['stated', 'estimated', 'simulated'] as const).filter((kind) => kinds.has(kind));
}

/** One line for each kind. */
export function buildLines(drawn: DrawnHistory, ink: ChartInk, textPx: number): LineSeriesOption[] {
  return listKinds(drawn).map((kind) => ({
    type: 'line',
    name: kind,
    ...toLineData(toPairs(drawn, kind)),
    connectNulls: false,
    symbol: 'none',
    silent: true,
    lineStyle: { color: ink.line, width: textPx * 0.135, type: dashes[kind] },
    z: 3,
  }));
}

/** Lowest to highest of each condensed point: spikes stay visible behind the middle line. */
export function buildEnvelope(drawn: DrawnHistory, ink: ChartInk): LineSeriesOption[] {
  if (!drawn.downsampled) return [];
  const kind = listKinds(drawn)[0] ?? 'stated';
  const bottomOf = ({ low, value }: DrawnPoint): number | null => low ?? value;
  const spanOf = ({ low, high, value }: DrawnPoint): number | null => {
    const bottom = low ?? value;
    const top = high ?? value;
    return bottom === null || top === null ? null : top - bottom;
  };
  const hidden = {
    type: 'line',
    symbol: 'none',
    lineStyle: { opacity: 0 },
    silent: true,
    stack: 'range',
    stackStrategy: 'all',
  } as const;
  return [
    { ...hidden, name: 'low', ...toLineData(toPairs(drawn, kind, bottomOf)) },
    {
      ...hidden,
      name: 'span',
      ...toLineData(toPairs(drawn, kind, spanOf)),
      areaStyle: { color: ink.accent, opacity: 0.2 },
    },
  ];
}
