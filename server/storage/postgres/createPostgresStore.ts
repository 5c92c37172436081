import pg from 'pg';
import type { Store } from '../../domain/store.ts';
import { createAppendGate } from '../appendGate.ts';
import { StoreInUseError, StoreOpenError, toStoreError } from '../errors.ts';
import { toGrowthPerDay } from '../growth.ts';
import { rollUpAll, runMaintenance } from '../maintain.ts';
import type { OpenStoreOptions } from '../options.ts';
import { readHistory } from '../readHistory.ts';
import { migrate } from '../schema.ts';
import { createWriter } from '../writer.ts';
import { createPoolReader, createPostgresSql, toClientConfig } from './connection.ts';
import { createWriterClient, type WriterClient } from './writerClient.ts';

async function connect(url: string): Promise<WriterClient> {
  try {
    return await createWriterClient(url);
  } catch (error) {
    if (error instanceof StoreInUseError) throw error;
    const reason = error instanceof Error && error.message ? error.message : String(error);
    throw new StoreOpenError(`PostgreSQL at DATABASE_URL cannot be used: ${reason}`, error);
  }
}

/** Wraps every method so that only errors of the domain leave it. */
function guard<T extends object>(methods: T): T {
  const entries = Object.entries(methods).map(
    ([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
      name,
      async (...args: unknown[]) => {
        try {
          return await method(...args);
        } catch (error) {
          throw toStoreError(error);
        }
      },
    ],
  );
  return Object.fromEntries(entries) as T;
}

/** The PostgreSQL engine: one locked connection writes in order, a small pool reads history. */
export async function createPostgresStore(
  options: OpenStoreOptions & { databaseUrl: string },
): Promise<Store> {
  const { databaseUrl, classifier, now } = options;
  const writerClient = await connect(databaseUrl);
  const sql = createPostgresSql(writerClient);
  const pool = new pg.Pool({ ...toClientConfig(databaseUrl), max: 4, idleTimeoutMillis: 30_000 });
  pool.on('error', () => undefined);
  const reader = createPoolReader(pool);
  const setUp = async () => {
    await migrate(sql, options.randomId());
    return createWriter(sql, () => writerClient.ensure());
  };
  const writer = await setUp().catch(async (error: unknown) => {
    await writerClient.close();
    await pool.end();
    throw error;
  });
  const announced = new Set<string>();
  const gate = createAppendGate();

  function announce(indicators: Iterable<string>): Promise<void> {
    const fresh = [...new Set(indicators)].filter((indicator) => !announced.has(indicator));
    for (const indicator of fresh) announced.add(indicator);
    return fresh.length === 0
      ? Promise.resolve()
      : writer.setClasses(fresh.map((id) => [id, classifier.classOf(id)] as const));
  }
  const readSize = () =>
    writer.run(async (connection) => {
      const [row] = await connection.all<{ size: number }>(
        'SELECT pg_database_size(current_database()) AS size',
      );
      return row?.size ?? 0;
    });
  await announce(await writer.listIndicators());

  const {
    idle,
    rollUp,
    prune,
    noteSize,
    setClasses: _setClasses,
    listIndicators: _listIndicators,
    run: _run,
    figures,
    ...direct
  } = writer;
  return guard<Store>({
    ...direct,
    append: (batch) =>
      gate(batch, () => {
        void announce(batch.readings.map((reading) => reading.indicator)).catch(() => undefined);
        return writer.append(batch);
      }),
    async readHistory(query) {
      if (query.asOf === undefined && classifier.classOf(query.indicator) !== 'rare') await rollUpAll(rollUp);
      return readHistory(reader, query);
    },
    putEvents: (events) => writer.putEvents(events, now()),
    putLinks: (states) => writer.putLinks(states, now()),
    probe: () => writer.probe(now()),
    async figures() {
      const { days, ...counts } = await figures();
      const sizeBytes = await readSize();
      const growthBytesPerDay = toGrowthPerDay(days, now(), sizeBytes);
      return { engine: 'postgres', ...counts, sizeBytes, freeBytes: null, growthBytesPerDay };
    },
    maintain: (policy, at) =>
      runMaintenance(
        { rollUp, prune: () => prune(policy, at), noteSize: async (day) => noteSize(day, await readSize()) },
        at,
      ),
    async backup() {
      throw new StoreOpenError(
        'PostgreSQL is backed up with pg_dump: pg_dump --format=custom "$DATABASE_URL"',
      );
    },
    async close() {
      await idle().catch(() => undefined);
      await writerClient.close();
      await pool.end();
    },
  });
}
