import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Feed, FeedContext } from './feed.ts';

/** A feed with the context that it polls with. */
export interface SweptFeed {
  readonly feed: Feed;
  readonly context: FeedContext;
}

/** What a sweep needs of the runner. */
export interface SweepParts {
  readonly feeds: readonly SweptFeed[];
  readonly everyMs: number;
  readonly knownEvents: () => readonly RegionEvent[];
  readonly putEvents: (events: readonly RegionEvent[]) => Promise<unknown>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Active events whose feed says that time has ended them. Pure. */
export function listEnded(
  feeds: readonly SweptFeed[],
  events: readonly RegionEvent[],
  at: number,
): RegionEvent[] {
  return events
    .filter(({ state }) => state === 'active')
    .filter((event) => feeds.some(({ feed, context }) => feed.hasEnded?.(event, context) === true))
    .map((event) => ({ ...event, state: 'ended' as const, recordedAt: at }));
}

/**
 * Ends what is over although its source is silent, cut off or switched off: once at the start, then at every turn. Without it an old
 * quake would stay "now" for as long as the network is gone.
 */
export function startSweep(parts: SweepParts): () => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  const sweep = async (): Promise<void> => {
    try {
      const ended = listEnded(parts.feeds, parts.knownEvents(), parts.now());
      if (ended.length > 0) await parts.putEvents(ended);
    } catch (error) {
      parts.onError(error);
    }
  };
  const run = (): void => {
    turn = turn.then(sweep);
  };
  run();
  const timer = setInterval(run, parts.everyMs);
  return async () => {
    clearInterval(timer);
    await turn;
  };
}
