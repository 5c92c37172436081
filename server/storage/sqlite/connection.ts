import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isCorruption, StoreInUseError, StoreOpenError } from '../errors.ts';
import type { BulkInsert, Sql, SqlValue } from '../sql.ts';

export type Connection = Database.Database;

/** File magic numbers of NFS, SMB1, CIFS and SMB2: their locks cannot be trusted. */
const networkFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/** Page cache of a connection, KiB: the leaf pages that thousands of live series append to stay in it. */
const cacheKib = 32_768;
/** Pages of journal before they are copied back: a leaf that every commit touches is then copied once for many commits. 16 MiB. */
const checkpointPages = 4_000;

export function toDatabaseFile(dataDir: string): string {
  return join(dataDir, 'simpul.db');
}

/** Versions before these can lose committed transactions (the WAL-reset race). */
export function isSafeSqlite(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major !== 3) return major > 3;
  if (minor > 51 || (minor === 51 && patch >= 3)) return true;
  return (minor === 50 && patch >= 7) || (minor === 44 && patch >= 6);
}

/** Takes the lock that the operating system frees when this process ends, however it ends. */
export function lockDataDir(dataDir: string): Connection {
  if (networkFileSystems.has(statfsSync(dataDir).type)) {
    throw new StoreOpenError(
      `${dataDir} is on a network file system; choose a local DATA_DIR or set DATABASE_URL`,
    );
  }
  const lock = new Database(join(dataDir, 'lock.db'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      throw new StoreInUseError(dataDir);
    }
    throw error;
  }
}

function assertPragma(db: Connection, name: string, wanted: string | number): void {
  db.pragma(`${name} = ${wanted}`);
  const got = db.pragma(name, { simple: true });
  const isSet = got === wanted || (name === 'synchronous' && got === 2);
  if (!isSet) throw new StoreOpenError(`SQLite refused ${name} = ${wanted} (it says ${String(got)})`);
}

/** Opens the database file with the settings that make a commit durable, each read back. */
export function openConnection(dataDir: string, options: { readonly: boolean }): Connection {
  const file = toDatabaseFile(dataDir);
  const db = new Database(file, {
    readonly: options.readonly,
    fileMustExist: options.readonly,
    timeout: 5_000,
  });
  try {
    const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
    if (!isSafeSqlite(version)) {
      throw new StoreOpenError(
        `SQLite ${version} can lose committed data; 3.51.3, 3.50.7 or 3.44.6 at least is needed`,
      );
    }
    if (!options.readonly) assertPragma(db, 'journal_mode', 'wal');
    assertPragma(db, 'synchronous', 'FULL');
    assertPragma(db, 'foreign_keys', 1);
    db.pragma('mmap_size = 0');
    db.pragma('journal_size_limit = 67108864');
    db.pragma(`cache_size = -${cacheKib}`);
    if (!options.readonly) db.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch (error) {
    db.close();
    if (isCorruption(error)) {
      throw new StoreOpenError(
        `${file} is damaged or no database; put a backup back with npm run restore`,
        error,
      );
    }
    throw error;
  }
}

/** The driver behind shared SQL: every statement is prepared once. */
export function createSqliteSql(db: Connection): Sql {
  const statements = new Map<string, Database.Statement<SqlValue[]>>();
  function prepare(text: string): Database.Statement<SqlValue[]> {
    let statement = statements.get(text);
    if (!statement) {
      statement = db.prepare<SqlValue[]>(text);
      statements.set(text, statement);
    }
    return statement;
  }
  const inserts = new Map<BulkInsert, string>();
  return {
    dialect: 'sqlite',
    all: <Row>(text: string, params: readonly SqlValue[] = []) => prepare(text).all(...params) as Row[],
    run: (text, params = []) => prepare(text).run(...params).changes,
    insertMany(insert, rows) {
      let text = inserts.get(insert);
      if (text === undefined) {
        const names = insert.columns.map(([name]) => name).join(', ');
        const marks = insert.columns.map(() => '?').join(', ');
        text = `INSERT INTO ${insert.table} (${names}) VALUES (${marks}) ${insert.tail ?? ''}`;
        inserts.set(insert, text);
      }
      const statement = prepare(text);
      for (const row of rows) statement.run(...row);
    },
    inTransaction: () => db.inTransaction,
  };
}
