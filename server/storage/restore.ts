import { randomUUID } from 'node:crypto';
import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
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
  } catch (error) {
    if (error instanceof StoreOpenError) throw error;
    throw new StoreOpenError('the file is no Simpul backup', error);
  } finally {
    db.close();
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
    for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true });
    renameSync(copy, target);
    fsync(dataDir);
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(copy + suffix, { force: true });
    lock.close();
  }
}
