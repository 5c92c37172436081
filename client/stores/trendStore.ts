import { create } from 'zustand';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { SeriesKey } from '#shared/model/seriesKey.ts';

/** Past points of a series, oldest first: `[observedAtMs, value]`. */
export type TrendPoints = readonly (readonly [number, number | null])[];

/** Points as they were known at an instant, for the value that stood then. */
export interface PastTrend {
  readonly asOf: number;
  readonly of: Pick<LiveRecord, 'observedAt' | 'recordedAt'>;
  readonly points: TrendPoints;
}

interface TrendState {
  /** Past of each series that a tile asked for. */
  readonly points: ReadonlyMap<SeriesKey, TrendPoints>;
  /** The same while the screen shows the past; never used for the present. */
  readonly past: ReadonlyMap<SeriesKey, PastTrend>;
}

export const useTrendStore = create<TrendState>(() => ({ points: new Map(), past: new Map() }));

/** Puts the past of a series into the store. */
export function putTrendPoints(key: SeriesKey, points: TrendPoints): void {
  useTrendStore.setState((state) => ({ points: new Map(state.points).set(key, points) }));
}

/** Puts what was known of a series into the store. */
export function putPastTrend(key: SeriesKey, trend: PastTrend): void {
  useTrendStore.setState((state) => ({ past: new Map(state.past).set(key, trend) }));
}

/** Forgets what was known then. */
export function clearPastTrends(): void {
  if (useTrendStore.getState().past.size > 0) useTrendStore.setState({ past: new Map() });
}
