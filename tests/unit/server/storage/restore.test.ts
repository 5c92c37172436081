import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restoreSqlite } from '../../../../server/storage/restore.ts';

const disk = vi.hoisted(() => ({ isBroken: false }));
vi.mock('node:fs', async (load) => {
  const real = await load<typeof import('node:fs')>();
  const renameSync: typeof real.renameSync = (from, to) => {
    if (disk.isBroken) throw new Error('the power is gone');
    real.renameSync(from, to);
  };
  return { ...real, renameSync };
});

let root: string;
let dataDir: string;
let backup: string;
let target: string;

/** A database whose rows stand in its write-ahead log alone, as a server leaves it that was killed. */
function makeUnclean(file: string, rows: number): void {
  const source = join(root, 'source.db');
  const db = new Database(source);
  db.pragma('journal_mode = wal');
  db.pragma('wal_autocheckpoint = 0');
  db.exec(
    "CREATE TABLE head (one INTEGER, epoch TEXT); INSERT INTO head VALUES (1, 'e'); CREATE TABLE row (n)",
  );
  for (let n = 0; n < rows; n += 1) db.prepare('INSERT INTO row VALUES (?)').run(n);
  for (const suffix of ['', '-wal']) copyFileSync(source + suffix, file + suffix);
  db.close();
  rmSync(source);
}

function countRows(file: string): number {
  const db = new Database(file, { fileMustExist: true });
  const count = db.prepare('SELECT count(*) FROM row').pluck().get() as number;
  db.close();
  return count;
}

beforeEach(() => {
  disk.isBroken = false;
  root = mkdtempSync(join(tmpdir(), 'simpul-restore-'));
  dataDir = mkdtempSync(join(root, 'data-'));
  target = join(dataDir, 'simpul.db');
  backup = join(root, 'backup.db');
  makeUnclean(backup, 3);
  countRows(backup);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('leaves the database whole that it does not come to replace', async () => {
  makeUnclean(target, 7);
  disk.isBroken = true;
  await expect(restoreSqlite(backup, dataDir)).rejects.toThrow('the power is gone');
  expect(countRows(target)).toBe(7);
});

it.each([
  ['after a kill', () => makeUnclean(target, 7)],
  [
    'that is damaged',
    () => {
      for (const suffix of ['', '-wal', '-shm']) writeFileSync(target + suffix, 'no database'.repeat(1_000));
    },
  ],
  ['that is not there', () => undefined],
])('puts the backup in place of one %s', async (_name, make) => {
  make();
  await restoreSqlite(backup, dataDir);
  expect(readdirSync(dataDir).sort()).toEqual(['lock.db', 'simpul.db']);
  expect(countRows(target)).toBe(3);
});
