import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { AppendBatch, AppendResult } from '../readings/readingStore.ts';
import type { Store } from '../store.ts';
import { type StoreFault, StoreUnavailableError } from '../storeErrors.ts';
import type { LiveState } from './liveState.ts';

/** The only way into the store for anything that screens see: what became durable is in the live state before the caller hears of it. */
export interface StreamWriter {
  append(batch: AppendBatch): Promise<AppendResult>;
  putEvents(events: readonly RegionEvent[]): Promise<number>;
  putLinks(states: readonly FeedState[]): Promise<void>;
}

/** Needs of `createStreamWriter`. */
export interface StreamWriterParts {
  readonly store: Pick<Store, 'append' | 'putEvents' | 'putLinks'>;
  readonly liveState: LiveState;
  /** Told of every write that the store could not take. */
  readonly onFault: (fault: StoreFault, error: unknown) => void;
}

/** Joins durable writes with the present in memory. */
export function createStreamWriter({ store, liveState, onFault }: StreamWriterParts): StreamWriter {
  const guard = <T>(write: Promise<T>): Promise<T> =>
    write.catch((error: unknown) => {
      if (error instanceof StoreUnavailableError) onFault(error.fault, error);
      throw error;
    });

  return {
    async append(batch) {
      const result = await guard(store.append(batch));
      if (!result.replayed && result.changes.length > 0) {
        liveState.apply({ seq: result.seq, changes: result.changes, events: [], feeds: [] });
      }
      return result;
    },
    async putEvents(events) {
      if (events.length === 0) return 0;
      const stored = await guard(store.putEvents(events));
      const seq = stored.reduce((highest, item) => Math.max(highest, item.seq), 0);
      if (stored.length > 0) liveState.apply({ seq, changes: [], events: stored, feeds: [] });
      return stored.length;
    },
    async putLinks(states) {
      if (states.length === 0) return;
      const seq = await guard(store.putLinks(states));
      liveState.apply({ seq, changes: [], events: [], feeds: states });
    },
  };
}
