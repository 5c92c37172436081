import type { RetentionPolicy } from '../domain/store.ts';
import { toClassCode } from './codes.ts';
import type { Sql } from './sql.ts';

const dayMs = 86_400_000;
/** Rows a turn removes: small enough that a write never waits long behind it. */
const chunkRows = 2_000;
/** Series that a turn touches. */
const dueSeries = 20;

/** What one turn removed; `isDone` is false while more is left. */
export interface PruneTurn {
  readonly readingsPruned: number;
  readonly outboxPruned: number;
  readonly idempotencyPruned: number;
  readonly versionsPruned: number;
  readonly isDone: boolean;
}

/** Readings of a series before ? that are rolled up and not its present. */
const removable = `series_id = ? AND observed_at < ? AND seq <= (SELECT rolled_seq FROM head)
  AND observed_at <> (SELECT observed_at FROM present WHERE series_id = ?)`;

async function pruneSeries(sql: Sql, seriesId: number, cutoff: number, limit: number): Promise<number> {
  const bound = [seriesId, cutoff, seriesId];
  const [edge] = await sql.all<{ observed_at: number }>(
    `SELECT observed_at FROM reading WHERE ${removable} ORDER BY observed_at LIMIT 1 OFFSET ?`,
    [...bound, limit],
  );
  const before = edge?.observed_at ?? cutoff;
  const count = await sql.run(`DELETE FROM reading WHERE ${removable}`, [seriesId, before, seriesId]);
  if (count === 0) return 0;
  await sql.run(
    'UPDATE series SET pruned_before = ? WHERE id = ? AND (pruned_before IS NULL OR pruned_before < ?)',
    [cutoff, seriesId, cutoff],
  );
  await sql.run('UPDATE head SET readings = readings - ? WHERE one = 1', [count]);
  return count;
}

/** A few series of a class that have something to let go; the others cost nothing. */
async function findDue(sql: Sql, classCode: number, cutoff: number): Promise<{ id: number }[]> {
  return sql.all(
    `SELECT s.id FROM series s WHERE s.class = ? AND EXISTS (SELECT 1 FROM reading r WHERE r.series_id = s.id AND r.observed_at < ?
       AND r.seq <= (SELECT rolled_seq FROM head)
       AND r.observed_at <> (SELECT p.observed_at FROM present p WHERE p.series_id = s.id)) ORDER BY s.id LIMIT ${dueSeries}`,
    [classCode, cutoff],
  );
}

async function pruneReadings(sql: Sql, policy: RetentionPolicy, now: number): Promise<number> {
  const kept = [
    ['seconds', policy.secondsDays],
    ['minutes', policy.minutesDays],
  ] as const;
  let removed = 0;
  for (const [word, days] of kept) {
    const instant = now - days * dayMs;
    // By whole days (UTC), so that no roll-up bucket loses only a part of its readings.
    const cutoff = instant - (instant % dayMs);
    for (const { id } of await findDue(sql, toClassCode(word), cutoff)) {
      removed += await pruneSeries(sql, id, cutoff, chunkRows - removed);
      if (removed >= chunkRows) return removed;
    }
  }
  return removed;
}

async function pruneIdempotency(sql: Sql, cutoff: number): Promise<number> {
  return sql.run(
    `DELETE FROM idempotency WHERE (scope, key) IN
       (SELECT scope, key FROM idempotency WHERE at < ? ORDER BY at LIMIT ${chunkRows})`,
    [cutoff],
  );
}

/** Instants of the outbox never go back, so only its oldest rows need to be looked at. */
async function pruneOutbox(sql: Sql, cutoff: number): Promise<number> {
  const [edge] = await sql.all<{ seq: number }>('SELECT seq FROM outbox ORDER BY seq LIMIT 1 OFFSET ?', [
    chunkRows,
  ]);
  const [head] = await sql.all<{ rolled_seq: number }>('SELECT rolled_seq FROM head');
  const upTo = Math.min(edge ? edge.seq - 1 : Number.MAX_SAFE_INTEGER, head?.rolled_seq ?? 0);
  return sql.run('DELETE FROM outbox WHERE seq <= ? AND recorded_at < ?', [upTo, cutoff]);
}

/** How alarms and links were: what still is, is never old. */
async function pruneVersions(sql: Sql, cutoff: number): Promise<number> {
  let removed = 0;
  for (const table of ['alarm', 'link_version']) {
    removed += await sql.run(
      `DELETE FROM ${table} WHERE seq IN (SELECT seq FROM ${table} WHERE to_at < ? ORDER BY to_at LIMIT ${chunkRows / 2})`,
      [cutoff],
    );
  }
  return removed;
}

/** Removes one piece of what the policy lets go, inside the running transaction. */
export async function prune(sql: Sql, policy: RetentionPolicy, now: number): Promise<PruneTurn> {
  const readingsPruned = await pruneReadings(sql, policy, now);
  const outboxPruned = await pruneOutbox(sql, now - policy.outboxDays * dayMs);
  const idempotencyPruned = await pruneIdempotency(sql, now - policy.idempotencyDays * dayMs);
  const versionsPruned = await pruneVersions(sql, now - policy.alarmDays * dayMs);
  const isDone =
    readingsPruned === 0 && outboxPruned < chunkRows && idempotencyPruned < chunkRows && versionsPruned === 0;
  return { readingsPruned, outboxPruned, idempotencyPruned, versionsPruned, isDone };
}

/** Notes the size of a day once, for the forecast. */
export async function noteSize(sql: Sql, day: number, sizeBytes: number): Promise<void> {
  await sql.run('INSERT INTO size_day (day, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING', [day, sizeBytes]);
}
