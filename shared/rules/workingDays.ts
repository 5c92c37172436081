import { addDuration, toZoneOffsetMs } from './calendar.ts';

/** A working-day calendar as data. Dates are `YYYY-MM-DD` of the region's zone. */
export interface WorkCalendar {
  /** Days of the week without work, 0 Sunday to 6 Saturday. */
  readonly weekend: readonly number[];
  readonly holidays: ReadonlySet<string>;
  /** Years whose holidays are known; a day of any other year is judged by the weekend alone. */
  readonly knownYears: ReadonlySet<number>;
}

const dayMs = 86_400_000;

/** Date of an instant in a zone, `YYYY-MM-DD`. */
export function toLocalDate(at: number, zone: string): string {
  return new Date(at + toZoneOffsetMs(at, zone)).toISOString().slice(0, 10);
}

/** Last millisecond of the day that an instant lies in. */
export function toEndOfDay(at: number, zone: string): number {
  const local = at + toZoneOffsetMs(at, zone);
  const end = Math.floor(local / dayMs) * dayMs + dayMs - 1;
  return end - toZoneOffsetMs(end - toZoneOffsetMs(at, zone), zone);
}

/** True where people work on the day of an instant. */
export function isWorkingDay(at: number, calendar: WorkCalendar, zone: string): boolean {
  const date = toLocalDate(at, zone);
  if (calendar.holidays.has(date)) return false;
  return !calendar.weekend.includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** The instant itself on a working day, else the same time on the next one. */
export function toWorkingDay(at: number, calendar: WorkCalendar, zone: string): number {
  let day = at;
  // No calendar has a month without work; the bound only keeps a wrong one from running for ever.
  for (let tries = 0; tries < 60 && !isWorkingDay(day, calendar, zone); tries += 1)
    day = addDuration(day, 'P1D', zone);
  return day;
}

/** Working days after the day of `from` up to and including the day of `to`; 0 when `to` is not later. */
export function countWorkingDays(from: number, to: number, calendar: WorkCalendar, zone: string): number {
  let count = 0;
  const end = toEndOfDay(to, zone);
  let day = toEndOfDay(from, zone);
  while (day < end && count < 4_000) {
    // A day is not 24 hours where clocks change.
    day = toEndOfDay(day + 1, zone);
    if (isWorkingDay(day, calendar, zone)) count += 1;
  }
  return count;
}

/** True where the holidays of an instant's year are known. */
export function isYearKnown(at: number, calendar: WorkCalendar, zone: string): boolean {
  return calendar.knownYears.has(Number(toLocalDate(at, zone).slice(0, 4)));
}
