import { toZoneOffsetMs } from '#shared/rules/calendar.ts';

const dayMs = 86_400_000;

/** The next time that the clock of a zone shows `14.30`: today, or tomorrow where that is over; undefined for no time. Epoch milliseconds. */
export function toDueAt(time: string, now: number, zone: string): number | undefined {
  const [, hours = '', minutes = ''] = /^\s*(\d{1,2})[.:](\d{2})\s*$/.exec(time) ?? [];
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (hours === '' || hour > 23 || minute > 59) return undefined;
  const offset = toZoneOffsetMs(now, zone);
  const midnight = Math.floor((now + offset) / dayMs) * dayMs;
  const at = midnight + (hour * 60 + minute) * 60_000 - offset;
  return at > now ? at : at + dayMs;
}
