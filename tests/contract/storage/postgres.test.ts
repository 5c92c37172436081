import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { StoreUnavailableError } from '../../../server/domain/storeErrors.ts';
import { StoreOpenError } from '../../../server/storage/errors.ts';
import { openStore } from '../../../server/storage/openStore.ts';
import { createWriterClient } from '../../../server/storage/postgres/writerClient.ts';
import { createDatabase } from '../../support/postgres.ts';
import { startTcpProxy } from '../../support/tcpProxy.ts';
import { describeAlarms } from './alarmSuite.ts';
import { describeAppend } from './appendSuite.ts';
import { describeDesk } from './deskSuite.ts';
import { buildBatch, buildReading, postgresEngine, startAt } from './engine.ts';
import { describeHistory } from './historySuite.ts';
import { describeIdentities } from './identitySuite.ts';
import { describeModel } from './modelSuite.ts';
import { describeOther } from './otherSuite.ts';
import { describePast } from './pastSuite.ts';
import { describeReceipts } from './receiptSuite.ts';

describeAppend(postgresEngine);
describeModel(postgresEngine);
describeHistory(postgresEngine);
describeOther(postgresEngine);
describeDesk(postgresEngine);
describeIdentities(postgresEngine);
describeReceipts(postgresEngine);
describeAlarms(postgresEngine);
describePast(postgresEngine);

describe('the connection to PostgreSQL', () => {
  it('is given up by the server 20 s after its host fell silent, so that the lock is free for the next one', async () => {
    const { url, drop } = await createDatabase(process.env['TEST_DATABASE_URL'] ?? '');
    const writer = await createWriterClient(url);
    const { rows } = await writer
      .client()
      .query("SELECT name, setting FROM pg_settings WHERE name LIKE 'tcp\\_%' ORDER BY name");
    expect(rows.map(({ name, setting }) => `${name} ${setting}`)).toEqual([
      'tcp_keepalives_count 3',
      'tcp_keepalives_idle 5',
      'tcp_keepalives_interval 5',
      'tcp_user_timeout 20000',
    ]);
    await writer.close();
    await drop();
  });

  it('takes the lock again after the server cut every connection, and numbers go on without a gap', async () => {
    const place = await postgresEngine.createPlace();
    const store = await place.open();
    await store.append(buildBatch([buildReading(1, startAt)]));
    const admin = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] });
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'simpul' AND datname LIKE $1",
      [`t_${process.pid}_%`],
    );
    await admin.end();
    const attempts: unknown[] = [];
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const result = await store
        .append(buildBatch([buildReading(2, startAt + 1)]))
        .catch((error: unknown) => error);
      attempts.push(result);
      if (!(result instanceof Error)) break;
      expect(result).toBeInstanceOf(StoreUnavailableError);
    }
    expect(attempts.at(-1)).toMatchObject({ seq: 2 });
    expect(await store.verifyCurrent()).toEqual([]);
    await store.close();
    await place.drop();
  });

  it('that fails keeps nobody waiting who asks behind the one that tried it', async () => {
    const { url, drop } = await createDatabase(process.env['TEST_DATABASE_URL'] ?? '');
    const through = new URL(url);
    const proxy = await startTcpProxy(Number(through.port));
    through.port = String(proxy.port);
    const writer = await createWriterClient(through.href);
    // As a host that takes no packets any more: whoever connects waits.
    proxy.block(true);
    writer.drop();
    const startedAt = performance.now();
    const failed: number[] = [];
    for (let caller = 0; caller < 3; caller += 1) {
      await expect(writer.ensure()).rejects.toThrow('timeout');
      failed.push(performance.now() - startedAt);
    }
    expect((failed.at(-1) ?? 0) - (failed[0] ?? 0)).toBeLessThan(1_000);
    proxy.block(false);
    await vi.waitFor(() => writer.ensure(), { timeout: 10_000, interval: 200 });
    await writer.close();
    await proxy.stop();
    await drop();
  });

  it('says in one line that the database cannot be reached', async () => {
    const opening = openStore({
      dataDir: '',
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      classifier: { classOf: () => 'rare' },
      now: () => startAt,
      randomId: () => 'epoch',
    });
    await expect(opening).rejects.toThrow(StoreOpenError);
  });
});
