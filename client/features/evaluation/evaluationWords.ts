import { toPrinted } from '#shared/rules/evaluation.ts';
import { deskLocale } from '../../lib/desk/format.ts';

/** A score as it is printed: two decimals. */
export function toScoreText(value: number): string {
  return toPrinted(value).toLocaleString(deskLocale(), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
}

/** A score that was reckoned, with one decimal more, so that one sees what was rounded. */
export function toExactText(value: number): string {
  return value.toLocaleString(deskLocale(), { minimumFractionDigits: 2, maximumFractionDigits: 3 });
}

/** A difference with its sign. */
export function toDifferenceText(value: number): string {
  return toPrinted(value).toLocaleString(deskLocale(), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
}

/** A number that someone typed, with comma or point; null for none, NaN for what is no number. */
export function readNumber(text: string): number | null {
  const given = text.trim().replace(',', '.');
  return given === '' ? null : Number(given);
}

/** A number as it stands in a field. */
export function toFieldText(value: number | null): string {
  return value === null
    ? ''
    : value.toLocaleString(deskLocale(), { maximumFractionDigits: 4, useGrouping: false });
}
