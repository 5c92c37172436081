import type { Origin } from '#shared/model/reading.ts';
import type { HistoryPoint, HistoryQuery, HistoryResult } from '../domain/readings/readingStore.ts';
import { createBuckets, toBucketPlan } from './buckets.ts';
import { badQualityCode, provisionalCode, rareClassCode, toOrigin } from './codes.ts';
import { type RollupLevel, rollupLevels } from './schema.ts';
import type { SqlReader, SqlValue } from './sql.ts';

const chunkRows = 20_000;
const maxMarks = 1_000;

interface Series {
  id: number;
  class: number;
  pruned_before: number | null;
}
interface RawRow {
  observed_at: number;
  version: number;
  value: number | null;
  quality: number;
}
interface StatedRow extends RawRow {
  origin: number;
  verification: number;
}
interface RollupRow {
  bucket_at: number;
  low: number;
  high: number;
  n: number;
  last_value: number;
  last_at: number;
}
interface Range {
  readonly seriesId: number;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}
type Mark = readonly [number, number | null];

const empty: HistoryResult = {
  points: [],
  downsampled: false,
  bucketMs: 0,
  bad: [],
  restated: [],
  provisional: [],
  origins: [],
};

/** Newest version of each instant that was recorded by `asOf`, in order of time, read in pieces off the clustered key. */
async function* readNewest<Row extends RawRow>(
  sql: SqlReader,
  range: Range,
  moreColumns = '',
): AsyncGenerator<Row> {
  let afterAt = range.from;
  let afterVersion = 0;
  let held: Row | undefined;
  for (;;) {
    const rows = await sql.all<Row>(
      `SELECT observed_at, version, value, quality${moreColumns} FROM reading WHERE series_id = ? AND (observed_at, version) > (?, ?)
         AND observed_at <= ? AND recorded_at <= ? ORDER BY observed_at, version LIMIT ${chunkRows}`,
      [range.seriesId, afterAt, afterVersion, range.to, range.asOf],
    );
    for (const row of rows) {
      if (held && held.observed_at !== row.observed_at) yield held;
      held = row;
    }
    const last = rows.at(-1);
    if (!last || rows.length < chunkRows) break;
    afterAt = last.observed_at;
    afterVersion = last.version;
  }
  if (held) yield held;
}

async function* readRollups(sql: SqlReader, level: RollupLevel, range: Range): AsyncGenerator<RollupRow> {
  let from = range.from;
  for (;;) {
    const rows = await sql.all<RollupRow>(
      `SELECT bucket_at, low, high, n, last_value, last_at FROM ${level.table} WHERE series_id = ? AND bucket_at >= ?
         AND bucket_at <= ? ORDER BY bucket_at LIMIT ${chunkRows}`,
      [range.seriesId, from, range.to],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < chunkRows) return;
    from = last.bucket_at + 1;
  }
}

/** Newest first off the partial index, given back oldest first. */
async function readMarks(
  sql: SqlReader,
  range: Range,
  kind: 'bad' | 'restated',
  limit: number,
): Promise<Mark[]> {
  const value =
    kind === 'bad'
      ? 'r.value'
      : `(SELECT p.value FROM reading p WHERE p.series_id = r.series_id AND p.observed_at = r.observed_at
          AND p.version = r.version - 1) AS value`;
  const where = kind === 'bad' ? `r.quality = ${badQualityCode}` : 'r.version > 1';
  const rows = await sql.all<{ observed_at: number; value: number | null }>(
    `SELECT r.observed_at, ${value} FROM reading r WHERE r.series_id = ? AND r.observed_at BETWEEN ? AND ?
       AND r.recorded_at <= ? AND ${where} AND NOT EXISTS (SELECT 1 FROM reading n WHERE n.series_id = r.series_id
         AND n.observed_at = r.observed_at AND n.version > r.version AND n.recorded_at <= ?)
       ORDER BY r.observed_at DESC LIMIT ${limit}`,
    [range.seriesId, range.from, range.to, range.asOf, range.asOf],
  );
  return rows.reverse().map((row) => [row.observed_at, row.value] as const);
}

async function readNumber(sql: SqlReader, text: string, params: readonly SqlValue[]): Promise<number | null> {
  const [row] = await sql.all<{ x: number | null }>(text, params);
  return row?.x ?? null;
}

/** Where the range really begins and ends, so that an open range does not make buckets of empty centuries. */
async function clampRange(sql: SqlReader, range: Range, hasRollups: boolean): Promise<Range | null> {
  const within = [range.seriesId, range.from, range.to];
  const raw = [...within, range.asOf];
  const edge = (order: 'ASC' | 'DESC') => {
    const text = `SELECT observed_at AS x FROM reading WHERE series_id = ? AND observed_at BETWEEN ? AND ? AND recorded_at <= ?
         ORDER BY observed_at ${order} LIMIT 1`;
    return readNumber(sql, text, raw);
  };
  const first = [await edge('ASC')];
  const last = [await edge('DESC')];
  if (hasRollups) {
    const bucket = (pick: 'min' | 'max') => {
      const text = `SELECT ${pick}(bucket_at) AS x FROM rollup_minute WHERE series_id = ? AND bucket_at BETWEEN ? AND ?`;
      return readNumber(sql, text, within);
    };
    first.push(await bucket('min'));
    const end = await bucket('max');
    last.push(end === null ? null : Math.min(end + 59_999, range.to));
  }
  const known = (list: (number | null)[]) => list.filter((at) => at !== null);
  if (known(first).length === 0) return null;
  return { ...range, from: Math.min(...known(first)), to: Math.max(...known(last)) };
}

