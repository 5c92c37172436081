import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { Source } from '#shared/model/text.ts';
import type { AuditNote } from '../domain/audit/auditStore.ts';
import type { AppendBatch } from '../domain/readings/readingStore.ts';
import { IdempotencyConflictError } from '../domain/storeErrors.ts';
import type { AppendOutcome } from './appendOutcome.ts';
import { writeAudit } from './auditTable.ts';
import {
  outboxKind,
  type SeriesClass,
  toClassCode,
  toOriginCode,
  toQuality,
  toQualityCode,
  toVerificationCode,
} from './codes.ts';
import type { Table, WriterMemory } from './memory.ts';
import { type AppendPlan, type KnownVersion, planAppend, toInstantKey } from './planAppend.ts';
import { assertVersions, writeRecords } from './recordTable.ts';
import type { BulkInsert, Sql, SqlValue } from './sql.ts';

export type ClassOf = (indicator: string) => SeriesClass;

const seriesInsert: BulkInsert = {
  table: 'series',
  columns: [
    ['id', 'int'],
    ['indicator', 'text'],
    ['area', 'text'],
    ['class', 'int'],
  ],
};
const readingInsert: BulkInsert = {
  table: 'reading',
  columns: [
    ['series_id', 'int'],
    ['observed_at', 'int'],
    ['version', 'int'],
    ['value', 'real'],
    ['recorded_at', 'int'],
    ['seq', 'int'],
    ['series_seq', 'int'],
    ['origin', 'int'],
    ['quality', 'int'],
    ['verification', 'int'],
    ['source_id', 'int'],
    ['actor_id', 'int'],
    ['period', 'text'],
    ['note', 'text'],
  ],
};
const outboxInsert: BulkInsert = {
  table: 'outbox',
  columns: [
    ['seq', 'int'],
    ['kind', 'int'],
    ['recorded_at', 'int'],
    ['series_id', 'int'],
    ['observed_at', 'int'],
    ['version', 'int'],
  ],
};
const presentInsert: BulkInsert = {
  table: 'present',
  columns: [
    ['series_id', 'int'],
    ['observed_at', 'int'],
    ['version', 'int'],
    ['seq', 'int'],
    ['last_series_seq', 'int'],
    ['was_value', 'real'],
    ['was_until', 'int'],
    ['verified', 'int'],
  ],
  tail: `ON CONFLICT (series_id) DO UPDATE SET observed_at = excluded.observed_at, version = excluded.version, seq = excluded.seq,
    last_series_seq = excluded.last_series_seq, was_value = excluded.was_value, was_until = excluded.was_until,
    verified = 0`,
};
const refInsert: BulkInsert = {
  table: 'reading_ref',
  columns: [
    ['seq', 'int'],
    ['ref', 'text'],
  ],
};

interface StoredVersion {
  version: number;
  value: number | null;
  quality: number;
}

function toKnown({ version, value, quality }: StoredVersion): KnownVersion {
  return { version, value, quality: toQuality(quality) };
}

async function lookUpVersions(
  sql: Sql,
  pairs: readonly (readonly [seriesId: number, observedAt: number])[],
): Promise<Map<string, KnownVersion[]>> {
  const found = new Map<string, KnownVersion[]>();
  if (sql.dialect === 'postgres' && pairs.length > 0) {
    const rows = await sql.all<{
      series_id: number;
      observed_at: number;
      version: number;
      value: number | null;
      quality: number;
    }>(
      `SELECT r.series_id, r.observed_at, r.version, r.value, r.quality FROM reading r
         JOIN (SELECT DISTINCT series_id, observed_at FROM
           (SELECT (p->>0)::bigint AS series_id, (p->>1)::bigint AS observed_at FROM json_array_elements(?::json) p) q) k
           ON r.series_id = k.series_id AND r.observed_at = k.observed_at ORDER BY r.version`,
      [JSON.stringify(pairs)],
    );
    for (const row of rows) {
      const key = toInstantKey(row.series_id, row.observed_at);
      const list = found.get(key);
      const known = toKnown(row);
      if (list) list.push(known);
      else found.set(key, [known]);
    }
    return found;
  }
  for (const [seriesId, observedAt] of pairs) {
    const rows = await sql.all<StoredVersion>(
      'SELECT version, value, quality FROM reading WHERE series_id = ? AND observed_at = ? ORDER BY version',
      [seriesId, observedAt],
    );
    found.set(toInstantKey(seriesId, observedAt), rows.map(toKnown));
  }
  return found;
}

async function toId(sql: Sql, table: 'source' | 'actor', ids: Table<number>, text: string): Promise<number> {
  const known = ids.get(text);
  if (known !== undefined) return known;
  const id = ids.size + 1;
  await sql.run(`INSERT INTO ${table} (id, ${table === 'source' ? 'body' : 'name'}) VALUES (?, ?)`, [
    id,
    text,
  ]);
  ids.set(text, id);
  return id;
}

function toSourceBody({ key, label, url }: Source): string {
  return JSON.stringify(url === undefined ? { key, label } : { key, label, url });
}

