import type { Indicator } from '../model/indicator.ts';
import { addDuration, toApproximateMs } from './calendar.ts';

/**
 * Age of a value against its own rhythm: `fresh` until the next one is expected, `due` until grace is over, `late` after, `none`
 * when there never was one (CONTRACT, Words).
 */
export const freshnesses = ['fresh', 'due', 'late', 'none'] as const;
export type Freshness = (typeof freshnesses)[number];

/** What freshness depends on. */
export type Timing = Pick<Indicator, 'cadence' | 'publicationLag' | 'grace'>;

/** The two instants at which a value's freshness changes, epoch milliseconds. Constant for a value: compute once, compare often. */
export interface FreshnessWindow {
  readonly freshUntil: number;
  readonly dueUntil: number;
}

/** Sensors may miss most of one turn before the next value is overdue, and never less than 5 s (CONTRACT; RELIABILITY R12). */
const sensorFactor = 1.9;
const sensorFloorMs = 5_000;
const sensorBelowMs = 86_400_000;

/** Computes the window of a value observed at `observedAt`. Cadences under a day count clock time, others the calendar of `zone`. */
export function computeFreshnessWindow(observedAt: number, timing: Timing, zone: string): FreshnessWindow {
  const cadenceMs = toApproximateMs(timing.cadence);
  const expectedAt =
    cadenceMs < sensorBelowMs
      ? observedAt + Math.max(cadenceMs * sensorFactor, sensorFloorMs)
      : addDuration(observedAt, timing.cadence, zone);
  const freshUntil = addDuration(expectedAt, timing.publicationLag, zone);
  return { freshUntil, dueUntil: addDuration(freshUntil, timing.grace, zone) };
}

/** Freshness at server time `now`; null stands for a series that never had a value. */
export function toFreshness(window: FreshnessWindow | null, now: number): Freshness {
  if (window === null) return 'none';
  if (now < window.freshUntil) return 'fresh';
  return now < window.dueUntil ? 'due' : 'late';
}
