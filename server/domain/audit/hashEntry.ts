import { createHash } from 'node:crypto';
import type { AuditEntry, AuditNote, RawAuditEntry } from './auditStore.ts';

/** Hash that stands before the first entry. */
export const genesisHash = '0'.repeat(64);

/** The text of an entry that is hashed and stored: keys in one order, so that it can be made again. */
export function toAuditBody(note: AuditNote, seqs: AuditEntry['seqs']): string {
  const { at, actor, label, from, action, subject, before, after } = note;
  return JSON.stringify({
    at,
    actor,
    label,
    from,
    action,
    subject,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(seqs ? { seqs } : {}),
  });
}

/** Hash of entry `n`: SHA-256 over the hash before, the number and the text (R29). */
export function hashEntry(previous: string, n: number, body: string): string {
  return createHash('sha256').update(`${previous}\n${n}\n${body}`).digest('hex');
}

/** Reads an entry back from its text. */
export function toAuditEntry({ n, body, hash }: Pick<RawAuditEntry, 'n' | 'body' | 'hash'>): AuditEntry {
  const parsed = JSON.parse(body) as AuditNote & { seqs?: readonly [number, number] };
  return { ...parsed, n, seqs: parsed.seqs ?? null, hash };
}
