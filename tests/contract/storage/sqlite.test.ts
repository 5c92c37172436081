import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreInUseError, StoreOpenError } from '../../../server/storage/errors.ts';
import { restoreSqlite } from '../../../server/storage/restore.ts';
import { migrate } from '../../../server/storage/schema.ts';
import { createSqliteSql, isSafeSqlite } from '../../../server/storage/sqlite/connection.ts';
import type { RegionEvent } from '../../../shared/model/regionEvent.ts';
import {
  buildAlarmChange,
  buildCondition,
  buildRule,
  buildStoredAlarm,
} from '../../support/alarmBuilders.ts';
import { buildEvent, buildFeed } from '../../support/liveBuilders.ts';
import { describeAlarms } from './alarmSuite.ts';
import { describeAppend } from './appendSuite.ts';
import { describeDesk } from './deskSuite.ts';
import { buildBatch, buildReading, type Place, regency, sensor, sqliteEngine, startAt } from './engine.ts';
import { describeHistory } from './historySuite.ts';
import { describeIdentities } from './identitySuite.ts';
import { describeModel } from './modelSuite.ts';
import { describeOther } from './otherSuite.ts';
import { describePast } from './pastSuite.ts';
import { describeReceipts } from './receiptSuite.ts';

describeAppend(sqliteEngine);
describeModel(sqliteEngine);
describeHistory(sqliteEngine);
describeOther(sqliteEngine);
describeDesk(sqliteEngine);
describeIdentities(sqliteEngine);
describeReceipts(sqliteEngine);
describeAlarms(sqliteEngine);
describePast(sqliteEngine);

/** A file as the third version of the schema left it, with an event and a link. */
async function writeOldFile(dataDir: string, event: RegionEvent): Promise<void> {
  const db = new Database(join(dataDir, 'simpul.db'));
  const sql = createSqliteSql(db);
  await migrate(sql, 'old', 3);
  sql.run('INSERT INTO event (seq, id, newest, starts_at, ends_at, body) VALUES (1, ?, 1, ?, ?, ?)', [
    event.id,
    event.startsAt,
    event.startsAt,
    JSON.stringify(event),
  ]);
  sql.run('INSERT INTO link (id, seq, body) VALUES (?, 2, ?)', ['f', JSON.stringify(buildFeed('f'))]);
  sql.run('UPDATE head SET seq = 2, recorded_at = ? WHERE one = 1', [startAt]);
  db.close();
}

