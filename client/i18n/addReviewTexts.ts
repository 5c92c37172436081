import i18next from 'i18next';
import { reviewTexts } from './review.ts';

/** Puts the texts of a session beside those of the wall. */
export function addReviewTexts(): void {
  for (const one of ['id', 'en'] as const) i18next.addResourceBundle(one, 'review', reviewTexts[one]);
}
