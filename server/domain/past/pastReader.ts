import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';

/** Reads how things stood at an instant, as they were known then. Epoch milliseconds. May throw `StoreUnavailableError`. */
export interface PastReader {
  /** Links by id; `lastInAt` is that of the moment in which the state began. */
  listLinksAt(at: number): Promise<readonly FeedState[]>;
  /** The version of each event that was the newest then, newest first by `startsAt`. */
  listEventsAt(at: number, limit: number): Promise<readonly RegionEvent[]>;
}
