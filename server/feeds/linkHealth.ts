import type { FeedState } from '#shared/model/feedState.ts';
import type { FeedFault } from './feed.ts';

/** Consecutive failures after which a link that worked is called down, and after which it is left in peace for a while. */
const downAfter = 3;
const breakAfter = 5;

/** Waits between polls, milliseconds. */
export interface FeedTiming {
  /** First wait after a failure; doubles with each further one, with full jitter. */
  readonly backoffBaseMs: number;
  readonly backoffMaxMs: number;
  /** Rest of an open breaker; one trial follows. */
  readonly breakMs: number;
  /** First polls are spread over this long. */
  readonly startSpreadMs: number;
  /** Times the feed's own interval; 1 but in tests. */
  readonly pollFactor: number;
  /** Between two looks for events that time has ended. */
  readonly sweepMs: number;
}

export const usualTiming: FeedTiming = {
  backoffBaseMs: 2_000,
  backoffMaxMs: 30_000,
  breakMs: 60_000,
  startSpreadMs: 1_500,
  pollFactor: 1,
  sweepMs: 30_000,
};

/** How a poll ended; `partial` brought something, yet not all. */
export type PollOutcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'partial'; readonly detail: string }
  | { readonly kind: 'failed'; readonly code: FeedFault; readonly detail: string };

/** State of a link after a poll. `failures` counts consecutive ones, this one included. Pure. */
export function toNextState(
  before: FeedState,
  outcome: PollOutcome,
  failures: number,
  at: number,
): FeedState {
  const move = (state: FeedState['state']) => ({
    state,
    since: state === before.state ? before.since : at,
  });
  switch (outcome.kind) {
    case 'ok':
      return { ...before, ...move('up'), lastInAt: at };
    case 'partial':
      return {
        ...before,
        ...move('degraded'),
        lastInAt: at,
        lastError: { at, code: 'partial', detail: outcome.detail.slice(0, 300) },
      };
    case 'failed': {
      const isDown = failures >= downAfter || before.state === 'down' || before.lastInAt === null;
      return {
        ...before,
        ...move(isDown ? 'down' : 'degraded'),
        lastError: { at, code: outcome.code, detail: outcome.detail.slice(0, 300) },
      };
    }
  }
}

/** Wait before the next poll. `random` gives [0, 1). Pure. */
export function toWaitMs(pollMs: number, failures: number, timing: FeedTiming, random: () => number): number {
  const usual = pollMs * timing.pollFactor;
  // A tenth of jitter keeps installations from asking the same source in step.
  if (failures === 0) return usual * (0.95 + 0.1 * random());
  if (failures >= breakAfter) return Math.min(usual, timing.breakMs) * (0.8 + 0.4 * random());
  const ceiling = Math.min(usual, timing.backoffMaxMs, timing.backoffBaseMs * 2 ** failures);
  return Math.max(ceiling * random(), Math.min(100, ceiling));
}
