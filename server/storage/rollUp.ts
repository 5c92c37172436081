import { rareClassCode } from './codes.ts';
import { rollupLevels } from './schema.ts';
import type { Sql } from './sql.ts';

/** Rows a turn takes from the outbox: small enough that a write never waits long behind it. */
const rollChunk = 5_000;

/** Newest versions that count: not bad and with a value. */
const counted = `r.quality <> 2 AND r.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reading n
  WHERE n.series_id = r.series_id AND n.observed_at = r.observed_at AND n.version > r.version)`;

/** Buckets that the outbox rows in (?, ?] touch and whose raw readings are all still there. */
function touched(widthMs: number): string {
  return `SELECT DISTINCT o.series_id, o.observed_at - o.observed_at % ${widthMs} AS bucket_at FROM outbox o
    JOIN series s ON s.id = o.series_id WHERE o.seq > ? AND o.seq <= ? AND o.kind = 0 AND s.class <> ${rareClassCode}
    AND o.observed_at >= coalesce(s.pruned_before, o.observed_at)`;
}

function removeTouched(table: string, widthMs: number): string {
  return `DELETE FROM ${table} WHERE (series_id, bucket_at) IN (${touched(widthMs)})`;
}

function rollMinutes(widthMs: number): string {
  return `INSERT INTO rollup_minute (series_id, bucket_at, low, high, total, n, last_value, last_at)
    SELECT a.series_id, a.bucket_at, a.low, a.high, a.total, a.n,
      (SELECT v.value FROM reading v WHERE v.series_id = a.series_id AND v.observed_at = a.last_at
        ORDER BY v.version DESC LIMIT 1), a.last_at
    FROM (SELECT t.series_id, t.bucket_at, min(r.value) AS low, max(r.value) AS high, sum(r.value) AS total, count(*) AS n,
        max(r.observed_at) AS last_at
      FROM (${touched(widthMs)}) t JOIN reading r ON r.series_id = t.series_id AND r.observed_at >= t.bucket_at
        AND r.observed_at < t.bucket_at + ${widthMs}
      WHERE ${counted} GROUP BY t.series_id, t.bucket_at) a`;
}

function rollLevel(table: string, from: string, widthMs: number): string {
  return `INSERT INTO ${table} (series_id, bucket_at, low, high, total, n, last_value, last_at)
    SELECT a.series_id, a.bucket_at, a.low, a.high, a.total, a.n,
      (SELECT v.last_value FROM ${from} v WHERE v.series_id = a.series_id AND v.bucket_at <= a.last_at
        ORDER BY v.bucket_at DESC LIMIT 1), a.last_at
    FROM (SELECT t.series_id, t.bucket_at, min(r.low) AS low, max(r.high) AS high, sum(r.total) AS total, sum(r.n) AS n,
        max(r.last_at) AS last_at
      FROM (${touched(widthMs)}) t JOIN ${from} r ON r.series_id = t.series_id AND r.bucket_at >= t.bucket_at
        AND r.bucket_at < t.bucket_at + ${widthMs} GROUP BY t.series_id, t.bucket_at) a`;
}

/** A reading older than the raw rows that were let go can only be added to its bucket: there is nothing left to recompute from. */
function mergeLate(table: string, widthMs: number): string {
  return `INSERT INTO ${table} (series_id, bucket_at, low, high, total, n, last_value, last_at)
    SELECT r.series_id, r.observed_at - r.observed_at % ${widthMs}, min(r.value), max(r.value), sum(r.value), count(*),
      max(r.value), max(r.observed_at)
    FROM outbox o JOIN series s ON s.id = o.series_id JOIN reading r ON r.seq = o.seq AND r.series_id = o.series_id
      AND r.observed_at = o.observed_at AND r.version = o.version
    WHERE o.seq > ? AND o.seq <= ? AND o.kind = 0 AND s.class <> ${rareClassCode} AND o.observed_at < s.pruned_before
      AND ${counted} GROUP BY r.series_id, r.observed_at - r.observed_at % ${widthMs}
    ON CONFLICT (series_id, bucket_at) DO UPDATE SET
      low = CASE WHEN excluded.low < ${table}.low THEN excluded.low ELSE ${table}.low END,
      high = CASE WHEN excluded.high > ${table}.high THEN excluded.high ELSE ${table}.high END,
      total = ${table}.total + excluded.total, n = ${table}.n + excluded.n`;
}

/** Rolls up the next piece of the outbox inside the running transaction; returns how many rows it took, 0 when nothing was new. */
export async function rollUp(sql: Sql): Promise<number> {
  const [head] = await sql.all<{ seq: number; rolled_seq: number }>('SELECT seq, rolled_seq FROM head');
  if (!head || head.rolled_seq >= head.seq) return 0;
  const upTo = Math.min(head.seq, head.rolled_seq + rollChunk);
  const span = [head.rolled_seq, upTo];
  for (const { table, widthMs, from } of rollupLevels) {
    await sql.run(removeTouched(table, widthMs), span);
    await sql.run(from === null ? rollMinutes(widthMs) : rollLevel(table, from, widthMs), span);
    await sql.run(mergeLate(table, widthMs), span);
  }
  await sql.run('UPDATE head SET rolled_seq = ? WHERE one = 1', [upTo]);
  return upTo - head.rolled_seq;
}
