import type { Indicator } from '#shared/model/indicator.ts';
import { addDuration } from '#shared/rules/calendar.ts';
import { computeFreshnessWindow } from '#shared/rules/freshness.ts';
import type { HistoryPoint, HistoryResult } from './readingStore.ts';

/** Needs of `findGaps`; instants are epoch milliseconds. */
export interface GapRequest {
  readonly history: HistoryResult;
  readonly indicator: Indicator;
  readonly zone: string;
  /** End of the range that was asked for. */
  readonly to: number;
  readonly now: number;
}

/**
 * Stretches over which a line must not be drawn: from the last value before to the first value after, where at least one expected
 * value is missing between them; and from the last value on, once its successor is late.
 */
export function findGaps({ history, indicator, zone, to, now }: GapRequest): [number, number][] {
  const gaps: [number, number][] = [];
  const { points, bucketMs } = history;
  for (let index = 1; index < points.length; index += 1) {
    const before = toAt(points[index - 1]);
    const after = toAt(points[index]);
    if (after > toLatestSuccessor(before, indicator, zone) + bucketMs * 2) gaps.push([before, after]);
  }
  const last = points.at(-1);
  if (last) {
    const end = Math.min(to, now);
    const { dueUntil } = computeFreshnessWindow(last[0], indicator, zone);
    if (end > dueUntil + bucketMs) gaps.push([last[0], end]);
  }
  return gaps;
}

/** When the next value should have been observed at the latest. Publication lag and grace delay its coming, not its instant. */
function toLatestSuccessor(at: number, indicator: Indicator, zone: string): number {
  const timing = { ...indicator, publicationLag: 'PT0S', grace: 'PT0S' };
  const { freshUntil } = computeFreshnessWindow(at, timing, zone);
  // A calendar figure may be dated a few days off its period's end.
  return freshUntil + (addDuration(at, indicator.cadence, zone) - at) / 2;
}

function toAt(point: HistoryPoint | undefined): number {
  return point?.[0] ?? 0;
}
