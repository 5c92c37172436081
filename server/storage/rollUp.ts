import { badQualityCode, outboxKind, rareClassCode } from './codes.ts';
import { remakeBuckets } from './remakeRollups.ts';
import { bucketSql, rollupLevels } from './schema.ts';
import type { BulkInsert, Sql, SqlValue } from './sql.ts';

/** Rows a turn takes from the outbox: small enough that a write never waits long behind it. */
const rollChunk = 250;

/** A new reading, as the outbox names it. */
interface NewRow {
  series_id: number;
  observed_at: number;
  version: number;
  value: number | null;
  quality: number;
  pruned_before: number | null;
}

/** What new readings add to one bucket. */
interface Part {
  readonly seriesId: number;
  readonly bucketAt: number;
  low: number;
  high: number;
  total: number;
  n: number;
  lastValue: number;
  lastAt: number;
}

/** Buckets with a correction in (?, ?] whose raw readings are all still there. */
function corrected(widthMs: number): string {
  return `SELECT DISTINCT o.series_id, ${bucketSql('o.observed_at', widthMs)} AS bucket_at FROM outbox o
    JOIN series s ON s.id = o.series_id WHERE o.seq > ? AND o.seq <= ? AND o.kind = ${outboxKind.reading} AND o.version > 1
    AND s.class <> ${rareClassCode} AND o.observed_at >= coalesce(s.pruned_before, o.observed_at)`;
}

function toMerge(table: string): BulkInsert {
  const isLater = `excluded.last_at >= ${table}.last_at`;
  return {
    table,
    columns: [
      ['series_id', 'int'],
      ['bucket_at', 'int'],
      ['low', 'real'],
      ['high', 'real'],
      ['total', 'real'],
      ['n', 'int'],
      ['last_value', 'real'],
      ['last_at', 'int'],
    ],
    tail: `ON CONFLICT (series_id, bucket_at) DO UPDATE SET
      low = CASE WHEN excluded.low < ${table}.low THEN excluded.low ELSE ${table}.low END,
      high = CASE WHEN excluded.high > ${table}.high THEN excluded.high ELSE ${table}.high END,
      total = ${table}.total + excluded.total, n = ${table}.n + excluded.n,
      last_value = CASE WHEN ${isLater} THEN excluded.last_value ELSE ${table}.last_value END,
      last_at = CASE WHEN ${isLater} THEN excluded.last_at ELSE ${table}.last_at END`,
  };
}

const levels = rollupLevels.map((level) => ({ ...level, merge: toMerge(level.table) }));

/** Readings older than the raw rows that were let go can only be added: there is nothing left to make their bucket from. */
function isPruned(row: NewRow): boolean {
  return row.pruned_before !== null && row.observed_at < row.pruned_before;
}

/** Adds up what the rows bring to the buckets of one level, but for those that a correction makes anew. */
function addUp(rows: readonly NewRow[], widthMs: number): SqlValue[][] {
  const toKey = (row: NewRow) => `${row.series_id}|${toBucketAt(row.observed_at, widthMs)}`;
  const remade = new Set(rows.filter((row) => row.version > 1 && !isPruned(row)).map(toKey));
  const parts = new Map<string, Part>();
  for (const row of rows) {
    const { value, observed_at: at } = row;
    if (value === null || row.quality === badQualityCode) continue;
    const key = toKey(row);
    if (!isPruned(row) && remade.has(key)) continue;
    const known = parts.get(key);
    if (known) addToPart(known, at, value);
    else parts.set(key, toPart(row.series_id, toBucketAt(at, widthMs), at, value));
  }
  return [...parts.values()].map((part) => [
    part.seriesId,
    part.bucketAt,
    part.low,
    part.high,
    part.total,
    part.n,
    part.lastValue,
    part.lastAt,
  ]);
}

function toBucketAt(at: number, widthMs: number): number {
  return Math.floor(at / widthMs) * widthMs;
}

function toPart(seriesId: number, bucketAt: number, at: number, value: number): Part {
  return { seriesId, bucketAt, low: value, high: value, total: value, n: 1, lastValue: value, lastAt: at };
}

function addToPart(part: Part, at: number, value: number): void {
  part.low = Math.min(part.low, value);
  part.high = Math.max(part.high, value);
  part.total += value;
  part.n += 1;
  if (at < part.lastAt) return;
  part.lastAt = at;
  part.lastValue = value;
}

/**
 * Rolls up the next piece of the outbox inside the running transaction; returns how many rows it took, 0 when nothing was new. Roll-ups
 * hold exactly what readings up to `rolled_seq` say: a first value only adds to its bucket, a correction takes something away, so its
 * bucket is made anew.
 */
export async function rollUp(sql: Sql): Promise<number> {
  const [head] = await sql.all<{ seq: number; rolled_seq: number }>('SELECT seq, rolled_seq FROM head');
  if (!head || head.rolled_seq >= head.seq) return 0;
  const upTo = Math.min(head.seq, head.rolled_seq + rollChunk);
  const span = [head.rolled_seq, upTo] as const;
  const rows = await sql.all<NewRow>(
    `SELECT o.series_id, o.observed_at, o.version, r.value, r.quality, s.pruned_before FROM outbox o
       JOIN series s ON s.id = o.series_id JOIN reading r ON r.series_id = o.series_id AND r.observed_at = o.observed_at
         AND r.version = o.version
       WHERE o.seq > ? AND o.seq <= ? AND o.kind = ${outboxKind.reading} AND s.class <> ${rareClassCode} ORDER BY o.seq`,
    span,
  );
  const hasCorrections = rows.some((row) => row.version > 1 && !isPruned(row));
  for (const level of levels) {
    if (hasCorrections)
      await remakeBuckets(sql, level, { buckets: corrected(level.widthMs), params: span, upTo });
    await sql.insertMany(level.merge, addUp(rows, level.widthMs));
  }
  await sql.run('UPDATE head SET rolled_seq = ? WHERE one = 1', [upTo]);
  return upTo - head.rolled_seq;
}
