import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { LiveRecord, Verification } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import { toOrigin, toQuality, toVerification } from './codes.ts';

/** A reading `r` of a series `s` with its source `c`. */
export interface RecordRow {
  indicator: string;
  area: string;
  observed_at: number;
  recorded_at: number;
  value: number | null;
  origin: number;
  quality: number;
  verification: number;
  body: string;
  period: string | null;
  note: string | null;
}

/** Columns of a `RecordRow`. */
export const recordColumns =
  's.indicator, s.area, r.observed_at, r.recorded_at, r.value, r.origin, r.quality, r.verification, c.body, r.period, r.note';

/** The record of a row, without what it had replaced; `isVerified` where it has passed its last step. */
export function toRecord(row: RecordRow, isVerified: boolean): Omit<LiveRecord, 'was'> {
  return {
    indicator: row.indicator as IndicatorId,
    area: row.area as AreaCode,
    value: row.value,
    observedAt: row.observed_at,
    recordedAt: row.recorded_at,
    origin: toOrigin(row.origin),
    quality: toQuality(row.quality),
    verification: toEffective(toVerification(row.verification), isVerified),
    source: JSON.parse(row.body) as Source,
    ...(row.period === null ? {} : { period: row.period }),
    ...(row.note === null ? {} : { note: row.note }),
  };
}

/** A provisional value that passed its last step is verified; a restated one stays restated. */
export function toEffective(stored: Verification, isVerified: boolean): Verification {
  return isVerified && stored === 'provisional' ? 'verified' : stored;
}
