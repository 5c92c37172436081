import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { maxAheadMs } from '#shared/protocol/limits.ts';
import type { StoredAlarm } from '../domain/alarms/alarmStore.ts';
import type { Past, PastQuery, PastRecord } from '../domain/past/pastReader.ts';
import { type RecordRow, recordColumns, toRecord } from './recordRow.ts';
import type { SqlReader } from './sql.ts';

/** With a number of the stream: a version that ended this long before is never the one that the screen still showed. Milliseconds. */
const slackMs = 60_000;

/** Everything as it stood at a moment, straight off the clustered key of each series; nothing of the present is touched. */
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

interface ReadingRow extends RecordRow {
  seq: number;
  version: number;
  was_value: number | null;
  verified_seq: number | null;
}

/** The reading that was a series' present. Nothing lies further ahead of its arrival than ?1, so later instants need not be looked at. */
const newestReading = `FROM reading x WHERE x.series_id = s.id AND x.observed_at <= ? AND x.recorded_at <= ? AND x.seq <= ?
  ORDER BY x.observed_at DESC, x.version DESC LIMIT 1`;

/** Each engine goes straight to its place in the clustered key in the one form alone. */
const joins: Readonly<Record<SqlReader['dialect'], string>> = {
  sqlite: `JOIN reading r ON r.series_id = s.id AND (r.observed_at, r.version) = (SELECT x.observed_at, x.version ${newestReading})`,
  postgres: `CROSS JOIN LATERAL (SELECT x.* ${newestReading}) r`,
};

const toReadingSql = (dialect: SqlReader['dialect']): string => `
  SELECT r.seq, r.version, ${recordColumns},
      (SELECT p.value FROM reading p WHERE p.series_id = r.series_id AND p.observed_at = r.observed_at
        AND p.version = r.version - 1) AS was_value,
      (SELECT max(v.seq) FROM verification_step v WHERE v.series_id = r.series_id AND v.observed_at = r.observed_at
        AND v.version = r.version AND v.final = 1 AND v.at <= ? AND v.seq <= ?) AS verified_seq
    FROM series s ${joins[dialect]} JOIN source c ON c.id = r.source_id ORDER BY s.id`;

async function readRecords(sql: SqlReader, { at, seq }: Bound): Promise<(PastRecord & { seq: number })[]> {
  const rows = await sql.all<ReadingRow>(toReadingSql(sql.dialect), [at, seq, at + maxAheadMs, at, seq]);
  return rows.map(toPastRecord);
}

function toPastRecord(row: ReadingRow): PastRecord & { seq: number } {
  return {
    seq: Math.max(row.seq, row.verified_seq ?? 0),
    wasValue: row.version > 1 ? row.was_value : undefined,
    record: toRecord(row, row.verified_seq !== null),
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
