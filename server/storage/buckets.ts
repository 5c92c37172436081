import type { HistoryPoint } from '../domain/readings/readingStore.ts';

/** Equal buckets over a range; bucket i covers `originAt + i * widthMs` and lasts `widthMs`. */
export interface BucketPlan {
  readonly originAt: number;
  readonly widthMs: number;
}

export interface BucketPart {
  readonly at: number;
  readonly last: number;
  readonly low: number;
  readonly high: number;
}

/** Units that roll-ups exist for; wide buckets are whole multiples of one, so that roll-ups fall into exactly one bucket. */
const units = [86_400_000, 3_600_000, 60_000, 1];

function floorTo(at: number, unit: number): number {
  return Math.floor(at / unit) * unit;
}

/** The narrowest buckets that cover `from`..`to` with at most `maxPoints`. */
export function toBucketPlan(from: number, to: number, maxPoints: number): BucketPlan {
  for (const unit of units) {
    const originAt = floorTo(from, unit);
    const exact = (to - originAt + 1) / maxPoints;
    if (exact < unit && unit > 1) continue;
    return { originAt, widthMs: Math.ceil(exact / unit) * unit };
  }
  return { originAt: from, widthMs: Math.max(1, to - from + 1) };
}

/** Gathers parts that come in order of time; every bucket keeps its last value, its lowest and its highest. */
export function createBuckets({ originAt, widthMs }: BucketPlan) {
  const buckets = new Map<number, { at: number; last: number; low: number; high: number }>();
  return {
    add(part: BucketPart): void {
      const index = Math.floor((part.at - originAt) / widthMs);
      const known = buckets.get(index);
      if (!known) {
        buckets.set(index, { ...part });
        return;
      }
      known.low = Math.min(known.low, part.low);
      known.high = Math.max(known.high, part.high);
      if (part.at >= known.at) {
        known.at = part.at;
        known.last = part.last;
      }
    },
    list(): HistoryPoint[] {
      return [...buckets.values()]
        .sort((a, b) => a.at - b.at)
        .map(({ at, last, low, high }) => [at, last, low, high]);
    },
  };
}
