import type { TFunction } from 'i18next';
import { deskLocale } from '../../lib/desk/format.ts';

/** A month by its number, 1 to 12, as a word. */
function toMonthWord(month: number): string {
  return new Intl.DateTimeFormat(deskLocale(), { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, month - 1, 1)),
  );
}

/** What a role of a column is called; a number is a month by itself. */
export function toRoleName(role: string | number, t: TFunction<'register'>): string {
  if (typeof role === 'number') return toMonthWord(role);
  const [, series, month] = /^(plan|realised|progress)-(\d{2})$/.exec(role) ?? [];
  return series && month ? t(`series.${series}`, { month: toMonthWord(Number(month)) }) : t(`role.${role}`);
}
