import type { RecordChange, RecordKind, StoredRecord } from '../domain/records/recordStore.ts';
import { RecordConflictError } from '../domain/storeErrors.ts';
import { toLockedUntil, type WriterMemory } from './memory.ts';
import type { Sql, SqlReader } from './sql.ts';

interface RecordRow {
  kind: string;
  id: string;
  owner: string | null;
  version: number;
  body: string;
  changed_at: number;
}

const columns = 'kind, id, owner, version, body, changed_at';

function toRecord(row: RecordRow): StoredRecord {
  const { kind, id, owner, version, body, changed_at } = row;
  return {
    kind: kind as RecordKind,
    id,
    owner,
    version,
    body: JSON.parse(body) as unknown,
    changedAt: changed_at,
  };
}

export async function getRecord(sql: SqlReader, kind: string, id: string): Promise<StoredRecord | null> {
  const [row] = await sql.all<RecordRow>(`SELECT ${columns} FROM record WHERE kind = ? AND id = ?`, [
    kind,
    id,
  ]);
  return row ? toRecord(row) : null;
}

export async function listRecords(sql: SqlReader, kind: string, owner?: string): Promise<StoredRecord[]> {
  const rows =
    owner === undefined
      ? await sql.all<RecordRow>(`SELECT ${columns} FROM record WHERE kind = ? ORDER BY id`, [kind])
      : await sql.all<RecordRow>(`SELECT ${columns} FROM record WHERE kind = ? AND owner = ? ORDER BY id`, [
          kind,
          owner,
        ]);
  return rows.map(toRecord);
}

/** Throws `RecordConflictError` when a change does not meet the version it expects; nothing is written here. */
export async function assertVersions(sql: SqlReader, changes: readonly RecordChange[]): Promise<void> {
  for (const { kind, id, expect } of changes) {
    if (expect === undefined) continue;
    const [row] = await sql.all<{ version: number }>('SELECT version FROM record WHERE kind = ? AND id = ?', [
      kind,
      id,
    ]);
    if ((row?.version ?? 0) !== expect) throw new RecordConflictError();
  }
}

/** Writes changes inside the running transaction, after `assertVersions`. */
export async function writeRecords(
  sql: Sql,
  memory: WriterMemory,
  changes: readonly RecordChange[],
  at: number,
): Promise<void> {
  for (const { kind, id, owner, body } of changes) {
    if (kind === 'lock') memory.locks.set(id, toLockedUntil(body));
    if (body === null) {
      await sql.run('DELETE FROM record WHERE kind = ? AND id = ?', [kind, id]);
      continue;
    }
    await sql.run(
      `INSERT INTO record (kind, id, owner, version, body, changed_at) VALUES (?, ?, ?, 1, ?, ?)
         ON CONFLICT (kind, id) DO UPDATE SET version = record.version + 1, body = excluded.body, changed_at = excluded.changed_at,
           owner = coalesce(excluded.owner, record.owner)`,
      [kind, id, owner ?? null, JSON.stringify(body), at],
    );
  }
}
