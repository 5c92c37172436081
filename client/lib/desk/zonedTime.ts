import { toZonedInstant, toZoneOffsetMs } from '#shared/rules/calendar.ts';
import { toClock } from './clockText.ts';

const dayMs = 86_400_000;

/** Epoch milliseconds of a time of the browser's own field, `2026-11-28T14:05`, in a zone; null where it cannot be read. */
export function toFieldInstant(local: string, zone: string): number | null {
  const asUtc = Date.parse(`${local}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || Number.isNaN(asUtc)) return null;
  return toZonedInstant(asUtc, zone);
}

/** An instant as the browser's own field takes it, in a zone. */
export function toFieldText(at: number, zone: string): string {
  return new Date(at + toZoneOffsetMs(at, zone)).toISOString().slice(0, 16);
}

/** The next time that the clock of a zone shows `14.30`: today, or tomorrow where that is over; null for no time. Epoch milliseconds. */
export function toNextInstant(time: string, now: number, zone: string): number | null {
  const clock = toClock(time);
  if (clock === null) return null;
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const offset = toZoneOffsetMs(now, zone);
  const midnight = Math.floor((now + offset) / dayMs) * dayMs;
  const at = midnight + (hour * 60 + minute) * 60_000 - offset;
  return at > now ? at : at + dayMs;
}
