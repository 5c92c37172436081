import type { Alarm } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { NewReading, SeriesChange } from '../readings/readingStore.ts';

/** What a limit needs of a reading. */
export type PassedReading = Pick<
  NewReading,
  'indicator' | 'area' | 'value' | 'observedAt' | 'quality' | 'origin'
>;

/** One step of the stream, after it became durable. */
export interface StreamStep {
  readonly seq: number;
  readonly changes: readonly SeriesChange[];
  /** Readings that came with a later one of their series and so were never the present, in order of time; left out for none. */
  readonly passed?: readonly PassedReading[];
  readonly events: readonly { readonly seq: number; readonly event: RegionEvent }[];
  readonly feeds: readonly FeedState[];
  /** Alarms that changed, those that became normal too; left out for none. */
  readonly alarms?: readonly Alarm[];
}

/**
 * The present in memory: what every snapshot and `GET /latest` is read from. It is applied to before a write is acknowledged, so a
 * reader always sees what it wrote. Bounded by series of the catalogue, `maxLiveEvents`, the number of links and `maxOpenAlarms`.
 */
export interface LiveState {
  readonly epoch: string;
  readonly seq: number;
  apply(step: StreamStep): void;
  /** Called synchronously after each `apply`; returns its off. */
  onStep(listener: (step: StreamStep) => void): () => void;
  /** All series, in order of `seriesNumber`. */
  listChanges(): Iterable<SeriesChange>;
  listEvents(): readonly { readonly seq: number; readonly event: RegionEvent }[];
  listFeeds(): readonly { readonly seq: number; readonly feed: FeedState }[];
  /** Alarms that are not normal. */
  listAlarms(): readonly Alarm[];
}
