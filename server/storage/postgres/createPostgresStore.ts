import pg from 'pg';
import type { Store } from '../../domain/store.ts';
import { composeStore } from '../composeStore.ts';
import { StoreInUseError, StoreOpenError, toStoreError } from '../errors.ts';
import type { OpenStoreOptions } from '../options.ts';
import { readHistory } from '../readHistory.ts';
import { readReceipts } from '../readReceipts.ts';
import { createRoomReads } from '../roomReads.ts';
import { migrate } from '../schema.ts';
import type { SqlReader } from '../sql.ts';
import { createWriter } from '../writer.ts';
import { createPgReader, createPostgresSql, readInSnapshot, toClientConfig } from './connection.ts';
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

async function readSize(reader: SqlReader): Promise<number> {
  const [row] = await reader.all<{ size: number }>('SELECT pg_database_size(current_database()) AS size');
  return row?.size ?? 0;
}

/** The PostgreSQL engine: one locked connection writes in order, a small pool reads history. */
export async function createPostgresStore(
  options: OpenStoreOptions & { databaseUrl: string },
): Promise<Store> {
  const { databaseUrl } = options;
  const writerClient = await connect(databaseUrl);
  const sql = createPostgresSql(writerClient);
  const pool = new pg.Pool({ ...toClientConfig(databaseUrl), max: 4, idleTimeoutMillis: 30_000 });
  pool.on('error', () => undefined);
  const reader = createPgReader(pool);
  const setUp = async () => {
    await migrate(sql, options.randomId());
    return createWriter(sql, () => writerClient.ensure());
  };
  const writer = await setUp().catch(async (error: unknown) => {
    await writerClient.close();
    await pool.end();
    throw error;
  });
  const store = await composeStore(
    writer,
    {
      engine: 'postgres',
      readHistory: (query) => readInSnapshot(pool, (snapshot) => readHistory(snapshot, query)),
      roomReads: createRoomReads((job) => readInSnapshot(pool, job)),
      readReceipts: (indicators, from, to) => readReceipts(reader, indicators, from, to),
      readSize: () => readSize(reader),
      readFree: () => null,
      async backup() {
        throw new StoreOpenError(
          'PostgreSQL is backed up with pg_dump: pg_dump --format=custom "$DATABASE_URL"',
        );
      },
      async close() {
        await writer.idle().catch(() => undefined);
        await writerClient.close();
        await pool.end();
      },
    },
    options,
  );
  return guard(store);
}
