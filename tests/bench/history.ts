import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { areaCodeSchema, indicatorIdSchema } from '#shared/model/ids.ts';
import type { Store } from '../../server/domain/store.ts';
import { openStore } from '../../server/storage/openStore.ts';
import { createRandom } from '../support/seeded.ts';
import { type Comparison, interleave } from './measure.ts';

const indicator = indicatorIdSchema.parse('environment-pm25');
const area = areaCodeSchema.parse('32.16');
const yearMs = 365 * 86_400_000;
const dayMs = 86_400_000;
const endAt = Date.UTC(2026, 0, 1);
const maxPoints = 1_000;

function open(dataDir: string): Promise<Store> {
  return openStore({
    dataDir,
    classifier: { classOf: () => 'seconds' },
    now: () => endAt,
    randomId: () => 'bench',
  });
}

/** Takes one reading the regular way, so that series, source and actor exist, then fills the year through bare SQL. */
async function fill(dataDir: string, count: number): Promise<void> {
  const store = await open(dataDir);
  const stepMs = Math.floor(yearMs / count);
  await store.append({
    readings: [
      {
        indicator,
        area,
        value: 1,
        observedAt: endAt,
        origin: 'measured',
        quality: 'good',
        verification: 'provisional',
        correction: false,
        restatedForMs: 0,
      },
    ],
    source: { key: 'bench', label: 'Bench' },
    receivedAt: endAt,
    actor: 'bench',
  });
  await store.close();
  const db = new Database(join(dataDir, 'simpul.db'));
  const random = createRandom(10);
  const copy = db.prepare(
    `insert into reading select series_id, ?, version, ?, recorded_at, ?, ?, origin, quality, verification, source_id, actor_id,
       period, note from reading where series_id = 1 and observed_at = ${endAt}`,
  );
  const run = db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      copy.run(endAt - yearMs + index * stepMs, 50 + random() * 40, index + 2, index + 2);
    }
    db.prepare('update head set seq = ?, readings = ?').run(count + 1, count + 1);
    db.prepare('update present set last_series_seq = ?').run(count + 1);
  });
  run();
  db.close();
}

async function rollUp(dataDir: string): Promise<void> {
  const store = await open(dataDir);
  const forever = { secondsDays: 100_000, minutesDays: 100_000, outboxDays: 100_000, idempotencyDays: 7 };
  while ((await store.maintain(forever, endAt)).rolledUp > 0);
  await store.close();
}

async function time(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function compareReads(dataDir: string, rounds: number): Promise<Comparison[]> {
  const store = await open(dataDir);
  const db = new Database(join(dataDir, 'simpul.db'), { readonly: true });
  const bareYear = db.prepare(
    `select bucket_at / ${Math.floor(yearMs / maxPoints)} as b, min(low), max(high), sum(total), sum(n) from rollup_hour
       where series_id = 1 and bucket_at between ? and ? group by b`,
  );
  const bareDay = db.prepare(
    'select observed_at, value, max(version) from reading where series_id = 1 and observed_at between ? and ? group by observed_at',
  );
  const query = (spanMs: number, points: number) =>
    store.readHistory({ indicator, area, from: endAt - spanMs, to: endAt - 1, maxPoints: points });
  const year = await interleave(
    rounds,
    () => time(() => query(yearMs, maxPoints)),
    () => time(() => bareYear.all(endAt - yearMs, endAt - 1)),
  );
  const day = await interleave(
    rounds,
    () => time(() => query(dayMs, 10_000)),
    () => time(() => bareDay.all(endAt - dayMs, endAt - 1)),
  );
  db.close();
  await store.close();
  const bound = { kind: 'atMost', ratio: 3 } as const;
  return [
    { name: '1,000 points over a year', unit: 'ms', ...year, bound, note: 'bare SQL over the hour roll-up' },
    { name: '24 h of one series', unit: 'ms', ...day, bound, note: 'bare SQL over the raw readings' },
  ];
}

/** History of one long series on the embedded engine beside bare SQL on the same file. */
export async function benchHistory(isQuick: boolean): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-bench-'));
  const count = isQuick ? 1_000_000 : 10_000_000;
  try {
    await fill(folder, count);
    await rollUp(folder);
    const rows = await compareReads(folder, isQuick ? 7 : 21);
    return rows.map((row) => ({ ...row, name: `${row.name}, ${count / 1e6} million readings` }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
