import { maxAlarmVersions } from '#shared/protocol/limits.ts';
import type {
  AlarmChange,
  AlarmVersion,
  AlarmVersionQuery,
  RaiseCount,
  StoredAlarm,
} from '../domain/alarms/alarmStore.ts';
import { writeAudit } from './auditTable.ts';
import { outboxKind } from './codes.ts';
import { advance } from './eventTable.ts';
import type { WriterMemory } from './memory.ts';
import type { Sql, SqlReader, SqlValue } from './sql.ts';

interface VersionRow {
  from_at: number;
  to_at: number | null;
  body: string;
}

const toStored = ({ body }: Pick<VersionRow, 'body'>): StoredAlarm => JSON.parse(body) as StoredAlarm;

/** Steps of alarms inside the running transaction: the version that was ends, the new one begins; a normal alarm has none. */
export async function putAlarms(
  sql: Sql,
  memory: WriterMemory,
  changes: readonly AlarmChange[],
): Promise<number> {
  for (const { stored, deed, note } of changes) {
    const { id, rule, indicator, area, state } = stored.alarm;
    const seq = await advance(sql, memory, outboxKind.alarm, note.at);
    // Never back, whatever the clock does: versions of one alarm follow each other as their numbers do.
    const at = memory.recordedAt;
    const until = state === 'normal' ? at : null;
    await sql.run('UPDATE alarm SET to_at = ? WHERE id = ? AND to_at IS NULL', [at, id]);
    await sql.run(
      `INSERT INTO alarm (seq, id, rule, indicator, area, deed, state, from_at, to_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [seq, id, rule, indicator, area, deed, state, at, until, JSON.stringify(stored)],
    );
    await writeAudit(sql, memory, { note });
  }
  return memory.seq;
}

/** Open alarms, in order of id. */
export async function loadAlarms(sql: SqlReader): Promise<StoredAlarm[]> {
  return (await sql.all<VersionRow>('SELECT body FROM alarm WHERE to_at IS NULL ORDER BY id')).map(toStored);
}

/** Alarms that were open at an instant, in order of id. */
export async function listAlarmsAt(sql: SqlReader, at: number): Promise<StoredAlarm[]> {
  const rows = await sql.all<VersionRow>(
    'SELECT body FROM alarm WHERE from_at <= ? AND (to_at IS NULL OR to_at > ?) ORDER BY id, seq',
    [at, at],
  );
  return rows.map(toStored);
}

/** Versions that overlap a span, oldest first; the newest of them where there are more than `limit`. */
export async function listAlarmVersions(sql: SqlReader, query: AlarmVersionQuery): Promise<AlarmVersion[]> {
  const terms = ['from_at <= ?', '(to_at IS NULL OR (to_at >= ? AND to_at > from_at))'];
  const params: SqlValue[] = [query.to, query.from];
  for (const column of ['indicator', 'area'] as const) {
    const value = query[column];
    if (value === undefined) continue;
    terms.push(`${column} = ?`);
    params.push(value);
  }
  const rows = await sql.all<VersionRow>(
    `SELECT from_at, to_at, body FROM alarm WHERE ${terms.join(' AND ')} ORDER BY from_at DESC, seq DESC LIMIT ?`,
    [...params, Math.min(maxAlarmVersions, query.limit)],
  );
  return rows.reverse().map((row) => ({ from: row.from_at, to: row.to_at, stored: toStored(row) }));
}

/** Raises since an instant that somebody had to notice, oldest first; the newest of them where there are more than 10,000. */
export async function listRaises(sql: SqlReader, since: number): Promise<RaiseCount[]> {
  const rows = await sql.all<RaiseCount>(
    `SELECT rule, from_at AS at FROM alarm WHERE from_at >= ? AND deed IN ('raise', 'raise-again') AND state = 'unacknowledged'
       ORDER BY from_at DESC, seq DESC LIMIT 10000`,
    [since],
  );
  return rows.reverse();
}
