import type { Party, Session } from '../model/session.ts';
import { toCanonical } from './canonical.ts';

/**
 * The text whose SHA-256 each signature of a session holds: title, parties in order and agreement. It records what was signed by whom
 * at which moment; it is no certified electronic signature (BSrE). Pure.
 */
export function toSignedText({
  title,
  parties,
  agreement,
}: Pick<Session, 'title' | 'agreement'> & { readonly parties: readonly Party[] }): string {
  const signers = parties
    .map(({ id, place, party, name, office }) => ({ id, place, party, name, office }))
    .sort((a, b) => a.place - b.place);
  return toCanonical({ title, parties: signers, agreement });
}
