import pg from 'pg';
import type { BulkInsert, ColumnKind, Sql, SqlReader, SqlValue } from '../sql.ts';

/** PostgreSQL's BIGINT comes as text by default; every one of ours is an exact integer below 2^53. */
const types = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === 20 || id === 1700 ? Number : pg.types.getTypeParser(id, format),
} as pg.CustomTypesConfig;

/** Beyond these a call fails instead of hanging (RELIABILITY F6). */
const connectTimeoutMs = 5_000;
const queryTimeoutMs = 30_000;

export function toClientConfig(connectionString: string): pg.ClientConfig {
  return {
    connectionString,
    types,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    application_name: 'simpul',
  };
}

const arrayTypes: Record<ColumnKind, string> = {
  int: 'bigint[]',
  real: 'double precision[]',
  text: 'text[]',
};

/** Shared SQL uses `?`; none of its texts holds a question mark of another meaning. */
function toNumbered(text: string): string {
  let index = 0;
  return text.replace(/\?/g, () => `$${++index}`);
}

function createTexts() {
  const known = new Map<string, string>();
  return (text: string): string => {
    let numbered = known.get(text);
    if (numbered === undefined) {
      numbered = toNumbered(text);
      known.set(text, numbered);
    }
    return numbered;
  };
}

function toInsertText({ table, columns, tail }: BulkInsert): string {
  const names = columns.map(([name]) => name).join(', ');
  const arrays = columns.map(([, kind], index) => `$${index + 1}::${arrayTypes[kind]}`).join(', ');
  return `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays}) ${tail ?? ''}`;
}

type Query = Pick<pg.ClientBase, 'query'>;

/** A reader over the pool or over one of its clients. */
export function createPgReader(target: Query | pg.Pool): SqlReader {
  const toText = createTexts();
  return {
    dialect: 'postgres',
    all: async <Row>(text: string, params: readonly SqlValue[] = []) =>
      (await (target as Query).query(toText(text), [...params])).rows as Row[],
  };
}

/** Runs `job` on a client of the pool in one snapshot of the database. */
export async function readInSnapshot<T>(pool: pg.Pool, job: (sql: SqlReader) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const result = await job(createPgReader(client));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // Its state is not known any more: the pool opens another.
    client.release(true);
    throw error;
  }
}

/** The client that holds the lock, and how to part with it when its state is not known any more. */
export interface ClientSource {
  client(): pg.Client;
  drop(): void;
}

/** The writing driver. An error that the server did not send means that the connection's state is unknown: it is dropped. */
export function createPostgresSql(source: ClientSource): Sql {
  const toText = createTexts();
  let isOpen = false;
  async function ask(text: string, params: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await source.client().query(text, [...params]);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) {
        isOpen = false;
        source.drop();
      }
      throw error;
    }
  }
  async function query(text: string, params: readonly unknown[]): Promise<pg.QueryResult> {
    const result = await ask(text, params);
    if (result.command === 'BEGIN') isOpen = true;
    if (text === 'COMMIT' || text === 'ROLLBACK') isOpen = false;
    // COMMIT of a failed transaction answers ROLLBACK without an error.
    if (text === 'COMMIT' && result.command === 'ROLLBACK')
      throw new Error('the transaction was rolled back');
    return result;
  }
  return {
    dialect: 'postgres',
    all: async <Row>(text: string, params: readonly SqlValue[] = []) =>
      (await query(toText(text), params)).rows as Row[],
    run: async (text, params = []) => (await query(toText(text), params)).rowCount ?? 0,
    async insertMany(insert, rows) {
      if (rows.length === 0) return;
      const arrays = insert.columns.map((_column, index) => rows.map((row) => row[index] ?? null));
      await query(toInsertText(insert), arrays);
    },
    inTransaction: () => isOpen,
  };
}
