import type { Language } from '#shared/model/text.ts';
import { toZoneOffsetMs } from '#shared/rules/calendar.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}

/** Clock parts of an instant in a zone, two digits each. */
export interface ClockParts {
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const two = (count: number): string => String(count).padStart(2, '0');

/** Wall-clock parts of `at` in `zone`. */
export function toClockParts(at: number, zone: string): ClockParts {
  const local = new Date(at + toZoneOffsetMs(at, zone));
  return {
    hour: two(local.getUTCHours()),
    minute: two(local.getUTCMinutes()),
    second: two(local.getUTCSeconds()),
  };
}

/** `14.32`, the Indonesian way with a dot. */
export function formatTime(at: number, zone: string): string {
  const { hour, minute } = toClockParts(at, zone);
  return `${hour}.${minute}`;
}

/** `14.32.08`. */
export function formatTimeExact(at: number, zone: string): string {
  return `${formatTime(at, zone)}.${toClockParts(at, zone).second}`;
}

/** `Senin, 23 Nov 2026`. */
export function formatLongDate(at: number, zone: string, language: Language): string {
  return formatterOf(`date ${zone} ${language}`, language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at);
}

/** `Sen 23 Nov`: the day that begins at a midnight. */
export function formatDay(at: number, zone: string, language: Language): string {
  return formatterOf(`day ${zone} ${language}`, language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
    .format(at)
    .replace(',', '');
}

/** `23 Nov 2026`. */
export function formatShortDate(at: number, zone: string, language: Language): string {
  return formatterOf(`short ${zone} ${language}`, language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at);
}
