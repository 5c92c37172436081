import type { AuditNote } from '../domain/audit/auditStore.ts';
import {
  type IdentityChange,
  type IdentityDocument,
  type IdentityModel,
  identityKeys,
} from '../domain/people/identityStore.ts';
import type { RecordChange } from '../domain/records/recordStore.ts';
import { RecordConflictError } from '../domain/storeErrors.ts';
import { writeAudit } from './auditTable.ts';
import type { WriterMemory } from './memory.ts';
import { assertVersions, writeRecords } from './recordTable.ts';
import type { Sql, SqlReader } from './sql.ts';

/** Documents of a model, all or by a key. */
export async function findIdentities(
  sql: SqlReader,
  model: IdentityModel,
  key?: { readonly field: string; readonly value: string },
): Promise<IdentityDocument[]> {
  const rows = await findRows(sql, model, key);
  return rows.map(({ body }) => JSON.parse(body) as IdentityDocument);
}

function findRows(
  sql: SqlReader,
  model: IdentityModel,
  key?: { readonly field: string; readonly value: string },
) {
  if (!key)
    return sql.all<{ body: string }>('SELECT body FROM identity WHERE model = ? ORDER BY id', [model]);
  if (key.field === 'id') {
    return sql.all<{ body: string }>('SELECT body FROM identity WHERE model = ? AND id = ?', [
      model,
      key.value,
    ]);
  }
  return sql.all<{ body: string }>(
    `SELECT i.body FROM identity_key k JOIN identity i ON i.model = k.model AND i.id = k.id
      WHERE k.model = ? AND k.field = ? AND k.value = ? ORDER BY i.id`,
    [model, key.field, key.value],
  );
}

async function assertOwnEmails(sql: SqlReader, changes: readonly IdentityChange[]): Promise<void> {
  for (const { model, id, body } of changes) {
    if (model !== 'user' || !body) continue;
    const value = String(body['email']);
    const holders = await findIdentities(sql, 'user', { field: 'email', value });
    if (holders.some((holder) => holder.id !== id)) throw new RecordConflictError();
  }
}

/** Writes documents with their keys, records and the entry, inside the running transaction. */
export async function writeIdentities(
  sql: Sql,
  memory: WriterMemory,
  {
    changes,
    note,
    records,
  }: {
    readonly changes: readonly IdentityChange[];
    readonly note: AuditNote | null;
    readonly records: readonly RecordChange[];
  },
): Promise<void> {
  await assertVersions(sql, records);
  for (const { model, id, body } of changes) {
    await sql.run('DELETE FROM identity_key WHERE model = ? AND id = ?', [model, id]);
    await sql.run('DELETE FROM identity WHERE model = ? AND id = ?', [model, id]);
    if (!body) continue;
    await sql.run('INSERT INTO identity (model, id, body) VALUES (?, ?, ?)', [
      model,
      id,
      JSON.stringify(body),
    ]);
    for (const field of identityKeys[model]) {
      const value = body[field];
      if (typeof value !== 'string') continue;
      await sql.run('INSERT INTO identity_key (model, field, value, id) VALUES (?, ?, ?, ?)', [
        model,
        field,
        value,
        id,
      ]);
    }
  }
  // Only now, so that two people of one write cannot share an address either.
  await assertOwnEmails(sql, changes);
  await writeRecords(sql, memory, records, note?.at ?? memory.recordedAt);
  if (note) await writeAudit(sql, memory, { note });
}
