import type { Language } from '#shared/model/text.ts';

const key = 'simpul.bahasa';
let current: Language | null = null;

/** Language of the desk: as chosen on this device, else Indonesian. */
export function deskLanguage(): Language {
  if (current) return current;
  try {
    current = localStorage.getItem(key) === 'en' ? 'en' : 'id';
  } catch {
    current = 'id';
  }
  return current;
}

/** Remembers a choice on this device. */
export function rememberLanguage(language: Language): void {
  current = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // Without storage the choice holds as long as the page.
  }
}
