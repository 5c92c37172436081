import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Receipt } from '../domain/timeliness/receiptReader.ts';
import type { SqlReader } from './sql.ts';

interface ReceiptRow {
  indicator: string;
  area: string;
  observed_at: number;
  recorded_at: number;
}

/** First versions of the given indicators between two instants, series by series off the clustered key. */
export async function readReceipts(
  sql: SqlReader,
  indicators: readonly string[],
  from: number,
  to: number,
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const indicator of new Set(indicators)) {
    const rows = await sql.all<ReceiptRow>(
      `SELECT s.indicator, s.area, r.observed_at, r.recorded_at FROM series s JOIN reading r ON r.series_id = s.id
        WHERE s.indicator = ? AND r.observed_at BETWEEN ? AND ? AND r.version = 1`,
      [indicator, from, to],
    );
    for (const row of rows) {
      receipts.push({
        indicator: row.indicator as IndicatorId,
        area: row.area as AreaCode,
        observedAt: row.observed_at,
        firstRecordedAt: row.recorded_at,
      });
    }
  }
  return receipts;
}
