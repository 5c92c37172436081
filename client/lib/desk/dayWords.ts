import { formatShortDate } from '../clock.ts';
import { deskLanguage } from './language.ts';

/** A day `2026-11-23` as people write it: `23 Nov 2026`. */
export function toDayWords(day: string): string {
  return formatShortDate(Date.parse(day), 'UTC', deskLanguage());
}
