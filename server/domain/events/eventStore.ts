import type { RegionEvent } from '#shared/model/regionEvent.ts';

/** An event with the place it has in the stream. */
export interface StoredEvent {
  readonly seq: number;
  readonly event: RegionEvent;
}

/** Events of the region; the newest version of an id replaces the older one in `listRecent`, all versions stay in history. */
export interface EventStore {
  /** Stores those that differ from what is known and returns them with their new `seq`; empty when nothing changed. Durable on return. */
  putEvents(events: readonly RegionEvent[]): Promise<readonly StoredEvent[]>;
  /** Newest first by `startsAt`, at most `limit`. */
  listRecent(limit: number): Promise<readonly StoredEvent[]>;
  /** Overlapping `from`..`to`, oldest first, at most `limit`. */
  listBetween(from: number, to: number, limit: number): Promise<readonly RegionEvent[]>;
}
