import { badQualityCode } from './codes.ts';
import { bucketSql, type RollupLevel, rollupLevels } from './schema.ts';
import type { Sql } from './sql.ts';

/** Raw readings that one step of a whole series looks at. */
const stepRows = 20_000;
const dayMs = 86_400_000;

/** Which buckets to make anew: SQL for (series_id, bucket_at) with its parameters, and the last `seq` that counts. */
export interface Remake {
  readonly buckets: string;
  readonly params: readonly number[];
  readonly upTo: number;
}

const columns = 'series_id, bucket_at, low, high, total, n, last_value, last_at';

/** Newest versions that count: not bad and with a value. `version > 1` lets the small index of corrections answer. */
const counted = `r.quality <> ${badQualityCode} AND r.value IS NOT NULL AND r.seq <= ? AND NOT EXISTS (SELECT 1 FROM reading n
  WHERE n.series_id = r.series_id AND n.observed_at = r.observed_at AND n.version > r.version AND n.version > 1 AND n.seq <= ?)`;

function insertMinutes(buckets: string, widthMs: number): string {
  return `INSERT INTO rollup_minute (${columns})
    SELECT a.series_id, a.bucket_at, a.low, a.high, a.total, a.n,
      (SELECT v.value FROM reading v WHERE v.series_id = a.series_id AND v.observed_at = a.last_at AND v.seq <= ?
        ORDER BY v.version DESC LIMIT 1), a.last_at
    FROM (SELECT t.series_id, t.bucket_at, min(r.value) AS low, max(r.value) AS high, sum(r.value) AS total, count(*) AS n,
        max(r.observed_at) AS last_at
      FROM (${buckets}) t JOIN reading r ON r.series_id = t.series_id AND r.observed_at >= t.bucket_at
        AND r.observed_at < t.bucket_at + ${widthMs}
      WHERE ${counted} GROUP BY t.series_id, t.bucket_at) a`;
}

function insertLevel({ table, from, widthMs }: RollupLevel, buckets: string): string {
  return `INSERT INTO ${table} (${columns})
    SELECT a.series_id, a.bucket_at, a.low, a.high, a.total, a.n,
      (SELECT v.last_value FROM ${from} v WHERE v.series_id = a.series_id AND v.bucket_at <= a.last_at
        ORDER BY v.bucket_at DESC LIMIT 1), a.last_at
    FROM (SELECT t.series_id, t.bucket_at, min(r.low) AS low, max(r.high) AS high, sum(r.total) AS total, sum(r.n) AS n,
        max(r.last_at) AS last_at
      FROM (${buckets}) t JOIN ${from} r ON r.series_id = t.series_id AND r.bucket_at >= t.bucket_at
        AND r.bucket_at < t.bucket_at + ${widthMs} GROUP BY t.series_id, t.bucket_at) a`;
}

/** Makes buckets of one level anew from the level below; levels must be done from the finest up. */
export async function remakeBuckets(sql: Sql, level: RollupLevel, remake: Remake): Promise<void> {
  const { buckets, params, upTo } = remake;
  await sql.run(`DELETE FROM ${level.table} WHERE (series_id, bucket_at) IN (${buckets})`, params);
  if (level.from === null) {
    await sql.run(insertMinutes(buckets, level.widthMs), [upTo, ...params, upTo, upTo]);
  } else {
    await sql.run(insertLevel(level, buckets), params);
  }
}

/** End of the day in which the step that begins at `from` has seen enough readings. */
async function findStepEnd(sql: Sql, seriesId: number, from: number): Promise<number> {
  const [edge] = await sql.all<{ observed_at: number }>(
    'SELECT observed_at FROM reading WHERE series_id = ? AND observed_at >= ? ORDER BY observed_at LIMIT 1 OFFSET ?',
    [seriesId, from, stepRows],
  );
  return edge ? (Math.floor(edge.observed_at / dayMs) + 1) * dayMs : Number.MAX_SAFE_INTEGER;
}

/** Makes the roll-ups of a series from its raw readings, up to what roll-ups cover; for one that had none so far. */
export async function remakeSeries(sql: Sql, seriesId: number): Promise<void> {
  const [head] = await sql.all<{ rolled_seq: number }>('SELECT rolled_seq FROM head');
  const upTo = head?.rolled_seq ?? 0;
  const [series] = await sql.all<{ pruned_before: number | null }>(
    'SELECT pruned_before FROM series WHERE id = ?',
    [seriesId],
  );
  // What is older has only its roll-ups left.
  let from = series?.pruned_before ?? Number.MIN_SAFE_INTEGER;
  while (from < Number.MAX_SAFE_INTEGER) {
    const to = await findStepEnd(sql, seriesId, from);
    for (const level of rollupLevels) {
      const buckets = `SELECT DISTINCT r.series_id, ${bucketSql('r.observed_at', level.widthMs)} AS bucket_at FROM reading r
        WHERE r.series_id = ? AND r.observed_at >= ? AND r.observed_at < ?`;
      await remakeBuckets(sql, level, { buckets, params: [seriesId, from, to], upTo });
    }
    from = to;
  }
}
