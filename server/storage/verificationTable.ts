import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Source } from '#shared/model/text.ts';
import type { AuditNote } from '../domain/audit/auditStore.ts';
import type { SeriesChange } from '../domain/readings/readingStore.ts';
import { RecordConflictError } from '../domain/storeErrors.ts';
import {
  type BareVersion,
  mostInstants,
  type ReadingVersion,
  type TakenStep,
  type UnverifiedReading,
  type VerificationStep,
} from '../domain/verification/verificationStore.ts';
import { findAuditOf, writeAudit } from './auditTable.ts';
import { outboxKind, toOrigin, toQuality, toVerification } from './codes.ts';
import type { WriterMemory } from './memory.ts';
import { loadPresent } from './presentTable.ts';
import { toEffective } from './recordRow.ts';
import type { Sql, SqlReader } from './sql.ts';

interface StepRow {
  series_id: number;
  observed_at: number;
  version: number;
  step: number;
  final: number;
  at: number;
  actor: string;
  note: string | null;
}

function toTaken({ step, final, at, actor, note }: StepRow): TakenStep {
  return { step, final: final === 1, at, actor, note };
}

async function findSeries(sql: SqlReader, indicator: string, area: string): Promise<number | null> {
  const [row] = await sql.all<{ id: number }>('SELECT id FROM series WHERE indicator = ? AND area = ?', [
    indicator,
    area,
  ]);
  return row?.id ?? null;
}

/** Number of the series, once the step is known to be of the newest version and not taken yet. */
async function assertStep(sql: SqlReader, step: VerificationStep): Promise<number> {
  const seriesId = await findSeries(sql, step.indicator, step.area);
  if (seriesId === null) throw new RecordConflictError();
  const [newest] = await sql.all<{ version: number }>(
    'SELECT max(version) AS version FROM reading WHERE series_id = ? AND observed_at = ?',
    [seriesId, step.observedAt],
  );
  const [taken] = await sql.all<{ step: number | null }>(
    'SELECT max(step) AS step FROM verification_step WHERE series_id = ? AND observed_at = ? AND version = ?',
    [seriesId, step.observedAt, step.version],
  );
  const isNext = newest?.version === step.version && (taken?.step ?? 0) === step.step - 1;
  if (!isNext) throw new RecordConflictError();
  return seriesId;
}

/** Moves the stream on by one for a present that became verified. */
async function markPresent(
  sql: Sql,
  memory: WriterMemory,
  seriesId: number,
  { observedAt, version }: VerificationStep,
): Promise<SeriesChange | null> {
  const seq = memory.seq + 1;
  const moved = await sql.run(
    'UPDATE present SET verified = 1, seq = ? WHERE series_id = ? AND observed_at = ? AND version = ?',
    [seq, seriesId, observedAt, version],
  );
  if (moved === 0) return null;
  memory.seq = seq;
  await sql.run(
    'INSERT INTO outbox (seq, kind, recorded_at, series_id, observed_at, version) VALUES (?, ?, ?, ?, ?, ?)',
    [seq, outboxKind.verification, memory.recordedAt, seriesId, observedAt, version],
  );
  return await loadPresent(sql, seriesId);
}

