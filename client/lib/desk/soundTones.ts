import type { AlarmPriority } from '#shared/model/alarm.ts';

/** One tone: hertz, and its start and length in seconds from the start of the pattern. */
export interface Tone {
  readonly hertz: number;
  readonly at: number;
  readonly length: number;
}

/** Priorities that sound, most urgent first. */
export const soundingPriorities = ['urgent', 'high', 'medium'] as const;

/**
 * Patterns by priority. They differ in number, tempo and rhythm, not in pitch alone, so that they are told apart by whoever hears
 * pitch badly and over a noisy room (as in IEC 60601-1-8: ten quick pulses, three, and a slow pair).
 */
export const tonePatterns: Readonly<Record<Exclude<AlarmPriority, 'low'>, readonly Tone[]>> = {
  urgent: [0, 0.16, 0.32, 0.56, 0.72, 1.2, 1.36, 1.52, 1.76, 1.92].map((at, index) => ({
    hertz: index % 5 < 3 ? 880 : 1_175,
    at,
    length: 0.11,
  })),
  high: [0, 0.3, 0.6].map((at) => ({ hertz: 660, at, length: 0.2 })),
  medium: [
    { hertz: 523, at: 0, length: 0.35 },
    { hertz: 392, at: 0.45, length: 0.45 },
  ],
};

/** Length of a pattern, seconds. */
export function toPatternLength(pattern: readonly Tone[]): number {
  return Math.max(0, ...pattern.map(({ at, length }) => at + length));
}
