import type { Language } from '#shared/model/text.ts';

const locales: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
const formatters = new Map<Language, Intl.DateTimeFormat>();

/** Months from one key to another as people write them: `Mar–Okt 2026`, and `Okt 2026` where both are the same. */
export function formatMonths(from: string, to: string, language: Language): string {
  let formatter = formatters.get(language);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locales[language], {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
    formatters.set(language, formatter);
  }
  return formatter.formatRange(new Date(`${from}-01T00:00:00Z`), new Date(`${to}-01T00:00:00Z`));
}
