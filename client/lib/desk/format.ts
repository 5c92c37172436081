import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { deskLanguage } from './language.ts';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

/** Locale of the desk's numbers and dates. */
export function deskLocale(): string {
  return locales[deskLanguage()];
}

/** A number with all of its digits, grouped: `1.234,5`. */
export function toNumberText(value: number): string {
  return new Intl.NumberFormat(deskLocale(), { maximumFractionDigits: 10 }).format(value);
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
  return new Intl.DateTimeFormat(deskLocale(), { dateStyle: 'full', timeZone: zone }).format(new Date(iso));
}

/** Day and time of an instant in the region's zone: `16 Nov 2026 14.05`. */
export function toTimeText(iso: string, zone: string): string {
  const format = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(deskLocale(), { ...format, timeZone: zone })
    .format(new Date(iso))
    .replace(/,\s*/, ' ');
}

/** A share as a percentage without decimals. */
export function toPercentText(share: number | null): string {
  return share === null ? '–' : new Intl.NumberFormat(deskLocale(), { style: 'percent' }).format(share);
}
