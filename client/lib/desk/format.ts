import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { toCadenceUnit, toPeriodKey, toPeriodLabel } from '#shared/rules/period.ts';
import { formatTime } from '../clock.ts';
import { deskLanguage } from './language.ts';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

/** Keeps one formatter for each locale and zone: to build one costs far more than to use it. A desk has two languages and one zone. */
function keep<Formatter>(build: (locale: string, zone: string) => Formatter): (zone?: string) => Formatter {
  const kept = new Map<string, Formatter>();
  return (zone = 'UTC') => {
    const locale = deskLocale();
    const key = `${locale} ${zone}`;
    const formatter = kept.get(key) ?? build(locale, zone);
    kept.set(key, formatter);
    return formatter;
  };
}

const keepDates = (options: Intl.DateTimeFormatOptions) =>
  keep((locale, timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone }));

const numbers = keep((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 10 }));
const shares = keep((locale) => new Intl.NumberFormat(locale, { style: 'percent' }));
const days = keepDates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const times = keepDates({
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const dates = keepDates({ day: 'numeric', month: 'short', year: 'numeric' });
const months = keepDates({ month: 'short', year: 'numeric' });
const dayKeys = keep((_, timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone }));

/** Locale of the desk's numbers and dates. */
export function deskLocale(): string {
  return locales[deskLanguage()];
}

/** A number with all of its digits, grouped: `1.234,5`. */
export function toNumberText(value: number): string {
  return numbers().format(value);
}

/** A value with its unit: `1.234,5 ton`. */
export function toValueText(
  value: number | null,
  indicator: Pick<Indicator, 'unit' | 'unitEn'> | undefined,
): string {
  if (value === null) return '–';
  const unit = deskLanguage() === 'id' ? indicator?.unit : indicator?.unitEn;
  return unit ? `${toNumberText(value)} ${unit}` : toNumberText(value);
}

/** Day of an instant in the region's zone: `Senin, 16 November 2026`. */
export function toDayText(iso: string, zone: string): string {
  return days(zone).format(new Date(iso));
}

/** Day and time of an instant in the region's zone: `16 Nov 2026 14.05`. */
export function toTimeText(iso: string, zone: string): string {
  return times(zone).format(new Date(iso)).replace(/,\s*/, ' ');
}

/** A share as a percentage without decimals. */
export function toPercentText(share: number | null): string {
  return share === null ? '–' : shares().format(share);
}

/** Day of an instant in a zone as a key, `2026-11-28`. */
export function toDayKey(at: number, zone: string): string {
  return dayKeys(zone).format(new Date(at));
}

/** The month so many months on, `2026-10`. */
export function toOtherMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** A month as people write it: `Okt 2026`. */
export function toMonthText(month: string): string {
  return months().format(new Date(`${month}-01T00:00:00Z`));
}

/** Months from one to another as people write them: `Mar–Okt 2026`, and `Okt 2026` where both are the same. */
export function toMonthsText(from: string, to: string): string {
  return months().formatRange(new Date(`${from}-01T00:00:00Z`), new Date(`${to}-01T00:00:00Z`));
}

/** A day without a time: `31 Okt 2026`. */
export function toDateText(day: string): string {
  return dates().format(new Date(`${day}T00:00:00Z`));
}

/** Key of the period of an indicator that an instant lies in, `2026-10`. */
export function toPeriodKeyOf(at: number, cadence: Indicator['cadence'], zone: string): string {
  const [year = 0, month = 1, day = 1] = toDayKey(at, zone).split('-').map(Number);
  return toPeriodKey(toCadenceUnit(cadence), year, month, day);
}

/** The period of an indicator that an instant lies in, as people write it: `Oktober 2026`. */
export function toPeriodText(iso: string, cadence: Indicator['cadence'], zone: string): string {
  if (toCadenceUnit(cadence) === 'minute') return toTimeText(iso, zone);
  return toPeriodLabel(toPeriodKeyOf(Date.parse(iso), cadence, zone), deskLanguage());
}

/** The same for an instant in epoch milliseconds. */
export function toInstantText(at: number, zone: string): string {
  return toTimeText(new Date(at).toISOString(), zone);
}

/** Since when something stands: the time of today, or day and time of an earlier day. */
export function toSinceText(at: number, now: number, zone: string): string {
  return toDayKey(at, zone) === toDayKey(now, zone) ? formatTime(at, zone) : toInstantText(at, zone);
}