async function writeRows(
  sql: Sql,
  memory: WriterMemory,
  batch: AppendBatch,
  plan: AppendPlan,
): Promise<void> {
  const sourceId = await toId(sql, 'source', memory.sources, toSourceBody(batch.source));
  const actorId = await toId(sql, 'actor', memory.actors, batch.actor);
  const readings: SqlValue[][] = [];
  const outbox: SqlValue[][] = [];
  const refs: SqlValue[][] = [];
  for (const { seriesId, reading, value, version, verification, seq, seriesSeq } of plan.rows) {
    readings.push([
      seriesId,
      reading.observedAt,
      version,
      value,
      plan.recordedAt,
      seq,
      seriesSeq,
      toOriginCode(reading.origin),
      toQualityCode(reading.quality),
      toVerificationCode(verification),
      sourceId,
      actorId,
      reading.period ?? null,
      reading.note ?? null,
    ]);
    outbox.push([seq, outboxKind.reading, plan.recordedAt, seriesId, reading.observedAt, version]);
    if (reading.ref !== undefined) refs.push([seq, reading.ref]);
  }
  await sql.insertMany(readingInsert, readings);
  await sql.insertMany(outboxInsert, outbox);
  await sql.insertMany(refInsert, refs);
  const moved: SqlValue[][] = [];
  for (const { seriesId, lastSeriesSeq, observedAt, version, move } of plan.presents) {
    if (move) {
      const { seq, was } = move;
      moved.push([
        seriesId,
        observedAt,
        version,
        seq,
        lastSeriesSeq,
        was?.value ?? null,
        was?.until ?? null,
        0,
      ]);
    } else {
      await sql.run('UPDATE present SET last_series_seq = ? WHERE series_id = ?', [lastSeriesSeq, seriesId]);
    }
  }
  await sql.insertMany(presentInsert, moved);
  await sql.run('UPDATE head SET seq = ?, recorded_at = ?, readings = readings + ? WHERE one = 1', [
    plan.seq,
    plan.recordedAt,
    plan.rows.length,
  ]);
}

async function findReplay(sql: Sql, batch: AppendBatch): Promise<AppendOutcome | null> {
  if (!batch.idempotency) return null;
  const { scope, key, bodyHash } = batch.idempotency;
  const [known] = await sql.all<{ body_hash: string; result: string }>(
    'SELECT body_hash, result FROM idempotency WHERE scope = ? AND key = ?',
    [scope, key],
  );
  if (!known) return null;
  if (known.body_hash !== bodyHash) throw new IdempotencyConflictError();
  const result = JSON.parse(known.result) as Pick<AppendOutcome, 'recorded' | 'duplicates' | 'seq'>;
  return { ...result, replayed: true, recordedAt: 0, moved: [] };
}

/** What the audit says of a batch whose sender said nothing itself. */
function toPlainNote({ actor, source }: AppendBatch, at: number): AuditNote {
  return { at, actor, label: source.label, from: null, action: 'reading.record', subject: source.key };
}

/** Stores what changes beside the readings, and the entry that tells of both. */
async function writeCompanions(
  sql: Sql,
  memory: WriterMemory,
  batch: AppendBatch,
  plan: AppendPlan,
): Promise<void> {
  const { records = [], audit } = batch;
  // Where nothing changed there is nothing to tell.
  if (plan.rows.length === 0 && records.length === 0) return;
  await writeRecords(sql, memory, records, plan.recordedAt);
  const note = audit ?? toPlainNote(batch, plan.recordedAt);
  const seqs = plan.rows.length > 0 ? ([plan.seq - plan.rows.length + 1, plan.seq] as const) : null;
  await writeAudit(sql, memory, { note, seqs });
}

/** Writes one batch inside the running transaction; `memory` is the transaction's own layer. */
export async function appendRows(
  sql: Sql,
  memory: WriterMemory,
  batch: AppendBatch,
  classOf: ClassOf,
): Promise<AppendOutcome> {
  const replay = await findReplay(sql, batch);
  if (replay) return replay;
  if (batch.records) await assertVersions(sql, batch.records);
  const pairs: [number, number][] = [];
  for (const { indicator, area, observedAt } of batch.readings) {
    const state = memory.series.get(toSeriesKey(indicator, area));
    if (state && observedAt <= state.presentAt) pairs.push([state.id, observedAt]);
  }
  const versions = await lookUpVersions(sql, pairs);
  const plan = planAppend({
    batch,
    seq: memory.seq,
    recordedAt: memory.recordedAt,
    nextSeriesId: memory.nextSeriesId,
    seriesOf: (key) => memory.series.get(key),
    versionsAt: (seriesId, observedAt) => versions.get(toInstantKey(seriesId, observedAt)) ?? [],
    lockedUntil: (indicator) => memory.locks.get(indicator),
  });
  if (plan.rows.length > 0) {
    const created = plan.newSeries.map(({ id, indicator, area }) => [
      id,
      indicator,
      area,
      toClassCode(classOf(indicator)),
    ]);
    await sql.insertMany(seriesInsert, created);
    await writeRows(sql, memory, batch, plan);
    memory.seq = plan.seq;
    memory.recordedAt = plan.recordedAt;
    memory.nextSeriesId = plan.nextSeriesId;
    for (const [key, state] of plan.states) memory.series.set(key, state);
  }
  await writeCompanions(sql, memory, batch, plan);
  const recorded = plan.rows.length + (batch.held ?? 0);
  const result = { recorded, duplicates: plan.duplicates, seq: plan.seq };
  if (batch.idempotency) {
    const { scope, key, bodyHash } = batch.idempotency;
    await sql.run('INSERT INTO idempotency (scope, key, body_hash, result, at) VALUES (?, ?, ?, ?, ?)', [
      scope,
      key,
      bodyHash,
      JSON.stringify(result),
      plan.recordedAt,
    ]);
  }
  const moved = plan.presents.flatMap(({ move }) => (move ? [move] : []));
  return { ...result, replayed: false, recordedAt: plan.recordedAt, moved };
}
