import type { Language } from '#shared/model/text.ts';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const formatters = new Map<Language, Intl.DateTimeFormat>();

/** A month key as people write it: `2026-10` is `Okt 2026`. */
export function formatMonth(month: string, language: Language): string {
  let formatter = formatters.get(language);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locales[language], {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
    formatters.set(language, formatter);
  }
  return formatter.format(new Date(`${month}-01T00:00:00Z`));
}
