import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toApproximateMs, toZoneOffsetMs } from '#shared/rules/calendar.ts';
import type { History } from '../../connection/history.ts';

const yearMs = 365 * 86_400_000;

/** Whether values stand for whole years, so that the axis has to name the year and not an instant in it. */
export function isYearly(indicator: Pick<Indicator, 'cadence'>): boolean {
  return toApproximateMs(indicator.cadence) >= yearMs;
}

/** First instant of the year that `at` lies in, in the region's zone, epoch milliseconds. */
function toYearStart(at: number, zone: string): number {
  const offset = toZoneOffsetMs(at, zone);
  return Date.UTC(new Date(at + offset).getUTCFullYear(), 0, 1) - offset;
}

interface Drawn {
  readonly history: History;
  readonly record: LiveRecord | null;
}

/**
 * Puts every yearly value on the tick of its own year. A year's figure is observed at the year's last second: on a plain time axis
 * it would stand under the next year's label.
 */
export function toDrawnYears<T extends Drawn>(
  input: T & { readonly zone: string },
): T & { readonly zone: string } {
  const move = (at: number): number => toYearStart(at, input.zone);
  return {
    ...input,
    history: {
      ...input.history,
      points: input.history.points.map((point) => {
        const [at, ...rest] = point;
        return [move(at), ...rest] as (typeof input.history.points)[number];
      }),
      gaps: input.history.gaps.map(([from, to]): [number, number] => [move(from), move(to)]),
    },
    record: input.record && { ...input.record, observedAt: move(input.record.observedAt) },
  };
}
