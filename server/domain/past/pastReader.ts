import type { FeedState } from '#shared/model/feedState.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { StoredAlarm } from '../alarms/alarmStore.ts';

/**
 * Which moment: everything recorded up to `at`, epoch milliseconds, inclusive, and, where given, up to a number of the stream: that of a
 * screen, which is never more than a minute behind without saying that it is cut off.
 */
export interface PastQuery {
  readonly at: number;
  readonly seq?: number;
  /** Most events, newest first by start. */
  readonly events: number;
}

/** A series as it stood then; `was` is the value that a correction had replaced, without the time for which it was shown. */
export interface PastRecord {
  readonly record: Omit<LiveRecord, 'was'>;
  readonly wasValue: number | null | undefined;
}

/** How everything stood at a moment, as it was known then. */
export interface Past {
  /** Highest number of the stream that is in it; 0 for none. */
  readonly seq: number;
  readonly records: readonly PastRecord[];
  /** The version of each that was the newest then, newest first by `startsAt`. */
  readonly events: readonly RegionEvent[];
  /** `lastInAt` is that of the moment in which the state began. */
  readonly links: readonly FeedState[];
  readonly alarms: readonly StoredAlarm[];
}

/** Reads how things stood at an instant, as they were known then. Epoch milliseconds. May throw `StoreUnavailableError`. */
export interface PastReader {
  /** One snapshot of everything; off the writing path. */
  readPast(query: PastQuery): Promise<Past>;
  /** Since when links are kept with their past, epoch milliseconds; null where none ever was. Of before nothing can be told. */
  findPastSince(): Promise<number | null>;
}
