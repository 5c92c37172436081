import type { Duration } from '../model/indicator.ts';

/** Parts of an ISO 8601 duration. */
export interface DurationParts {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  /** Clock part, milliseconds. */
  readonly clockMs: number;
}

const durationPattern =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Parts of durations seen before: a region pack names few, and each is asked for with every reading. */
const knownParts = new Map<Duration, DurationParts>();
const maxKnownParts = 256;

/** Splits a duration; throws on text that `durationSchema` would not accept. */
export function toDurationParts(duration: Duration): DurationParts {
  const known = knownParts.get(duration);
  if (known) return known;
  const parts = parseDuration(duration);
  if (knownParts.size < maxKnownParts) knownParts.set(duration, parts);
  return parts;
}

function parseDuration(duration: Duration): DurationParts {
  const match = durationPattern.exec(duration);
  if (!match) throw new RangeError(`not an ISO 8601 duration: ${duration}`);
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return {
    years: years ?? 0,
    months: months ?? 0,
    days: (weeks ?? 0) * 7 + (days ?? 0),
    clockMs: ((hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1_000,
  };
}

/** Length of a duration in milliseconds, a month counted as 30.4375 days: for classes and tolerances, never for calendar dates. */
export function toApproximateMs(duration: Duration): number {
  const parts = toDurationParts(duration);
  return (parts.years * 365.25 + parts.months * 30.4375 + parts.days) * 86_400_000 + parts.clockMs;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formatters.size < 32) formatters.set(zone, made);
  return made;
}

/** Offsets change on quarter hours only, and asking for one costs a thousand times more than looking it up. */
const slotMs = 900_000;
const mostSlots = 4_096;
const offsets = new Map<string, Map<number, number>>();

/** How far `zone` is ahead of UTC at an instant, milliseconds. */
export function toZoneOffsetMs(at: number, zone: string): number {
  const slot = Math.floor(at / slotMs);
  let known = offsets.get(zone);
  if (!known) {
    known = new Map();
    if (offsets.size < 32) offsets.set(zone, known);
  }
  const found = known.get(slot);
  if (found !== undefined) return found;
  if (known.size >= mostSlots) known.clear();
  const offset = computeZoneOffsetMs(slot * slotMs, zone);
  known.set(slot, offset);
  return offset;
}

/** The instant at which the clock of `zone` shows a local time; that is given as if it were of UTC, milliseconds. */
export function toZonedInstant(localMs: number, zone: string): number {
  // Twice: the offset is asked for at a guess first, then at the instant that came of it.
  return localMs - toZoneOffsetMs(localMs - toZoneOffsetMs(localMs, zone), zone);
}

function computeZoneOffsetMs(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = Number(value);
  const local = Date.UTC(
    parts['year'] ?? 1970,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  );
  return local - at;
}

/**
 * Adds a duration in the calendar of `zone`: years and months keep the day of the month and stay on the last day when they started
 * on one (31 Jan + P1M = 28 or 29 Feb; 28 Feb + P1M = 31 Mar). The clock part is added as plain time.
 */
export function addDuration(at: number, duration: Duration, zone: string): number {
  const { years, months, days, clockMs } = toDurationParts(duration);
  if (years === 0 && months === 0 && days === 0) return at + clockMs;
  const offset = toZoneOffsetMs(at, zone);
  const local = new Date(at + offset);
  const day = local.getUTCDate();
  const isLastDay = day === daysInMonth(local.getUTCFullYear(), local.getUTCMonth());
  const monthIndex = local.getUTCFullYear() * 12 + local.getUTCMonth() + years * 12 + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12;
  const length = daysInMonth(year, month);
  const keepsLastDay = isLastDay && years * 12 + months > 0;
  const moved = new Date(local);
  moved.setUTCFullYear(year, month, keepsLastDay ? length : Math.min(day, length));
  const localMs = moved.getTime() + days * 86_400_000;
  return localMs - toZoneOffsetMs(localMs - offset, zone) + clockMs;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

/** Calendar year of an instant in a zone. */
export function toYear(at: number, zone: string): number {
  return new Date(at + toZoneOffsetMs(at, zone)).getUTCFullYear();
}
