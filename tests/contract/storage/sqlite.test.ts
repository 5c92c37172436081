import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreInUseError, StoreOpenError } from '../../../server/storage/errors.ts';
import { restoreSqlite } from '../../../server/storage/restore.ts';
import { isSafeSqlite } from '../../../server/storage/sqlite/connection.ts';
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
describePast(sqliteEngine);

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
