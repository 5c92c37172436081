import type { History } from '../../connection/history.ts';

/** What a chart says in one sentence to those who do not see it. */
export interface HistorySummary {
  readonly count: number;
  /** Epoch milliseconds of the first and the last value. */
  readonly from: number;
  readonly to: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly gaps: number;
}

/** Facts of a history; null when it holds no value. */
export function summariseHistory({ points, gaps }: History): HistorySummary | null {
  const known = points.filter(([, value]) => value !== null);
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) return null;
  const lows = known.map(([, value, low]) => low ?? value ?? 0);
  const highs = known.map(([, value, , high]) => high ?? value ?? 0);
  return {
    count: known.length,
    from: first[0],
    to: last[0],
    last: last[1] ?? 0,
    min: Math.min(...lows),
    max: Math.max(...highs),
    gaps: gaps.length,
  };
}
