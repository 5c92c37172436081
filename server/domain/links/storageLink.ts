import type { FeedState } from '#shared/model/feedState.ts';
import type { StoreFault } from '../storeErrors.ts';

/** Link id of the store itself. */
export const storageLinkId = 'system-storage';

const codes = {
  full: 'storage-full',
  locked: 'storage-locked',
  failed: 'storage-failed',
  overloaded: 'storage-failed',
} as const;

const details: Readonly<Record<StoreFault, string>> = {
  full: 'disk penuh',
  locked: 'basis data terkunci',
  failed: 'basis data tidak menjawab',
  overloaded: 'antrean penuh',
};

/** Remembers since when the store is up or down. */
export function createStorageLink(
  engine: string,
  now: () => number,
  previous: FeedState | undefined,
): (fault: StoreFault | null) => FeedState {
  let last = previous;
  return (fault) => {
    const state = fault === null ? 'up' : 'down';
    const at = now();
    last = {
      id: storageLinkId,
      name: 'Penyimpanan',
      provider: engine,
      kind: 'system',
      state,
      since: last?.state === state ? last.since : at,
      lastInAt: fault === null ? at : (last?.lastInAt ?? null),
      lastError:
        fault === null ? (last?.lastError ?? null) : { at, code: codes[fault], detail: details[fault] },
      indicators: [],
    };
    return last;
  };
}
