import type { AlarmVersionQuery } from '../domain/alarms/alarmStore.ts';
import type { PastQuery } from '../domain/past/pastReader.ts';
import { listAlarmsAt, listAlarmVersions, listRaises } from './alarmTable.ts';
import { findPastSince } from './eventTable.ts';
import { readPast } from './readPast.ts';
import type { SqlReader } from './sql.ts';

/** What is read of the room's past, beside the writer: a long span of it never holds up a write. */
export type RoomReads = ReturnType<typeof createRoomReads>;

/** `read` runs a job in one snapshot. */
export function createRoomReads(read: <T>(job: (sql: SqlReader) => Promise<T>) => Promise<T>) {
  return {
    readPast: (query: PastQuery) => read((sql) => readPast(sql, query)),
    findPastSince: () => read(findPastSince),
    listAlarmsAt: (at: number) => read((sql) => listAlarmsAt(sql, at)),
    listAlarmVersions: (query: AlarmVersionQuery) => read((sql) => listAlarmVersions(sql, query)),
    listRaises: (since: number) => read((sql) => listRaises(sql, since)),
  };
}
