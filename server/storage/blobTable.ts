import type { Sql, SqlReader } from './sql.ts';

export async function putBlobPart(sql: Sql, hash: string, part: number, base64: string): Promise<void> {
  await sql.run('INSERT INTO blob_part (hash, part, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
    hash,
    part,
    base64,
  ]);
}

export async function closeBlob(sql: Sql, hash: string, parts: number, sizeBytes: number): Promise<void> {
  await sql.run('INSERT INTO blob (hash, parts, size) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
    hash,
    parts,
    sizeBytes,
  ]);
}

export async function findBlob(
  sql: SqlReader,
  hash: string,
): Promise<{ parts: number; sizeBytes: number } | null> {
  const [row] = await sql.all<{ parts: number; size: number }>(
    'SELECT parts, size FROM blob WHERE hash = ?',
    [hash],
  );
  return row ? { parts: row.parts, sizeBytes: row.size } : null;
}

export async function readBlobPart(sql: SqlReader, hash: string, part: number): Promise<string | null> {
  const [row] = await sql.all<{ body: string }>('SELECT body FROM blob_part WHERE hash = ? AND part = ?', [
    hash,
    part,
  ]);
  return row?.body ?? null;
}
