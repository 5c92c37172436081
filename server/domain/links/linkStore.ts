import type { FeedState } from '#shared/model/feedState.ts';

/** Link states survive a restart, so that "last in" is never forgotten. */
export interface LinkStore {
  /** Stores the given states and returns the stream's head after it. */
  putLinks(states: readonly FeedState[]): Promise<number>;
  loadLinks(): Promise<readonly FeedState[]>;
}
