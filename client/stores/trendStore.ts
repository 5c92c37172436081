import { create } from 'zustand';
import type { SeriesKey } from '#shared/model/seriesKey.ts';

/** Past points of a series, oldest first: `[observedAtMs, value]`. */
export type TrendPoints = readonly (readonly [number, number | null])[];

interface TrendState {
  /** Past of each series that a tile asked for. */
  readonly points: ReadonlyMap<SeriesKey, TrendPoints>;
}

export const useTrendStore = create<TrendState>(() => ({ points: new Map() }));

/** Puts the past of a series into the store. */
export function putTrendPoints(key: SeriesKey, points: TrendPoints): void {
  useTrendStore.setState((state) => ({ points: new Map(state.points).set(key, points) }));
}