describe('the embedded file', () => {
  let place: Place;
  beforeEach(async () => {
    place = await sqliteEngine.createPlace();
  });
  afterEach(() => place.drop());

  it('loses nothing that was acknowledged when the process is killed, and the lock goes with it', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'tests/contract/storage/writeUntilKilled.ts', place.dataDir],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let acknowledged = 0;
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk) => {
        acknowledged = Number(String(chunk).trim().split('\n').at(-1));
        if (acknowledged >= 50) resolve();
      });
    });
    await expect(place.open()).rejects.toBeInstanceOf(StoreInUseError);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    const store = await place.open();
    const { points } = await store.readHistory({
      indicator: sensor,
      area: regency,
      from: 0,
      to: startAt * 2,
      maxPoints: 10_000,
    });
    expect(points.length).toBeGreaterThanOrEqual(acknowledged);
    expect(points.map(([, value]) => value)).toEqual(points.map((_, index) => index + 1));
    expect((await store.head()).seq).toBe(points.length);
    await store.close();
  });

  it('comes back from a backup under a new epoch, and never while it is in use', async () => {
    const store = await place.open();
    await store.append(buildBatch([buildReading(1, startAt)]));
    const file = join(place.dataDir, 'copy.db');
    await store.backup(file);
    await store.append(buildBatch([buildReading(2, startAt + 1)]));
    const { epoch } = await store.head();
    await expect(restoreSqlite(file, place.dataDir)).rejects.toBeInstanceOf(StoreInUseError);
    await store.close();
    await restoreSqlite(file, place.dataDir);
    const restored = await place.open();
    const head = await restored.head();
    expect(head.seq).toBe(1);
    expect(head.epoch).not.toBe(epoch);
    expect(await restored.loadCurrent()).toMatchObject([{ record: { value: 1 } }]);
    await restored.close();
  });

  it('brings alarms back from a backup as they were, with their past', async () => {
    const store = await place.open();
    const condition = buildCondition(buildRule('river'), 'a');
    const raised = buildStoredAlarm(condition, [[startAt, { kind: 'raise' }]]);
    await store.putAlarms([buildAlarmChange(raised, 'raise', startAt)]);
    const file = join(place.dataDir, 'copy.db');
    await store.backup(file);
    const inputs = [[startAt, { kind: 'raise' }] as const, [startAt + 9, { kind: 'acknowledge' }] as const];
    await store.putAlarms([
      buildAlarmChange(buildStoredAlarm(condition, inputs), 'acknowledge', startAt + 9),
    ]);
    await store.close();
    await restoreSqlite(file, place.dataDir);
    const restored = await place.open();
    expect(await restored.loadAlarms()).toEqual([raised]);
    expect(await restored.listAlarmsAt(startAt)).toEqual([raised]);
    expect((await restored.listAudit({ limit: 9 })).map(({ action }) => action).at(-1)).toBe('alarm.raise');
    await restored.close();
  });

  it('takes up a file from before alarms: its events and links are there, and everything new can be kept', async () => {
    const event = buildEvent('w', { startsAt: startAt - 5_000 });
    await writeOldFile(place.dataDir, event);
    const again = await place.open();
    expect(await again.head()).toEqual({ epoch: 'old', seq: 2 });
    expect(await again.listRecent(9)).toEqual([{ seq: 1, event }]);
    // Nothing tells when an old version came: it is taken as known since it began.
    expect((await again.readPast({ at: startAt - 5_000, events: 9 })).events).toEqual([event]);
    expect((await again.readPast({ at: startAt - 5_001, events: 9 })).events).toEqual([]);
    expect(await again.loadLinks()).toHaveLength(1);
    const linksAfter = async () => (await again.readPast({ at: startAt + 1, events: 9 })).links;
    expect(await linksAfter()).toEqual([]);
    await again.putLinks([buildFeed('f', { state: 'down' })]);
    expect(await linksAfter()).toMatchObject([{ id: 'f', state: 'down' }]);
    const raised = buildStoredAlarm(buildCondition(buildRule('river'), 'a'));
    await again.putAlarms([buildAlarmChange(raised, 'raise', startAt)]);
    await again.putEvents([{ ...event, severity: 'severe' }]);
    expect(await again.loadAlarms()).toEqual([raised]);
    await again.close();
  });

  it('answers what is asked of the past while writes are queued', async () => {
    const store = await place.open();
    expect(await store.findPastSince()).toBeNull();
    const ended: string[] = [];
    const batchOf = (turn: number) =>
      buildBatch(Array.from({ length: 1_000 }, (_, at) => buildReading(at, startAt + turn * 1_000 + at)));
    const writes = Array.from({ length: 20 }, (_, turn) => store.append(batchOf(turn)));
    const lastWrite = Promise.all(writes).then(() => ended.push('writes'));
    const reads = [
      store.listRaises(0),
      store.listAlarmsAt(startAt),
      store.listAlarmVersions({ from: 0, to: startAt, limit: 9 }),
      store.findPastSince(),
    ];
    await Promise.all([lastWrite, ...reads.map((read) => read.then(() => ended.push('read')))]);
    expect(ended).toEqual(['read', 'read', 'read', 'read', 'writes']);
    await store.close();
  });

  it('says in one line that a file is damaged, and frees the lock', async () => {
    writeFileSync(
      join(place.dataDir, 'simpul.db'),
      'not a database at all, but long enough to be read as one'.repeat(50),
    );
    await expect(place.open()).rejects.toThrow(StoreOpenError);
    await expect(place.open()).rejects.toThrow(/damaged or no database/);
    await expect(restoreSqlite(join(place.dataDir, 'simpul.db'), place.dataDir)).rejects.toThrow(
      'no Simpul backup',
    );
  });

  it('refuses versions of SQLite that can lose committed data', () => {
    expect(['3.51.3', '3.53.2', '3.50.7', '3.44.6'].map(isSafeSqlite)).toEqual([true, true, true, true]);
    expect(['3.51.2', '3.50.6', '3.47.2', '3.45.9'].map(isSafeSqlite)).toEqual([false, false, false, false]);
  });

  it('refuses what it cannot queue any more', async () => {
    const store = await place.open();
    const results = await Promise.allSettled(
      Array.from({ length: 2_100 }, (_, index) =>
        store.append(buildBatch([buildReading(index, startAt + index)])),
      ),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(100);
    expect(refused[0]?.reason).toMatchObject({ fault: 'overloaded' });
    expect((await store.head()).seq).toBe(2_000);
    await store.close();
  });
});
