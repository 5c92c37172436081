import type { Indicator } from '../model/indicator.ts';
import type { Language } from '../model/text.ts';
import { toDurationParts, toZonedInstant } from './calendar.ts';

/** How long a period is, from the longest to an instant. */
export const periodUnits = ['year', 'semester', 'quarter', 'month', 'day', 'minute'] as const;
/** One of `periodUnits`. */
export type PeriodUnit = (typeof periodUnits)[number];

interface PeriodParts {
  readonly unit: PeriodUnit;
  readonly year: number;
  /** First month, 1 to 12, and how many the period has. */
  readonly month: number;
  readonly months: number;
  readonly day: number | null;
  readonly minutes: number | null;
}

const keyPattern = /^(\d{4})(?:-(?:S([12])|Q([1-4])|(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?))?$/;

/** Parts of a period key such as `2026`, `2026-S1`, `2026-Q1`, `2026-01`, `2026-01-31`, `2026-01-31T07:00`; null for anything else. */
export function parsePeriodKey(key: string): PeriodParts | null {
  const match = keyPattern.exec(key);
  if (!match) return null;
  const [, yearText, half, quarter, monthText, dayText, hourText, minuteText] = match;
  const year = Number(yearText);
  const base = { year, day: null, minutes: null };
  if (year < 100) return null;
  if (half) return { ...base, unit: 'semester', month: half === '1' ? 1 : 7, months: 6 };
  if (quarter) return { ...base, unit: 'quarter', month: Number(quarter) * 3 - 2, months: 3 };
  if (!monthText) return { ...base, unit: 'year', month: 1, months: 12 };
  const month = Number(monthText);
  if (month < 1 || month > 12) return null;
  if (!dayText) return { ...base, unit: 'month', month, months: 1 };
  const day = Number(dayText);
  if (day < 1 || day > toLastDay(year, month)) return null;
  if (!hourText) return { ...base, unit: 'day', month, months: 0, day };
  const minutes = Number(hourText) * 60 + Number(minuteText);
  if (Number(hourText) > 23 || Number(minuteText) > 59) return null;
  return { ...base, unit: 'minute', month, months: 0, day, minutes };
}

/** Last day of a month, months counted from 1. */
export function toLastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The instant at which a figure of a period is true: the last second of the period, or its first where the indicator is in force from
 * then on (budgets, wages). Days are those of `zone`; a period with a time is that very instant. Throws on text that is no key.
 */
export function toPeriodInstant(key: string, anchor: Indicator['periodAnchor'], zone: string): number {
  const parts = parsePeriodKey(key);
  if (!parts) throw new RangeError(`not a period: ${key}`);
  const { year, month, months, day, minutes } = parts;
  const first = Date.UTC(year, month - 1, day ?? 1);
  if (minutes !== null) return toZonedInstant(first + minutes * 60_000, zone);
  if (anchor === 'start') return toZonedInstant(first, zone);
  const next = day === null ? Date.UTC(year, month - 1 + months, 1) : Date.UTC(year, month - 1, day + 1);
  return toZonedInstant(next - 1_000, zone);
}

/** First instant of a period in `zone`. */
export function toPeriodStart(key: string, zone: string): number {
  return toPeriodInstant(key, 'start', zone);
}

/** The period that an indicator is reported for; `minute` where its cadence is shorter than a day. */
export function toCadenceUnit(cadence: Indicator['cadence']): PeriodUnit {
  const { years, months, days } = toDurationParts(cadence);
  const all = years * 12 + months;
  if (all >= 12) return 'year';
  if (all >= 6) return 'semester';
  if (all >= 3) return 'quarter';
  if (all >= 1) return 'month';
  return days >= 1 ? 'day' : 'minute';
}

/** Key of the period of a unit that holds a day. */
export function toPeriodKey(unit: PeriodUnit, year: number, month: number, day: number): string {
  const yearText = String(year).padStart(4, '0');
  const monthText = String(month).padStart(2, '0');
  if (unit === 'year') return yearText;
  if (unit === 'semester') return `${yearText}-S${month <= 6 ? 1 : 2}`;
  if (unit === 'quarter') return `${yearText}-Q${Math.ceil(month / 3)}`;
  if (unit === 'month') return `${yearText}-${monthText}`;
  return `${yearText}-${monthText}-${String(day).padStart(2, '0')}`;
}

const monthNames: Readonly<Record<Language, readonly string[]>> = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const roman = ['', 'I', 'II', 'III', 'IV'];

/** A period as people write it: `Januari 2026`, `Triwulan I 2026`, `31 Januari 2026 07.00`. */
export function toPeriodLabel(key: string, language: Language): string {
  const parts = parsePeriodKey(key);
  if (!parts) return key;
  const { unit, year, month, day, minutes } = parts;
  const name = monthNames[language][month - 1] ?? '';
  if (unit === 'year') return String(year);
  if (unit === 'semester')
    return language === 'id'
      ? `Semester ${month === 1 ? 'I' : 'II'} ${year}`
      : `H${month === 1 ? 1 : 2} ${year}`;
  if (unit === 'quarter') {
    const quarter = Math.ceil(month / 3);
    return language === 'id' ? `Triwulan ${roman[quarter]} ${year}` : `Q${quarter} ${year}`;
  }
  if (unit === 'month') return `${name} ${year}`;
  const date = `${day} ${name} ${year}`;
  if (minutes === null) return date;
  const mark = language === 'id' ? '.' : ':';
  return `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}${mark}${String(minutes % 60).padStart(2, '0')}`;
}