/** Adds steps inside the running transaction; whatever is refused is refused before anything is written. */
export async function addSteps(
  sql: Sql,
  memory: WriterMemory,
  steps: readonly VerificationStep[],
  note: AuditNote,
): Promise<{ seq: number; changes: SeriesChange[] }> {
  const ids: number[] = [];
  for (const step of steps) ids.push(await assertStep(sql, step));
  memory.recordedAt = Math.max(memory.recordedAt, note.at);
  const changes: SeriesChange[] = [];
  for (const [index, step] of steps.entries()) {
    const seriesId = ids[index] ?? 0;
    const change = step.final ? await markPresent(sql, memory, seriesId, step) : null;
    if (change) changes.push(change);
    await sql.run(
      `INSERT INTO verification_step (series_id, observed_at, version, step, final, at, actor, note, seq)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        seriesId,
        step.observedAt,
        step.version,
        step.step,
        step.final ? 1 : 0,
        memory.recordedAt,
        note.actor,
        step.note ?? null,
        memory.seq,
      ],
    );
  }
  await writeAudit(sql, memory, { note });
  await sql.run('UPDATE head SET seq = ?, recorded_at = ? WHERE one = 1', [memory.seq, memory.recordedAt]);
  return { seq: memory.seq, changes };
}

interface UnverifiedRow {
  indicator: string;
  area: string;
  series_id: number;
  observed_at: number;
  version: number;
  value: number | null;
  previous: number | null;
  recorded_at: number;
  origin: number;
  actor: string;
  period: string | null;
  note: string | null;
}

/** Newest versions without a final step, oldest first. */
export async function listUnverified(
  sql: SqlReader,
  indicators: readonly IndicatorId[],
  limit: number,
): Promise<UnverifiedReading[]> {
  if (indicators.length === 0) return [];
  const marks = indicators.map(() => '?').join(', ');
  const rows = await sql.all<UnverifiedRow>(
    `SELECT s.indicator, s.area, r.series_id, r.observed_at, r.version, r.value, r.recorded_at, r.origin, a.name AS actor, r.period, r.note,
        (SELECT p.value FROM reading p WHERE p.series_id = r.series_id AND p.observed_at = r.observed_at AND p.version = r.version - 1)
          AS previous
       FROM reading r JOIN series s ON s.id = r.series_id JOIN actor a ON a.id = r.actor_id
      WHERE r.verification <> 1 AND r.quality <> 2 AND s.indicator IN (${marks})
        AND NOT EXISTS (SELECT 1 FROM reading n WHERE n.series_id = r.series_id AND n.observed_at = r.observed_at AND n.version > r.version)
        AND NOT EXISTS (SELECT 1 FROM verification_step v WHERE v.series_id = r.series_id AND v.observed_at = r.observed_at
          AND v.version = r.version AND v.final = 1)
      ORDER BY r.recorded_at, r.seq LIMIT ?`,
    [...indicators, limit],
  );
  const unverified: UnverifiedReading[] = [];
  for (const { series_id, observed_at, recorded_at, origin, indicator, area, ...rest } of rows) {
    const steps = await readSteps(sql, series_id, observed_at);
    unverified.push({
      ...rest,
      indicator: indicator as IndicatorId,
      area: area as AreaCode,
      observedAt: observed_at,
      recordedAt: recorded_at,
      origin: toOrigin(origin),
      steps: steps.filter((step) => step.version === rest.version).map(toTaken),
    });
  }
  return unverified;
}

function readSteps(sql: SqlReader, seriesId: number, observedAt: number) {
  return sql.all<StepRow>(
    'SELECT * FROM verification_step WHERE series_id = ? AND observed_at = ? ORDER BY version, step',
    [seriesId, observedAt],
  );
}

interface VersionRow {
  observed_at: number;
  version: number;
  value: number | null;
  recorded_at: number;
  seq: number;
  origin: number;
  quality: number;
  verification: number;
  body: string;
  actor: string;
  period: string | null;
  note: string | null;
  ref: string | null;
}

/** Every version of one instant with its steps and the entry it was stored with. */
export async function readVersions(
  sql: SqlReader,
  indicator: string,
  area: string,
  observedAt: number,
): Promise<ReadingVersion[]> {
  const versions: ReadingVersion[] = [];
  for (const version of await readVersionsAt(sql, indicator, area, [observedAt])) {
    const entry = await findAuditOf(sql, version.seq);
    versions.push({
      ...version,
      audit: entry ? { n: entry.n, label: entry.label, from: entry.from, after: entry.after ?? null } : null,
    });
  }
  return versions;
}

/** Every version of each of these instants with its steps. */
export async function readVersionsAt(
  sql: SqlReader,
  indicator: string,
  area: string,
  instants: readonly number[],
): Promise<BareVersion[]> {
  const seriesId = await findSeries(sql, indicator, area);
  const [first] = instants;
  if (seriesId === null || first === undefined) return [];
  if (instants.length > mostInstants) throw new RangeError(`more than ${mostInstants} instants`);
  // Filled up with one of them: two statements are prepared, not one for each number of instants.
  const count = instants.length === 1 ? 1 : mostInstants;
  const params = [seriesId, ...Array.from({ length: count }, (_, index) => instants[index] ?? first)];
  const marks = Array.from({ length: count }, () => '?').join(',');
  const rows = await sql.all<VersionRow>(
    `SELECT r.observed_at, r.version, r.value, r.recorded_at, r.seq, r.origin, r.quality, r.verification, c.body, a.name AS actor, r.period, r.note, f.ref
       FROM reading r JOIN source c ON c.id = r.source_id JOIN actor a ON a.id = r.actor_id LEFT JOIN reading_ref f ON f.seq = r.seq
      WHERE r.series_id = ? AND r.observed_at IN (${marks}) ORDER BY r.observed_at, r.version`,
    params,
  );
  const steps = await sql.all<StepRow>(
    `SELECT * FROM verification_step WHERE series_id = ? AND observed_at IN (${marks}) ORDER BY observed_at, version, step`,
    params,
  );
  return rows.map(({ observed_at, recorded_at, body, origin, quality, verification, ...rest }) => {
    const taken = steps
      .filter((step) => step.observed_at === observed_at && step.version === rest.version)
      .map(toTaken);
    const isFinal = taken.some((step) => step.final);
    return {
      ...rest,
      observedAt: observed_at,
      recordedAt: recorded_at,
      origin: toOrigin(origin),
      quality: toQuality(quality),
      verification: toEffective(toVerification(verification), isFinal),
      source: JSON.parse(body) as Source,
      steps: taken,
    };
  });
}