/** The whole range if it holds at most `maxPoints` readings, else null. */
async function readExact(sql: SqlReader, range: Range, maxPoints: number): Promise<HistoryResult | null> {
  const count = await readNumber(
    sql,
    `SELECT count(*) AS x FROM (SELECT 1 AS one FROM reading WHERE series_id = ? AND observed_at BETWEEN ? AND ? AND version = 1
       AND recorded_at <= ? LIMIT ${maxPoints + 1}) q`,
    [range.seriesId, range.from, range.to, range.asOf],
  );
  if ((count ?? 0) > maxPoints) return null;
  const points: HistoryPoint[] = [];
  const bad: Mark[] = [];
  const provisional: number[] = [];
  const origins: [number, Origin][] = [];
  const rows: AsyncGenerator<StatedRow> = readNewest(sql, range, ', origin, verification');
  for await (const row of rows) {
    (row.quality === badQualityCode ? bad : points).push([row.observed_at, row.value]);
    if (row.quality === badQualityCode) continue;
    if (row.verification === provisionalCode) provisional.push(row.observed_at);
    const origin = toOrigin(row.origin);
    if (origins.at(-1)?.[1] !== origin) origins.push([row.observed_at, origin]);
  }
  const restated = await readMarks(sql, range, 'restated', maxMarks);
  return { ...empty, points, bad, restated, provisional, origins };
}

async function readBuckets(
  sql: SqlReader,
  series: Series,
  range: Range,
  options: { maxPoints: number; rolled: boolean },
) {
  const plan = toBucketPlan(range.from, range.to, options.maxPoints);
  const buckets = createBuckets(plan);
  const level = options.rolled
    ? rollupLevels.findLast(({ widthMs }) => plan.widthMs % widthMs === 0)
    : undefined;
  const prunedBefore = series.pruned_before ?? Number.NEGATIVE_INFINITY;
  const addRaw = async (from: number, to: number) => {
    if (from > to) return;
    for await (const row of readNewest(sql, { ...range, from, to })) {
      if (row.quality !== badQualityCode && row.value !== null) {
        buckets.add({ at: row.observed_at, last: row.value, low: row.value, high: row.value });
      }
    }
  };
  if (!level) {
    await addRaw(range.from, range.to);
  } else {
    const { widthMs } = level;
    // Edges that cut a bucket come from raw readings; where those are gone, the whole bucket stands in.
    const wholeFrom =
      range.from < prunedBefore
        ? range.from - (range.from % widthMs)
        : Math.ceil(range.from / widthMs) * widthMs;
    const wholeTo = range.to < prunedBefore ? range.to + 1 : Math.floor((range.to + 1) / widthMs) * widthMs;
    await addRaw(range.from, Math.min(wholeFrom - 1, range.to));
    if (wholeTo > wholeFrom) {
      for await (const row of readRollups(sql, level, { ...range, from: wholeFrom, to: wholeTo - 1 })) {
        buckets.add({
          at: Math.min(row.last_at, range.to),
          last: row.last_value,
          low: row.low,
          high: row.high,
        });
      }
    }
    await addRaw(Math.max(wholeTo, wholeFrom), range.to);
  }
  return { points: buckets.list(), bucketMs: plan.widthMs };
}

/** Reads one series: exact where it fits, else one point a bucket with its lowest and highest, so that spikes stay. */
export async function readHistory(sql: SqlReader, query: HistoryQuery): Promise<HistoryResult> {
  const [series] = await sql.all<Series>(
    'SELECT id, class, pruned_before FROM series WHERE indicator = ? AND area = ?',
    [query.indicator, query.area],
  );
  if (!series) return empty;
  const rolled = series.class !== rareClassCode && query.asOf === undefined;
  const asked = {
    seriesId: series.id,
    from: query.from,
    to: query.to,
    asOf: query.asOf ?? Number.MAX_SAFE_INTEGER,
  };
  const range = await clampRange(sql, asked, rolled);
  if (!range) return empty;
  const isPruned = rolled && range.from < (series.pruned_before ?? Number.NEGATIVE_INFINITY);
  const exact = isPruned ? null : await readExact(sql, range, query.maxPoints);
  if (exact) return exact;
  const { points, bucketMs } = await readBuckets(sql, series, range, { maxPoints: query.maxPoints, rolled });
  return {
    ...empty,
    points,
    downsampled: true,
    bucketMs,
    bad: await readMarks(sql, range, 'bad', Math.min(maxMarks, query.maxPoints)),
    restated: await readMarks(sql, range, 'restated', maxMarks),
  };
}
