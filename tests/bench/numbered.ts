import type { PushableSeries } from '../support/api.ts';

/** Numbers readings, writes them into bodies, and finds them again in frames. */
export interface Numbered {
  /** Number of the next reading. */
  next(): number;
  /** Body with the next `size` readings, in turn over the series; values rise in each series, so that a frame tells what it covers. */
  build(size: number): string;
  /** Numbers of the readings that this frame is the first to cover, conflated ones included. */
  findCovered(frame: string): readonly number[];
}

const rowPattern = /\[\d+,(\d+(?:\.\d+)?),-?\d+,-?\d+\]/g;

/** Numbers start at 1 and stay under a million: reading n has the value n / 1,000. */
export function createNumbered(series: readonly PushableSeries[]): Numbered {
  let next = 1;
  const covered = series.map(() => 0);
  let lastObservedAt = Date.now();
  return {
    next: () => next,
    build(size) {
      const readings = Array.from({ length: size }, () => {
        const number = next;
        next += 1;
        const turn = number % series.length;
        // The same instant twice in a series would be a correction.
        if (turn === 0) lastObservedAt = Math.max(lastObservedAt + 1, Date.now());
        return { ...series[turn], value: number / 1000, observedAt: new Date(lastObservedAt).toISOString() };
      });
      return JSON.stringify({ readings });
    },
    findCovered(frame) {
      const found: number[] = [];
      for (const [, value] of frame.matchAll(rowPattern)) {
        const number = Math.round(Number(value) * 1000);
        const turn = number % series.length;
        const before = covered[turn] ?? 0;
        if (number <= before) continue;
        covered[turn] = number;
        for (let one = number; one > before && one > 0; one -= series.length) found.push(one);
      }
      return found;
    },
  };
}
