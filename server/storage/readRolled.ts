import type { BucketPart, BucketPlan } from './buckets.ts';
import { badQualityCode, outboxKind } from './codes.ts';
import { bucketSql, type RollupLevel } from './schema.ts';
import type { SqlReader } from './sql.ts';

const chunkRows = 20_000;

/** Whole buckets of one series; both ends inclusive. */
export interface RolledRange {
  readonly seriesId: number;
  readonly from: number;
  readonly to: number;
  /** Raw readings before this instant are gone; roll-ups alone know of them. */
  readonly prunedBefore: number;
}

interface RollupRow {
  low: number;
  high: number;
  last_value: number;
  last_at: number;
}
interface FreshRow {
  seq: number;
  observed_at: number;
  value: number | null;
  quality: number;
  version: number;
}

/** Needs of `readRolled`. */
export interface RolledParts {
  readonly sql: SqlReader;
  readonly level: RollupLevel;
  readonly range: RolledRange;
  /** Buckets that are asked for; whole multiples of the level's, and aligned with them. */
  readonly plan: BucketPlan;
  add(part: BucketPart): void;
  /** Adds the raw readings of a range, both ends inclusive. */
  addRaw(from: number, to: number): Promise<void>;
}

async function readRolledSeq(sql: SqlReader): Promise<number> {
  const [head] = await sql.all<{ rolled_seq: number }>('SELECT rolled_seq FROM head');
  return head?.rolled_seq ?? 0;
}

/** Buckets that a correction beyond the roll-ups touches: what they say of these is not true any more. */
function dirtyBuckets(level: RollupLevel): string {
  return `SELECT DISTINCT ${bucketSql('observed_at', level.widthMs)} AS bucket_at FROM outbox
    WHERE seq > ? AND kind = ${outboxKind.reading} AND series_id = ? AND version > 1 AND observed_at BETWEEN ? AND ?`;
}

function toDirtyParams(range: RolledRange, rolledSeq: number): number[] {
  return [rolledSeq, range.seriesId, Math.max(range.from, range.prunedBefore), range.to];
}

async function findDirty({ sql, level, range }: RolledParts, rolledSeq: number): Promise<Set<number>> {
  const rows = await sql.all<{ bucket_at: number }>(dirtyBuckets(level), toDirtyParams(range, rolledSeq));
  return new Set(rows.map((row) => row.bucket_at));
}

/** One part for each bucket of the plan: the engine folds the roll-ups, so that few rows leave it. */
async function addRollups(parts: RolledParts, rolledSeq: number, hasDirty: boolean): Promise<void> {
  const { sql, level, range, plan, add } = parts;
  const within = [range.seriesId, range.from, range.to];
  const rows = await sql.all<RollupRow>(
    `SELECT b.last_at, b.low, b.high, (SELECT l.last_value FROM ${level.table} l WHERE l.series_id = ? AND l.bucket_at <= b.last_at
         ORDER BY l.bucket_at DESC LIMIT 1) AS last_value
       FROM (SELECT max(last_at) AS last_at, min(low) AS low, max(high) AS high FROM ${level.table}
         WHERE series_id = ? AND bucket_at BETWEEN ? AND ? ${hasDirty ? `AND bucket_at NOT IN (${dirtyBuckets(level)})` : ''}
         GROUP BY (bucket_at - CAST(? AS BIGINT)) / CAST(? AS BIGINT)) b`,
    [
      range.seriesId,
      ...within,
      ...(hasDirty ? toDirtyParams(range, rolledSeq) : []),
      plan.originAt,
      plan.widthMs,
    ],
  );
  for (const { low, high, last_value, last_at } of rows) {
    add({ at: Math.min(last_at, range.to), last: last_value, low, high });
  }
}

/** Readings that roll-ups do not hold yet: each is a point more in its bucket. */
async function addFresh(parts: RolledParts, rolledSeq: number, dirty: Set<number>): Promise<void> {
  const { sql, level, range, add } = parts;
  let after = rolledSeq;
  for (;;) {
    const rows = await sql.all<FreshRow>(
      `SELECT o.seq, o.observed_at, o.version, r.value, r.quality FROM outbox o JOIN reading r ON r.series_id = o.series_id
         AND r.observed_at = o.observed_at AND r.version = o.version
       WHERE o.seq > ? AND o.kind = ${outboxKind.reading} AND o.series_id = ? AND o.observed_at BETWEEN ? AND ? ORDER BY o.seq LIMIT ${chunkRows}`,
      [after, range.seriesId, range.from, range.to],
    );
    for (const { observed_at: at, value, quality } of rows) {
      const isDirty = dirty.has(Math.floor(at / level.widthMs) * level.widthMs);
      if (value === null || quality === badQualityCode || isDirty) continue;
      add({ at, last: value, low: value, high: value });
    }
    const last = rows.at(-1);
    if (!last || rows.length < chunkRows) return;
    after = last.seq;
  }
}

/**
 * Roll-ups of whole buckets, brought up to the newest reading: what came in since they were made is added, and buckets that it
 * corrects are read from the raw readings. Must run in one snapshot of the store.
 */
export async function readRolled(parts: RolledParts): Promise<void> {
  const { level, range } = parts;
  const rolledSeq = await readRolledSeq(parts.sql);
  const dirty = await findDirty(parts, rolledSeq);
  await addRollups(parts, rolledSeq, dirty.size > 0);
  await addFresh(parts, rolledSeq, dirty);
  for (const bucketAt of dirty) {
    await parts.addRaw(Math.max(bucketAt, range.from), Math.min(bucketAt + level.widthMs - 1, range.to));
  }
}
