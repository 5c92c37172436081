import { randomUUID } from 'node:crypto';
import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { genesisHash, hashEntry, toAuditBody } from '../domain/audit/hashEntry.ts';
import { StoreOpenError } from './errors.ts';
import { lockDataDir, toDatabaseFile } from './sqlite/connection.ts';

function fsync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Checks the copy whole and gives it a new epoch, so that no screen mistakes it for the lineage it knew. */
function prepareCopy(file: string, epoch: string): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    const [check] = db.pragma('quick_check(1)') as { quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new StoreOpenError('the backup is damaged');
    db.pragma('journal_mode = delete');
    const { changes } = db.prepare('UPDATE head SET epoch = ? WHERE one = 1').run(epoch);
    if (changes !== 1) throw new StoreOpenError('the backup holds no Simpul data');
    noteRestore(db, epoch);
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    throw new StoreOpenError('the file is no Simpul backup', error);
  } finally {
    db.close();
  }
}

/** The chain goes on from where the copy was taken, and says so. */
function noteRestore(db: Database.Database, epoch: string): void {
  // A copy of an older schema has no audit yet.
  if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'audit'").get()) return;
  const last = db
    .prepare<[], { n: number; hash: string }>('SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1')
    .get();
  const at = Date.now();
  const actor = 'system:command-line';
  const note = { at, actor, label: 'command-line', from: null, action: 'store.restore', subject: epoch };
  const body = toAuditBody(note, null);
  const n = (last?.n ?? 0) + 1;
  db.prepare(
    'INSERT INTO audit (n, at, actor, action, subject, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(n, at, actor, note.action, epoch, body, hashEntry(last?.hash ?? genesisHash, n, body));
}

/** Brings what only the write-ahead log holds into the database: it stays whole without that log, should the exchange not come about. */
function foldWal(target: string): void {
  try {
    const db = new Database(target, { fileMustExist: true });
    try {
      db.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
    }
  } catch {
    // There is none, or it is damaged, which is why a backup is put back: nothing that could be kept.
  }
}

/** Puts a backup in place of the embedded database. Throws `StoreInUseError` while a server runs on the folder; nothing changes on any error. */
export async function restoreSqlite(file: string, dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockDataDir(dataDir);
  const target = toDatabaseFile(dataDir);
  const copy = join(dataDir, `restore-${randomUUID()}.db`);
  try {
    copyFileSync(file, copy);
    prepareCopy(copy, randomUUID());
    fsync(copy);
    foldWal(target);
    for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true });
    renameSync(copy, target);
    fsync(dataDir);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(copy + suffix, { force: true });
    lock.close();
  }
}
