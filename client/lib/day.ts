import { toZoneOffsetMs } from '#shared/rules/calendar.ts';

const dayMs = 86_400_000;

/** A calendar day of a zone, as far as it has passed. Epoch milliseconds; `to` is a whole minute. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/** The day that an instant lies in. */
export function toDaySpan(at: number, now: number, zone: string): DaySpan {
  const offset = toZoneOffsetMs(at, zone);
  const from = Math.floor((at + offset) / dayMs) * dayMs - offset;
  const lastMinute = Math.floor(now / 60_000) * 60_000;
  return { from, to: Math.max(from, Math.min(from + dayMs, lastMinute)) };
}
