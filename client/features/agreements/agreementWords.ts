import type { Agreement } from '#shared/model/agreement.ts';
import { type AgreementType, agreementTypes } from '#shared/model/agreementTypes.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** The kind of cooperation of an agreement. */
export function findType(id: Agreement['type']): AgreementType | undefined {
  return agreementTypes.find((one) => one.id === id);
}

/** Its name in the reader's language. */
export function toTypeName(id: Agreement['type']): string {
  return findType(id)?.name[deskLanguage()] ?? id;
}
