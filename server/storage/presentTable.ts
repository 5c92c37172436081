import type { InstantKey, SeriesChange, StandingValue } from '../domain/readings/readingStore.ts';
import { toQuality, toVerification } from './codes.ts';
import { type RecordRow, recordColumns, toEffective, toRecord } from './recordRow.ts';
import type { SqlReader } from './sql.ts';

interface PresentRow extends RecordRow {
  id: number;
  seq: number;
  was_value: number | null;
  was_until: number | null;
  verified: number;
}

function toChange(row: PresentRow): SeriesChange {
  return {
    seriesNumber: row.id,
    seq: row.seq,
    record: {
      ...toRecord(row, row.verified === 1),
      ...(row.was_until === null ? {} : { was: { value: row.was_value, until: row.was_until } }),
    },
  };
}

const presentSql = `SELECT s.id, p.seq, ${recordColumns}, p.was_value, p.was_until, p.verified
       FROM present p JOIN series s ON s.id = p.series_id
       JOIN reading r ON r.series_id = p.series_id AND r.observed_at = p.observed_at AND r.version = p.version
       JOIN source c ON c.id = r.source_id`;

/** The present of every series in order of its number. */
export async function loadCurrent(sql: SqlReader): Promise<SeriesChange[]> {
  return (await sql.all<PresentRow>(`${presentSql} ORDER BY s.id`)).map(toChange);
}

/** The present of one series. */
export async function loadPresent(sql: SqlReader, seriesId: number): Promise<SeriesChange | null> {
  const [row] = await sql.all<PresentRow>(`${presentSql} WHERE s.id = ?`, [seriesId]);
  return row ? toChange(row) : null;
}

/** Series whose present is not what history says (R3), including those that have readings and no present. */
export async function verifyCurrent(sql: SqlReader): Promise<number[]> {
  const rows = await sql.all<{ id: number }>(
    `SELECT s.id FROM series s LEFT JOIN present p ON p.series_id = s.id
      WHERE p.seq IS NULL OR NOT EXISTS (SELECT 1 FROM reading r WHERE r.series_id = s.id AND r.observed_at = p.observed_at
        AND r.version = p.version AND r.seq <= p.seq)
        OR EXISTS (SELECT 1 FROM reading n WHERE n.series_id = s.id AND (n.observed_at, n.version) > (p.observed_at, p.version))
      ORDER BY s.id`,
  );
  return rows.map((row) => row.id);
}

interface StandingRow {
  value: number | null;
  recorded_at: number;
  quality: number;
  verification: number;
  version: number;
  is_final: number;
}

/** What stands at each instant now. Each look-up goes straight to its place in the clustered key. */
export async function findNewest(
  sql: SqlReader,
  keys: readonly InstantKey[],
): Promise<(StandingValue | null)[]> {
  const found: (StandingValue | null)[] = [];
  for (const { indicator, area, observedAt } of keys) {
    const [row] = await sql.all<StandingRow>(
      `SELECT r.value, r.recorded_at, r.quality, r.verification, r.version, (SELECT count(*) FROM verification_step v
           WHERE v.series_id = r.series_id AND v.observed_at = r.observed_at AND v.version = r.version AND v.final = 1) AS is_final
         FROM reading r JOIN series s ON s.id = r.series_id
        WHERE s.indicator = ? AND s.area = ? AND r.observed_at = ? ORDER BY r.version DESC LIMIT 1`,
      [indicator, area, observedAt],
    );
    found.push(row ? toStanding(row) : null);
  }
  return found;
}

function toStanding({
  value,
  recorded_at,
  quality,
  verification,
  version,
  is_final,
}: StandingRow): StandingValue {
  return {
    value,
    recordedAt: recorded_at,
    quality: toQuality(quality),
    verification: toEffective(toVerification(verification), is_final > 0),
    version,
  };
}
