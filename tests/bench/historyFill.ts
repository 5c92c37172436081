import { join } from 'node:path';
import Database from 'better-sqlite3';
import { areaCodeSchema, indicatorIdSchema } from '#shared/model/ids.ts';
import type { NewReading } from '../../server/domain/readings/readingStore.ts';
import type { Store } from '../../server/domain/store.ts';
import { openStore } from '../../server/storage/openStore.ts';
import { remakeSeries } from '../../server/storage/remakeRollups.ts';
import { createSqliteSql } from '../../server/storage/sqlite/connection.ts';

export const yearMs = 365 * 86_400_000;
export const endAt = Date.UTC(2026, 0, 1);
export const area = areaCodeSchema.parse('32.16');

/** How much the file holds: one series over a whole year, all others over the last days of it, one reading a second. */
export interface Fill {
  readonly longReadings: number;
  readonly others: number;
  readonly readingsEach: number;
}

export const toIndicator = (number: number) => indicatorIdSchema.parse(`bench-${number}`);
/** Series number of the long series: the first that is ever written. */
export const longSeries = 1;

export function open(dataDir: string): Promise<Store> {
  return openStore({
    dataDir,
    classifier: { classOf: () => 'seconds' },
    now: () => endAt,
    randomId: () => 'bench',
  });
}

export function toReading(number: number, observedAt: number, value: number): NewReading {
  return {
    indicator: toIndicator(number),
    area,
    value,
    observedAt,
    origin: 'measured',
    quality: 'good',
    verification: 'provisional',
    correction: false,
    restatedForMs: 0,
  };
}

/** One reading of every series the regular way, so that series, presents, source and actor are what the product makes them. */
async function begin(dataDir: string, others: number): Promise<void> {
  const store = await open(dataDir);
  const readings = Array.from({ length: others + 1 }, (_, index) => toReading(index + 1, endAt, 50));
  await store.append({
    readings,
    source: { key: 'bench', label: 'Bench' },
    receivedAt: endAt,
    actor: 'bench',
  });
  while ((await store.rollUp()) > 0);
  await store.close();
}

/** Readings of one series made by the engine itself, in the order of the table: half a minute for fifty million of them. */
const fillText = `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count)
  INSERT INTO reading SELECT r.series_id, @from + CAST(n.i * @step AS INTEGER), 1,
    round(50 + 30 * sin(n.i / 500.0) + ((n.i * 7919) % 997) / 100.0 + CASE WHEN n.i % 49999 = 7 THEN 400 ELSE 0 END, 2),
    r.recorded_at, @seq + n.i, 2 + n.i, r.origin, r.quality, r.verification, r.source_id, r.actor_id, NULL, NULL
  FROM n, reading r WHERE r.series_id = @series AND r.observed_at = @end AND r.version = 1`;

/**
 * Fills the file in bulk with its safety off, then lets the product's own code make the roll-ups of the long series. Outbox rows of
 * what is rolled up already are not made: the product would have let them go.
 */
export async function fill(dataDir: string, { longReadings, others, readingsEach }: Fill): Promise<void> {
  await begin(dataDir, others);
  const db = new Database(join(dataDir, 'simpul.db'));
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.pragma('cache_size = -262144');
  const insert = db.prepare(fillText);
  let seq = others + 2;
  db.transaction(() => {
    for (let series = 1; series <= others + 1; series += 1) {
      const count = series === longSeries ? longReadings : readingsEach;
      const step = series === longSeries ? yearMs / count : 1_000;
      insert.run({ count, from: endAt - count * step, step, seq, series, end: endAt });
      db.prepare('UPDATE present SET last_series_seq = ? WHERE series_id = ?').run(count + 1, series);
      seq += count;
    }
    db.prepare('UPDATE head SET seq = ?, rolled_seq = ?, readings = ?').run(seq - 1, seq - 1, seq - 1);
  })();
  const sql = createSqliteSql(db);
  await sql.run('BEGIN');
  await remakeSeries(sql, longSeries);
  await sql.run('COMMIT');
  db.close();
}
