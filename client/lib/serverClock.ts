/** The server's wall clock as this screen can know it; never the screen's own wall clock once a frame arrived (P12). */
export interface ServerClock {
  /** Tells the clock an instant of the server that has just arrived. */
  observe(serverAt: number): void;
  /** Server time now, epoch milliseconds; the screen's wall clock until the first observation. */
  now(): number;
  /** False until the first observation. */
  isSynced(): boolean;
}

/** Where the clock gets its own time from. */
export interface ClockSources {
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  /** The screen's wall clock, epoch milliseconds. */
  readonly wall: () => number;
}

const windowMs = 60_000;
const windows = 5;
const stepMs = 1_000;
const stepSamples = 5;

/**
 * Builds a clock. Every arrival says `server − monotonic − latency`, so the largest of the last minutes is the one that travelled
 * fastest. A clock that was set back shows as several arrivals in a row far below it, and is then believed.
 */
export function createServerClock({ monotonic, wall }: ClockSources): ServerClock {
  let best: { offset: number; startedAt: number }[] = [];
  let offset: number | null = null;
  let below: number[] = [];

  const choose = (): void => {
    offset = best.reduce((highest, one) => Math.max(highest, one.offset), Number.NEGATIVE_INFINITY);
  };
  return {
    observe(serverAt) {
      const at = monotonic();
      const sample = serverAt - at;
      below = offset !== null && sample < offset - stepMs ? [...below, sample] : [];
      if (below.length >= stepSamples) {
        best = [{ offset: Math.max(...below), startedAt: at }];
        below = [];
        return choose();
      }
      const newest = best[best.length - 1];
      if (!newest || at - newest.startedAt >= windowMs) {
        best = [...best.slice(1 - windows), { offset: sample, startedAt: at }];
      } else if (sample > newest.offset) {
        newest.offset = sample;
      }
      choose();
    },
    now: () => (offset === null ? wall() : monotonic() + offset),
    isSynced: () => offset !== null,
  };
}

/** The clock of this screen. */
export const serverClock = createServerClock({
  monotonic: () => performance.now(),
  wall: () => Date.now(),
});

/** Server time now, epoch milliseconds. */
export function serverNow(): number {
  return serverClock.now();
}
