import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Verification } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import type { InstantKey, SeriesChange, StandingValue } from '../domain/readings/readingStore.ts';
import { toOrigin, toQuality, toVerification } from './codes.ts';
import type { SqlReader } from './sql.ts';

interface PresentRow {
  id: number;
  indicator: string;
  area: string;
  seq: number;
  observed_at: number;
  recorded_at: number;
  value: number | null;
  origin: number;
  quality: number;
  verification: number;
  body: string;
  period: string | null;
  note: string | null;
  was_value: number | null;
  was_until: number | null;
  verified: number;
}

function toChange(row: PresentRow): SeriesChange {
  return {
    seriesNumber: row.id,
    seq: row.seq,
    record: {
      indicator: row.indicator as IndicatorId,
      area: row.area as AreaCode,
      value: row.value,
      observedAt: row.observed_at,
      recordedAt: row.recorded_at,
      origin: toOrigin(row.origin),
      quality: toQuality(row.quality),
      verification: toEffective(toVerification(row.verification), row.verified === 1),
      source: JSON.parse(row.body) as Source,
      ...(row.period === null ? {} : { period: row.period }),
      ...(row.note === null ? {} : { note: row.note }),
      ...(row.was_until === null ? {} : { was: { value: row.was_value, until: row.was_until } }),
    },
  };
}

/** A provisional value that passed its last step is verified; a restated one stays restated. */
export function toEffective(stored: Verification, isVerified: boolean): Verification {
  return isVerified && stored === 'provisional' ? 'verified' : stored;
}

const presentSql = `SELECT s.id, s.indicator, s.area, p.seq, p.observed_at, r.recorded_at, r.value, r.origin, r.quality, r.verification,
            c.body, r.period, r.note, p.was_value, p.was_until, p.verified
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
  version: number;
}

/** What stands at each instant now. Each look-up goes straight to its place in the clustered key. */
export async function findNewest(
  sql: SqlReader,
  keys: readonly InstantKey[],
): Promise<(StandingValue | null)[]> {
  const found: (StandingValue | null)[] = [];
  for (const { indicator, area, observedAt } of keys) {
    const [row] = await sql.all<StandingRow>(
      `SELECT r.value, r.recorded_at, r.quality, r.version FROM reading r JOIN series s ON s.id = r.series_id
        WHERE s.indicator = ? AND s.area = ? AND r.observed_at = ? ORDER BY r.version DESC LIMIT 1`,
      [indicator, area, observedAt],
    );
    found.push(
      row
        ? {
            value: row.value,
            recordedAt: row.recorded_at,
            quality: toQuality(row.quality),
            version: row.version,
          }
        : null,
    );
  }
  return found;
}
