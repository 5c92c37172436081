/** A value that both engines can bind. Booleans are 0/1, instants epoch milliseconds, documents JSON text. */
export type SqlValue = number | string | null;

/** SQLite answers at once, PostgreSQL later; shared code awaits both. */
export type MaybePromise<T> = T | Promise<T>;

export type ColumnKind = 'int' | 'real' | 'text';

/** A bulk insert: SQLite runs one prepared statement per row, PostgreSQL one statement over arrays. */
export interface BulkInsert {
  readonly table: string;
  readonly columns: readonly (readonly [name: string, kind: ColumnKind])[];
  /** Text after the values, e.g. `ON CONFLICT ...`. */
  readonly tail?: string;
}

/** Reading side of a connection. Placeholders are `?` in both engines. */
export interface SqlReader {
  readonly dialect: 'sqlite' | 'postgres';
  all<Row>(text: string, params?: readonly SqlValue[]): MaybePromise<Row[]>;
}

/** The one writing connection; its calls never overlap. */
export interface Sql extends SqlReader {
  /** Runs one statement and returns how many rows it changed. */
  run(text: string, params?: readonly SqlValue[]): MaybePromise<number>;
  insertMany(insert: BulkInsert, rows: readonly (readonly SqlValue[])[]): MaybePromise<void>;
  /** False when the engine already rolled the transaction back by itself. */
  inTransaction(): boolean;
}

/** Runs `job` in a transaction; anything thrown rolls it back whole. */
export async function runInTransaction<T>(sql: Sql, job: () => Promise<T>): Promise<T> {
  await sql.run(sql.dialect === 'sqlite' ? 'BEGIN IMMEDIATE' : 'BEGIN');
  try {
    const result = await job();
    await sql.run('COMMIT');
    return result;
  } catch (error) {
    if (sql.inTransaction()) await sql.run('ROLLBACK');
    throw error;
  }
}
