import type { Indicator } from '#shared/model/indicator.ts';
import type { OpenFigure } from '#shared/model/openData.ts';
import type { Language } from '#shared/model/text.ts';
import { toDurationParts } from '#shared/rules/calendar.ts';
import { toPrintedPeriod } from '#shared/rules/printedPeriod.ts';
import type { OpenWords } from './openWords.ts';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

/** Fills `{name}` in a text. */
export function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

const scales = { none: 1, thousand: 1e3, million: 1e6, trillion: 1e12 } as const;

/** A value in words for everyone: `Rp 7,70 triliun`, `4,48 indeks (1–5)`. Short only where it is as large as that. */
export function toValueWords(
  value: number | null,
  { unit, unitEn, decimals, scale }: Pick<Indicator, 'unit' | 'unitEn' | 'decimals' | 'scale'>,
  { words, language }: { readonly words: OpenWords; readonly language: Language },
): string {
  if (value === null) return words.empty;
  const factor = scales[scale];
  const isShort = factor > 1 && Math.abs(value) >= factor;
  const number = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: isShort || scale === 'none' ? decimals : 0,
    maximumFractionDigits: isShort || scale === 'none' ? decimals : 10,
  }).format(isShort ? value / factor : value);
  const short = isShort && scale !== 'none' ? ` ${words[scale]}` : '';
  const measure = language === 'id' ? unit : unitEn;
  return withMeasure(`${number}${short}`, measure);
}

/** Rupiah stands before its number, with what counts it behind: `triliun Rp` is `Rp 71,8 triliun`, `Rp/kg` is `Rp 12.000/kg`. */
function withMeasure(number: string, measure: string): string {
  const money = /^(?:(\p{L}+) )?Rp(\/.*)?$/u.exec(measure);
  if (!money) return measure === '' ? number : `${number} ${measure}`;
  const [, count, each = ''] = money;
  return `Rp ${number}${count ? ` ${count}` : ''}${each}`;
}

/** An instant in the region's zone: `31 Desember 2025`, with the time where a day holds several. */
export function toMoment(at: number, zone: string, language: Language, withTime = true): string {
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(withTime ? { hour: '2-digit', minute: '2-digit' } : {}),
  }).format(at);
}

const isDay = (period: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(period);

/** What a figure speaks of: the period as its source prints it, or the day or instant. */
export function toPeriodWords(
  { period, observedAt }: Pick<OpenFigure, 'period' | 'observedAt'>,
  { cadence }: Pick<Indicator, 'cadence'>,
  zone: string,
  language: Language,
): string {
  if (period !== null && isDay(period)) return toMoment(Date.parse(period), 'UTC', language, false);
  if (period !== null) return language === 'id' ? period : toPrintedPeriod(period, language);
  const { years, months, days } = toDurationParts(cadence);
  return toMoment(observedAt, zone, language, years + months + days === 0);
}

type Condition = Pick<OpenFigure, 'state' | 'freshness' | 'origin' | 'quality' | 'status'>;

/** How far a figure can be relied on, in one line. */
export function toConditionWords(
  { state, freshness, origin, quality, status }: Condition,
  words: OpenWords,
): string {
  const known = [
    words.freshness[freshness],
    words.state[state],
    words.origin[origin],
    quality === 'good' ? '' : words.quality[quality],
    words.status[status],
  ];
  return known.filter((word) => word !== '').join(' · ');
}

const units: Readonly<Record<Language, readonly [one: string, many: string][]>> = {
  id: [
    ['tahun', 'tahun'],
    ['bulan', 'bulan'],
    ['hari', 'hari'],
    ['jam', 'jam'],
    ['menit', 'menit'],
    ['detik', 'detik'],
  ],
  en: [
    ['year', 'years'],
    ['month', 'months'],
    ['day', 'days'],
    ['hour', 'hours'],
    ['minute', 'minutes'],
    ['second', 'seconds'],
  ],
};

/** A cadence in words: `3 bulan`; empty where it has none. */
export function toCadenceWords(cadence: Indicator['cadence'], language: Language): string {
  const { years, months, days, clockMs } = toDurationParts(cadence);
  const seconds = clockMs / 1_000;
  const counts = [
    years,
    months,
    days,
    Math.floor(seconds / 3_600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  return counts
    .flatMap((count, index) => {
      const [one = '', many = ''] = units[language][index] ?? [];
      return count > 0 ? [`${count} ${count === 1 ? one : many}`] : [];
    })
    .join(' ');
}
