import { type PeriodUnit, parsePeriodKey, toLastDay } from '#shared/rules/period.ts';
import { normalise } from './words.ts';

/** What a text says about time. `part` lacks its year; `swapped` has the month before the day. */
export type PeriodReading =
  | {
      readonly kind: 'period';
      readonly key: string;
      readonly unit: PeriodUnit;
      readonly isOrderOpen: boolean;
    }
  | { readonly kind: 'part'; readonly rest: string }
  | { readonly kind: 'swapped' | 'none' };

const monthWords: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'pebruari', 'february', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agust', 'agus', 'agt', 'ags', 'agu', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
];
const monthOf = new Map(
  monthWords.flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
);
const monthName = [...monthOf.keys()].sort((left, right) => right.length - left.length).join('|');
const year = '(\\d{4}|\\d{2})';
const clock = '(?:[t ,]+(?:(?:pukul|jam|pkl)\\.? ?)?(\\d{1,2})[:.](\\d{2})(?:[:.]\\d{2})?(?: ?wib)?)?';
const gap = "[ \\-/.,'’]*";

const isoDate = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${clock}$`);
const numericDate = new RegExp(`^(\\d{1,2})[-/. ](\\d{1,2})[-/. ]${year}${clock}$`);
const namedDate = new RegExp(`^(\\d{1,2})${gap}(${monthName})${gap}${year}${clock}$`);
const monthYear = new RegExp(`^(${monthName})${gap}${year}$`);
const yearMonth = new RegExp(`^(\\d{4})${gap}(${monthName})$`);
const monthAlone = new RegExp(`^(${monthName})$`);
const quarterWord = '(?:triwulan|tri wulan|twl?|kuartal|quarter|q)';
const semesterWord = '(?:semester|smt|sem|s|h)';
const quarter = new RegExp(`^${quarterWord}[ \\-.]*(iv|iii|ii|i|[1-4])(?:${gap}(\\d{4}))?$`);
const semester = new RegExp(`^${semesterWord}[ \\-.]*(ii|i|[12])(?:${gap}(\\d{4}))?$`);
const yearQuarter = new RegExp(`^(\\d{4})${gap}${quarterWord}[ \\-.]*(iv|iii|ii|i|[1-4])$`);
const yearSemester = new RegExp(`^(\\d{4})${gap}${semesterWord}[ \\-.]*(ii|i|[12])$`);
const weekday = /^(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|ahad)[ ,]+/;
const leading =
  /^(?:(?:periode|bulan|tahun anggaran|tahun|thn|th|ta|per|tanggal|tgl|keadaan|posisi|data)\b[ .:]*)+/;
const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4 };

/** Years that a bare number of four digits may mean. */
const firstYear = 1945;
const lastYear = 2100;
const none: PeriodReading = { kind: 'none' };

function toYear(text: string): number {
  const number = Number(text);
  if (text.length !== 2) return number;
  return number < 80 ? 2000 + number : 1900 + number;
}

function isYear(number: number): boolean {
  return number >= firstYear && number <= lastYear;
}

function toPeriod(key: string, isOrderOpen = false): PeriodReading {
  const parts = parsePeriodKey(key);
  if (!parts || !isYear(parts.year)) return none;
  return { kind: 'period', key, unit: parts.unit, isOrderOpen };
}

function two(value: number | string): string {
  return String(value).padStart(2, '0');
}

function toDay(
  yearNumber: number,
  month: number,
  day: number,
  time: readonly (string | undefined)[],
): string {
  const date = `${yearNumber}-${two(month)}-${two(day)}`;
  const [hour, minute] = time;
  return hour === undefined || minute === undefined ? date : `${date}T${two(hour)}:${two(minute)}`;
}

/** Reads a whole text as a period, the Indonesian way first: day, month, year. */
export function parsePeriod(text: string): PeriodReading {
  if (text.length > 60) return none;
  const plain = normalise(text)
    .replace(/[*)\]]+$/, '')
    .replace(weekday, '')
    .replace(leading, '')
    .replace(/\b(?:bulan|tahun|thn)\b[ .:]*/g, '')
    .trim();
  return parseDay(plain) ?? parseMonth(plain) ?? parseShare(plain) ?? none;
}

function parseDay(plain: string): PeriodReading | null {
  const iso = isoDate.exec(plain);
  if (iso) return toPeriod(toDay(Number(iso[1]), Number(iso[2]), Number(iso[3]), [iso[4], iso[5]]));
  const named = namedDate.exec(plain);
  if (named) {
    const month = monthOf.get(named[2] ?? '') ?? 0;
    return toPeriod(toDay(toYear(named[3] ?? ''), month, Number(named[1]), [named[4], named[5]]));
  }
  const numeric = numericDate.exec(plain);
  if (!numeric) return null;
  const [first, second, yearNumber] = [Number(numeric[1]), Number(numeric[2]), toYear(numeric[3] ?? '')];
  if (second > 12 && first <= 12 && second <= toLastDay(yearNumber, first)) return { kind: 'swapped' };
  return toPeriod(
    toDay(yearNumber, second, first, [numeric[4], numeric[5]]),
    first <= 12 && first !== second,
  );
}

function parseMonth(plain: string): PeriodReading | null {
  const named = monthYear.exec(plain);
  if (named) return toPeriod(`${toYear(named[2] ?? '')}-${two(monthOf.get(named[1] ?? '') ?? 0)}`);
  const after = yearMonth.exec(plain);
  if (after) return toPeriod(`${after[1]}-${two(monthOf.get(after[2] ?? '') ?? 0)}`);
  const alone = monthAlone.exec(plain);
  if (alone) return { kind: 'part', rest: two(monthOf.get(alone[1] ?? '') ?? 0) };
  const numeric = /^(\d{4})[-/.](\d{1,2})$/.exec(plain) ?? /^(\d{4})(0[1-9]|1[0-2])$/.exec(plain);
  if (numeric) return toPeriod(`${numeric[1]}-${two(numeric[2] ?? '')}`);
  const backward = /^(\d{1,2})[-/](\d{4})$/.exec(plain);
  if (backward) return toPeriod(`${backward[2]}-${two(backward[1] ?? '')}`);
  return null;
}

function toNumber(text: string | undefined): number {
  return romans[text ?? ''] ?? Number(text);
}

function parseShare(plain: string): PeriodReading | null {
  for (const [pattern, back, letter] of [
    [quarter, yearQuarter, 'Q'],
    [semester, yearSemester, 'S'],
  ] as const) {
    const match = pattern.exec(plain);
    if (match) {
      const rest = `${letter}${toNumber(match[1])}`;
      return match[2] === undefined ? { kind: 'part', rest } : toPeriod(`${match[2]}-${rest}`);
    }
    const behind = back.exec(plain);
    if (behind) return toPeriod(`${behind[1]}-${letter}${toNumber(behind[2])}`);
  }
  return /^\d{4}$/.test(plain) && isYear(Number(plain)) ? toPeriod(plain) : null;
}

/** Of "Januari–Agustus 2026" the last month counts: such figures are true at its end. */
const monthRange = new RegExp(
  `\\b(?:${monthName})\\s*(?:[-–—]|s\\.?d\\.?|s/d|sampai|hingga)\\s*(${monthName})\\b`,
  'g',
);

/** Most words of a title that can name a period. */
const windowWords = 5;

/** The period that a longer text names, the most exact one; a month without a year only where nothing better is there. */
export function findPeriod(text: string): PeriodReading {
  const plain = normalise(text.slice(0, 300)).replace(monthRange, '$1');
  const words = plain.split(/[\s_:;()]+/).filter((word) => word !== '');
  let part: PeriodReading = none;
  for (let size = Math.min(windowWords, words.length); size > 0; size -= 1) {
    for (let start = 0; start + size <= words.length; start += 1) {
      const reading = parsePeriod(
        words
          .slice(start, start + size)
          .join(' ')
          .replace(/[.,]+$/, ''),
      );
      if (reading.kind === 'period') return reading;
      if (reading.kind === 'part' && part.kind === 'none') part = reading;
    }
  }
  return part;
}

/** The year that a text names, or null. */
export function findYear(text: string): number | null {
  const reading = findPeriod(text);
  return reading.kind === 'period' ? Number(reading.key.slice(0, 4)) : null;
}
