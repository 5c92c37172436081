import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Source } from '#shared/model/text.ts';
import type { SeriesChange } from '../domain/readings/readingStore.ts';
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
      verification: toVerification(row.verification),
      source: JSON.parse(row.body) as Source,
      ...(row.period === null ? {} : { period: row.period }),
      ...(row.note === null ? {} : { note: row.note }),
      ...(row.was_until === null ? {} : { was: { value: row.was_value, until: row.was_until } }),
    },
  };
}

/** The present of every series in order of its number. */
export async function loadCurrent(sql: SqlReader): Promise<SeriesChange[]> {
  const rows = await sql.all<PresentRow>(
    `SELECT s.id, s.indicator, s.area, p.seq, p.observed_at, r.recorded_at, r.value, r.origin, r.quality, r.verification,
            c.body, r.period, r.note, p.was_value, p.was_until
       FROM present p JOIN series s ON s.id = p.series_id
       JOIN reading r ON r.series_id = p.series_id AND r.observed_at = p.observed_at AND r.version = p.version
       JOIN source c ON c.id = r.source_id ORDER BY s.id`,
  );
  return rows.map(toChange);
}

/** Series whose present is not what history says (R3), including those that have readings and no present. */
export async function verifyCurrent(sql: SqlReader): Promise<number[]> {
  const rows = await sql.all<{ id: number }>(
    `SELECT s.id FROM series s LEFT JOIN present p ON p.series_id = s.id
      WHERE p.seq IS NULL OR p.seq <> coalesce((SELECT r.seq FROM reading r WHERE r.series_id = s.id
        ORDER BY r.observed_at DESC, r.version DESC LIMIT 1), -1) ORDER BY s.id`,
  );
  return rows.map((row) => row.id);
}
