import type { Origin } from '#shared/model/reading.ts';
import type { HistoryPoint, HistoryQuery, HistoryResult } from '../domain/readings/readingStore.ts';
import { createBuckets, toBucketPlan } from './buckets.ts';
import { badQualityCode, provisionalCode, rareClassCode, toOrigin, uncertainQualityCode } from './codes.ts';
import { readRolled } from './readRolled.ts';
import { rollupLevels } from './schema.ts';
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
  uncertain: [],
  origins: [],
};

/** Hands on the newest version of each instant that was recorded by `asOf`, in order of time, read in pieces off the clustered key. */
async function forEachNewest<Row extends RawRow>(
  sql: SqlReader,
  range: Range,
  take: (row: Row) => void,
  moreColumns = '',
): Promise<void> {
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
      if (held && held.observed_at !== row.observed_at) take(held);
      held = row;
    }
    const last = rows.at(-1);
    if (!last || rows.length < chunkRows) break;
    afterAt = last.observed_at;
    afterVersion = last.version;
  }
  if (held) take(held);
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
  // Without statistics SQLite would walk the whole range along the clustered key instead.
  const index = sql.dialect === 'sqlite' ? `INDEXED BY reading_${kind}` : '';
  const where = kind === 'bad' ? `r.quality = ${badQualityCode}` : 'r.version > 1';
  const rows = await sql.all<{ observed_at: number; value: number | null }>(
    `SELECT r.observed_at, ${value} FROM reading r ${index} WHERE r.series_id = ? AND r.observed_at BETWEEN ? AND ?
       AND r.recorded_at <= ? AND ${where} AND NOT EXISTS (SELECT 1 FROM reading n WHERE n.series_id = r.series_id
         AND n.observed_at = r.observed_at AND n.version > r.version AND n.recorded_at <= ?)
       ORDER BY r.observed_at DESC LIMIT ?`,
    [range.seriesId, range.from, range.to, range.asOf, range.asOf, limit],
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

/** Instants whose first version passed its last step by `asOf`. */
async function readVerified(sql: SqlReader, range: Range): Promise<Set<number>> {
  const rows = await sql.all<{ observed_at: number }>(
    `SELECT observed_at FROM verification_step WHERE series_id = ? AND observed_at BETWEEN ? AND ? AND final = 1 AND version = 1
       AND at <= ?`,
    [range.seriesId, range.from, range.to, range.asOf],
  );
  return new Set(rows.map((row) => row.observed_at));
}

/** The whole range if it holds at most `maxPoints` readings, else null. */
async function readExact(sql: SqlReader, range: Range, maxPoints: number): Promise<HistoryResult | null> {
  const count = await readNumber(
    sql,
    `SELECT count(*) AS x FROM (SELECT 1 AS one FROM reading WHERE series_id = ? AND observed_at BETWEEN ? AND ? AND version = 1
       AND recorded_at <= ? LIMIT ?) q`,
    [range.seriesId, range.from, range.to, range.asOf, maxPoints + 1],
  );
  if ((count ?? 0) > maxPoints) return null;
  const points: HistoryPoint[] = [];
  const bad: Mark[] = [];
  const provisional: number[] = [];
  const uncertain: number[] = [];
  const origins: [number, Origin][] = [];
  const keep = (row: StatedRow) => {
    (row.quality === badQualityCode ? bad : points).push([row.observed_at, row.value]);
    if (row.quality === badQualityCode) return;
    if (row.verification === provisionalCode) provisional.push(row.observed_at);
    if (row.quality === uncertainQualityCode) uncertain.push(row.observed_at);
    const origin = toOrigin(row.origin);
    if (origins.at(-1)?.[1] !== origin) origins.push([row.observed_at, origin]);
  };
  await forEachNewest(sql, range, keep, ', origin, verification');
  const verified = provisional.length > 0 ? await readVerified(sql, range) : new Set<number>();
  const restated = await readMarks(sql, range, 'restated', maxMarks);
  return {
    ...empty,
    points,
    bad,
    restated,
    provisional: provisional.filter((at) => !verified.has(at)),
    uncertain,
    origins,
  };
}

/** The stretch of whole buckets. Edges that cut a bucket come from raw readings; where those are gone, the whole bucket stands in. */
function toWholeRange(range: Range, widthMs: number, prunedBefore: number): { from: number; to: number } {
  const down = (at: number) => Math.floor(at / widthMs) * widthMs;
  return {
    from: range.from < prunedBefore ? down(range.from) : down(range.from + widthMs - 1),
    to: range.to < prunedBefore ? range.to : down(range.to + 1) - 1,
  };
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
    ? rollupLevels.findLast(({ widthMs }) => plan.widthMs % widthMs === 0 && plan.originAt % widthMs === 0)
    : undefined;
  const addRaw = async (from: number, to: number) => {
    if (from > to) return;
    await forEachNewest(sql, { ...range, from, to }, ({ observed_at: at, value, quality }) => {
      if (quality === badQualityCode || value === null) return;
      buckets.add({ at, last: value, low: value, high: value });
    });
  };
  const prunedBefore = series.pruned_before ?? Number.NEGATIVE_INFINITY;
  const whole = level ? toWholeRange(range, level.widthMs, prunedBefore) : null;
  if (level && whole && whole.from <= whole.to) {
    await addRaw(range.from, whole.from - 1);
    const rolledRange = { seriesId: range.seriesId, ...whole, prunedBefore };
    await readRolled({ sql, level, plan, range: rolledRange, add: buckets.add, addRaw });
    await addRaw(whole.to + 1, range.to);
  } else {
    await addRaw(range.from, range.to);
  }
  return { points: buckets.list(), bucketMs: plan.widthMs };
}

/** Reads one series, in one snapshot of the store: exact where it fits, else one point a bucket with its lowest and highest, so that spikes stay. */
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
