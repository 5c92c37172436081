import { catchingUpAfterMs, cutAfterMs } from '#shared/protocol/limits.ts';
import type { LinkToServer } from '../lib/link.ts';

/** Judges the link by the time since the last valid frame; never by what the socket says of itself. */
export interface LinkWatch {
  /** A valid frame or answer arrived; it left the server so many milliseconds ago. What was held up on the way is no proof of life. */
  hear(lagMs?: number): void;
  /** We know that something is missing: connection lost, or a resume under way. */
  setBehind(isBehind: boolean): void;
  /** State now. Called before anything is painted. */
  judge(): LinkToServer;
}

/** Clocks of the watch: monotonic time may stand still while a machine sleeps, the wall clock does not. */
export interface LinkClocks {
  readonly monotonic: () => number;
  readonly wall: () => number;
}

const sleepMs = 3_000;

/** Builds the watch. After a sleep it says `cut` until a frame proves otherwise: stale comes first on waking (R12). */
export function createLinkWatch({ monotonic, wall }: LinkClocks): LinkWatch {
  const startedAt = monotonic();
  let heardAt: number | null = null;
  let hasSlept = false;
  let isBehind = true;
  let drift = wall() - startedAt;

  const noticeSleep = (): void => {
    const driftNow = wall() - monotonic();
    if (driftNow - drift > sleepMs) hasSlept = true;
    drift = driftNow;
  };
  return {
    hear(lagMs = 0) {
      noticeSleep();
      hasSlept = false;
      heardAt = Math.max(heardAt ?? Number.NEGATIVE_INFINITY, monotonic() - Math.max(0, lagMs));
    },
    setBehind(value) {
      isBehind = value;
    },
    judge() {
      noticeSleep();
      const silentMs = monotonic() - (heardAt ?? startedAt);
      if (hasSlept || silentMs > cutAfterMs) return 'cut';
      if (heardAt === null) return 'connecting';
      return isBehind || silentMs > catchingUpAfterMs ? 'catching-up' : 'live';
    },
  };
}
