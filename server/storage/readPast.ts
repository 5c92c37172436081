import type { FeedState } from '#shared/model/feedState.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Source } from '#shared/model/text.ts';
import { maxAheadMs } from '#shared/protocol/limits.ts';
import type { StoredAlarm } from '../domain/alarms/alarmStore.ts';
import type { Past, PastQuery, PastRecord } from '../domain/past/pastReader.ts';
import { toOrigin, toQuality, toVerification } from './codes.ts';
import { toEffective } from './presentTable.ts';
import type { SqlReader } from './sql.ts';

/** A version that ended this long before is never the one that a screen of that moment still showed. Milliseconds. */
const slackMs = 60_000;

/** Everything as it stood at a moment. One look-up a series, straight off the clustered key; nothing of the present is touched. */
export async function readPast(sql: SqlReader, query: PastQuery): Promise<Past> {
  const bound = { at: query.at, seq: query.seq ?? Number.MAX_SAFE_INTEGER };
  const records = await readRecords(sql, bound);
  const events = await readEvents(sql, bound, query.events);
  const links = await readVersions<FeedState>(sql, 'link_version', bound);
  const alarms = await readVersions<StoredAlarm>(sql, 'alarm', bound);
  const open = alarms.filter(({ body }) => body.alarm.state !== 'normal');
  const seqs = [...records, ...events, ...links, ...alarms].map(({ seq }) => seq);
  return {
    seq: seqs.reduce((highest, seq) => Math.max(highest, seq), 0),
    records: records.map(({ record, wasValue }) => ({ record, wasValue })),
    events: events.map(({ body }) => body),
    links: links.map(({ body }) => body),
    alarms: open.map(({ body }) => body),
  };
}

interface Bound {
  readonly at: number;
  readonly seq: number;
}

interface ReadingRow {
  seq: number;
  observed_at: number;
  version: number;
  recorded_at: number;
  value: number | null;
  origin: number;
  quality: number;
  verification: number;
  body: string;
  period: string | null;
  note: string | null;
  was_value: number | null;
  is_final: number;
}

const readingSql = `SELECT r.seq, r.observed_at, r.version, r.recorded_at, r.value, r.origin, r.quality, r.verification, c.body, r.period,
       r.note, (SELECT p.value FROM reading p WHERE p.series_id = r.series_id AND p.observed_at = r.observed_at
         AND p.version = r.version - 1) AS was_value,
       (SELECT count(*) FROM verification_step v WHERE v.series_id = r.series_id AND v.observed_at = r.observed_at
         AND v.version = r.version AND v.final = 1 AND v.at <= ?) AS is_final
  FROM reading r JOIN source c ON c.id = r.source_id
 WHERE r.series_id = ? AND r.observed_at <= ? AND r.recorded_at <= ? AND r.seq <= ?
 ORDER BY r.observed_at DESC, r.version DESC LIMIT 1`;

async function readRecords(sql: SqlReader, { at, seq }: Bound): Promise<(PastRecord & { seq: number })[]> {
  const series = await sql.all<{ id: number; indicator: string; area: string }>(
    'SELECT id, indicator, area FROM series ORDER BY id',
  );
  const found: (PastRecord & { seq: number })[] = [];
  for (const { id, indicator, area } of series) {
    // Nothing lies further ahead of its arrival, so later instants need not be looked at.
    const [row] = await sql.all<ReadingRow>(readingSql, [at, id, at + maxAheadMs, at, seq]);
    if (row) found.push(toPastRecord(row, indicator, area));
  }
  return found;
}

function toPastRecord(row: ReadingRow, indicator: string, area: string): PastRecord & { seq: number } {
  return {
    seq: row.seq,
    wasValue: row.version > 1 ? row.was_value : undefined,
    record: {
      indicator: indicator as IndicatorId,
      area: area as AreaCode,
      value: row.value,
      observedAt: row.observed_at,
      recordedAt: row.recorded_at,
      origin: toOrigin(row.origin),
      quality: toQuality(row.quality),
      verification: toEffective(toVerification(row.verification), row.is_final > 0),
      source: JSON.parse(row.body) as Source,
      ...(row.period === null ? {} : { period: row.period }),
      ...(row.note === null ? {} : { note: row.note }),
    },
  };
}

interface Placed<Body> {
  readonly seq: number;
  readonly body: Body;
}

async function readEvents(sql: SqlReader, { at, seq }: Bound, limit: number): Promise<Placed<RegionEvent>[]> {
  const rows = await sql.all<{ seq: number; body: string }>(
    `SELECT e.seq, e.body FROM event e WHERE e.known_at <= ? AND e.seq <= ? AND NOT EXISTS (SELECT 1 FROM event n
       WHERE n.id = e.id AND n.seq > e.seq AND n.known_at <= ? AND n.seq <= ?) ORDER BY e.starts_at DESC, e.seq DESC LIMIT ?`,
    [at, seq, at, seq, limit],
  );
  return rows.map((row) => ({ seq: row.seq, body: JSON.parse(row.body) as RegionEvent }));
}

/** The newest version of each id then; the caller leaves out what is over. */
async function readVersions<Body>(
  sql: SqlReader,
  table: 'alarm' | 'link_version',
  { at, seq }: Bound,
): Promise<Placed<Body>[]> {
  const rows = await sql.all<{ seq: number; id: string; body: string }>(
    `SELECT seq, id, body FROM ${table} WHERE from_at <= ? AND seq <= ? AND (to_at IS NULL OR to_at >= ?) ORDER BY seq`,
    [at, seq, at - slackMs],
  );
  const newest = new Map<string, Placed<Body>>();
  for (const row of rows) newest.set(row.id, { seq: row.seq, body: JSON.parse(row.body) as Body });
  return [...newest.values()];
}
