import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { HistoryPoint } from '../../server/domain/readings/readingStore.ts';
import type { Store } from '../../server/domain/store.ts';
import {
  area,
  endAt,
  type Fill,
  fill,
  longSeries,
  open,
  toIndicator,
  toReading,
  yearMs,
} from './historyFill.ts';
import { type Comparison, interleave } from './measure.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const maxPoints = 1_000;
/** Readings that come in after the fill: roll-ups do not cover them, and the answers must. */
const freshReadings = 500;

const sizes: Readonly<Record<'full' | 'quick', Fill>> = {
  full: { longReadings: 10_000_000, others: 400, readingsEach: 100_000 },
  quick: { longReadings: 1_000_000, others: 40, readingsEach: 25_000 },
};

/** The regular way, up to the end of the range that is asked for. */
async function addFresh(store: Store): Promise<void> {
  const readings = Array.from({ length: freshReadings }, (_, index) =>
    toReading(longSeries, endAt - (freshReadings - index) * 1_000 + 1, 60 + (index % 7)),
  );
  await store.append({
    readings,
    source: { key: 'bench', label: 'Bench' },
    receivedAt: endAt,
    actor: 'bench',
  });
}

interface Span {
  readonly name: string;
  readonly from: number;
  readonly bucketMs: number;
  readonly table: string;
}

/** The narrowest whole buckets that give at most `maxPoints`: what the product chooses too. */
function toSpan(name: string, spanMs: number, unitMs: number, table: string): Span {
  const from = endAt - spanMs;
  return { name, from, bucketMs: Math.ceil(spanMs / maxPoints / unitMs) * unitMs, table };
}

/** Last, lowest and highest of each bucket off a roll-up, in one statement. */
function prepareBare(db: Database.Database, { from, bucketMs, table }: Span) {
  const statement = db
    .prepare(
      `SELECT b.last_at, (SELECT l.last_value FROM ${table} l WHERE l.series_id = ${longSeries} AND l.bucket_at <= b.last_at
           ORDER BY l.bucket_at DESC LIMIT 1), b.low, b.high
         FROM (SELECT max(last_at) AS last_at, min(low) AS low, max(high) AS high FROM ${table}
           WHERE series_id = ${longSeries} AND bucket_at BETWEEN ? AND ? GROUP BY (bucket_at - ${from}) / ${bucketMs}) b`,
    )
    .raw();
  return () => statement.all(from, endAt - 1) as HistoryPoint[];
}

/** The same off the raw readings, none of which is a correction. */
function prepareRaw(db: Database.Database, { from, bucketMs }: Span) {
  const statement = db
    .prepare(
      `SELECT b.last_at, (SELECT l.value FROM reading l WHERE l.series_id = ${longSeries} AND l.observed_at = b.last_at), b.low, b.high
         FROM (SELECT max(observed_at) AS last_at, min(value) AS low, max(value) AS high FROM reading
           WHERE series_id = ${longSeries} AND observed_at BETWEEN ? AND ? GROUP BY (observed_at - ${from}) / ${bucketMs}) b`,
    )
    .raw();
  return () => statement.all(from, endAt - 1) as HistoryPoint[];
}

function assertSame(a: readonly HistoryPoint[], b: readonly HistoryPoint[], what: string): void {
  const differs = a.findIndex((point, index) => String(point) !== String(b[index]));
  if (differs < 0 && a.length === b.length) return;
  throw new Error(`${what}: ${a.length} and ${b.length} points, [${a[differs]}] is not [${b[differs]}]`);
}

async function time(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function compareSpan(store: Store, span: Span, bare: () => HistoryPoint[], rounds: number) {
  const query = { indicator: toIndicator(longSeries), area, from: span.from, to: endAt - 1, maxPoints };
  assertSame((await store.readHistory(query)).points, bare(), span.name);
  return interleave(
    rounds,
    () => time(() => store.readHistory(query)),
    () => time(bare),
  );
}

async function compareReads(dataDir: string, rounds: number): Promise<Comparison[]> {
  const store = await open(dataDir);
  const db = new Database(join(dataDir, 'simpul.db'), { readonly: true });
  const year = toSpan('1,000 points over a year', yearMs, hourMs, 'rollup_hour');
  const day = toSpan('24 h of one series', dayMs, 60_000, 'rollup_minute');
  const rest = { unit: 'ms', bound: { kind: 'atMost', ratio: 3 } } as const;
  const yearRow = await compareSpan(store, year, prepareBare(db, year), rounds);
  const dayRow = await compareSpan(store, day, prepareBare(db, day), rounds);
  await addFresh(store);
  const freshRow = await compareSpan(store, day, prepareRaw(db, day), rounds);
  await store.rollUp();
  await compareSpan(store, day, prepareBare(db, day), 0);
  db.close();
  await store.close();
  const note = 'bare SQL for the same points, off the';
  return [
    { name: year.name, ...yearRow, ...rest, note: `${note} hour roll-up` },
    { name: day.name, ...dayRow, ...rest, note: `${note} minute roll-up` },
    {
      name: `${day.name}, ${freshReadings} of it not rolled up yet`,
      ...freshRow,
      ...rest,
      note: `${note} raw readings`,
    },
  ];
}

/** History of one long series on the embedded engine beside bare SQL for the same answer from the same file. */
export async function benchHistory(isQuick: boolean): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-bench-'));
  const size = sizes[isQuick ? 'quick' : 'full'];
  const total = (size.longReadings + size.others * size.readingsEach) / 1e6;
  try {
    const seconds = (await time(() => fill(folder, size))) / 1_000;
    console.error(`bench: ${total} million readings filled in ${seconds.toFixed(0)} s`);
    const rows = await compareReads(folder, isQuick ? 11 : 21);
    const held = `${size.longReadings / 1e6} million readings of it in the year, ${total} million in all`;
    return rows.map((row) => ({ ...row, name: `${row.name}, ${held}` }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
