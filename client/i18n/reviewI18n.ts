import i18next from 'i18next';
import type { Language } from '#shared/model/text.ts';
import { addReviewTexts } from './addReviewTexts.ts';
import { startI18n } from './i18n.ts';
import { reviewKeyTexts } from './reviewKeys.ts';
import { reviewLeadTexts } from './reviewLead.ts';

/** Starts the texts of the wall with those of a session beside them. */
export async function startReviewI18n(language: Language): Promise<void> {
  await startI18n(language);
  addReviewTexts();
  for (const one of ['id', 'en'] as const) {
    i18next.addResourceBundle(one, 'lead', reviewLeadTexts[one]);
    i18next.addResourceBundle(one, 'keys', reviewKeyTexts[one]);
  }
  document.documentElement.lang = language;
}
