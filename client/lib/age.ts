import type { Language } from '#shared/model/text.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.4375 * day;
const year = 365.25 * day;

const words = {
  id: { second: 'detik', minute: 'menit', hour: 'jam', day: 'hari', month: 'bulan', year: 'tahun' },
  en: { second: 'second', minute: 'minute', hour: 'hour', day: 'day', month: 'month', year: 'year' },
} as const;

type AgeUnit = keyof (typeof words)['id'];

const steps: readonly (readonly [AgeUnit, number])[] = [
  ['year', year],
  ['month', month],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
  ['second', second],
];

function toCount(count: number, unit: AgeUnit, language: Language): string {
  const word = words[language][unit];
  return language === 'en' && count !== 1 ? `${count} ${word}s` : `${count} ${word}`;
}

/** Length of time in its largest whole unit: `9 bulan`, `3 menit`. Under two of a unit the next smaller one says more. */
export function toDurationWords(durationMs: number, language: Language): string {
  const length = Math.max(0, durationMs);
  for (const [unit, size] of steps) {
    const isCoarse = unit === 'year' || unit === 'day';
    if (length >= size * (isCoarse ? 2 : 1)) return toCount(Math.floor(length / size), unit, language);
  }
  return toCount(0, 'second', language);
}

/** Age in words: `3 menit lalu`, `3 minutes ago`; under five seconds `baru saja`. */
export function toAgeWords(ageMs: number, language: Language): string {
  if (ageMs < 5 * second) return language === 'id' ? 'baru saja' : 'just now';
  const length = toDurationWords(ageMs, language);
  return language === 'id' ? `${length} lalu` : `${length} ago`;
}

/** Age to the second for the cut bar: `12 menit 7 detik lalu`. */
export function toExactAgeWords(ageMs: number, language: Language): string {
  const total = Math.max(0, Math.floor(ageMs / second));
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = total % 60;
  const parts: string[] = [];
  if (hours > 0) parts.push(toCount(hours, 'hour', language));
  if (hours > 0 || minutes > 0) parts.push(toCount(minutes, 'minute', language));
  if (hours === 0) parts.push(toCount(seconds, 'second', language));
  return `${parts.join(' ')} ${language === 'id' ? 'lalu' : 'ago'}`;
}
