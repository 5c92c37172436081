import type { AuditEntry, AuditNote, AuditQuery, RawAuditEntry } from '../domain/audit/auditStore.ts';
import { hashEntry, toAuditBody, toAuditEntry } from '../domain/audit/hashEntry.ts';
import type { WriterMemory } from './memory.ts';
import type { Sql, SqlReader, SqlValue } from './sql.ts';

/** Adds the next link of the chain inside the running transaction. */
export async function writeAudit(
  sql: Sql,
  memory: WriterMemory,
  { note, seqs = null }: { readonly note: AuditNote; readonly seqs?: AuditEntry['seqs'] },
): Promise<void> {
  const n = memory.auditN + 1;
  const body = toAuditBody(note, seqs);
  const hash = hashEntry(memory.auditHash, n, body);
  await sql.run(
    'INSERT INTO audit (n, at, actor, action, subject, seq_from, seq_to, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [n, note.at, note.actor, note.action, note.subject, seqs?.[0] ?? null, seqs?.[1] ?? null, body, hash],
  );
  memory.auditN = n;
  memory.auditHash = hash;
}

/** Entries that match, newest first. */
export async function listAudit(sql: SqlReader, query: AuditQuery): Promise<AuditEntry[]> {
  const terms: string[] = [];
  const params: SqlValue[] = [];
  const add = (term: string, value: SqlValue | undefined): void => {
    if (value === undefined) return;
    terms.push(term);
    params.push(value);
  };
  add('n < ?', query.before);
  add('subject = ?', query.subject);
  add('actor = ?', query.actor);
  add('at >= ?', query.from);
  add('at <= ?', query.to);
  add('substr(action, 1, length(CAST(? AS TEXT))) = ?', query.action);
  if (query.action !== undefined) params.push(query.action);
  if (query.ofReadings === false) terms.push('seq_to IS NULL');
  const where = terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '';
  const rows = await sql.all<Pick<RawAuditEntry, 'n' | 'body' | 'hash'>>(
    `SELECT n, body, hash FROM audit ${where} ORDER BY n DESC LIMIT ?`,
    [...params, Math.min(1_000, query.limit)],
  );
  return rows.map(toAuditEntry);
}

interface RawRow extends Omit<RawAuditEntry, 'seqFrom' | 'seqTo'> {
  seq_from: number | null;
  seq_to: number | null;
}

/** Entries as stored, in order. */
export async function walkAudit(sql: SqlReader, after: number, limit: number): Promise<RawAuditEntry[]> {
  const rows = await sql.all<RawRow>(
    'SELECT n, at, actor, action, subject, seq_from, seq_to, body, hash FROM audit WHERE n > ? ORDER BY n LIMIT ?',
    [after, limit],
  );
  return rows.map(({ seq_from, seq_to, ...rest }) => ({ ...rest, seqFrom: seq_from, seqTo: seq_to }));
}

/** The entry that a reading was stored with. */
export async function findAuditOf(sql: SqlReader, seq: number): Promise<AuditEntry | null> {
  const [row] = await sql.all<RawRow>(
    'SELECT n, body, hash, seq_from, seq_to FROM audit WHERE seq_to IS NOT NULL AND seq_to >= ? ORDER BY seq_to LIMIT 1',
    [seq],
  );
  return row && (row.seq_from ?? Number.POSITIVE_INFINITY) <= seq ? toAuditEntry(row) : null;
}
