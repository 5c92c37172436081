import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Store } from '../../server/domain/store.ts';

/** Rows of every table of a running store on SQLite, read from a copy: the store locks its own file. */
export async function countRows(store: Pick<Store, 'backup'>): Promise<Record<string, number>> {
  const dir = mkdtempSync(join(tmpdir(), 'simpul-rows-'));
  try {
    const file = join(dir, 'copy.db');
    await store.backup(file);
    const db = new Database(file, { readonly: true });
    const tables = db
      .prepare("select name from sqlite_master where type = 'table' order by name")
      .pluck()
      .all();
    const counts = tables.map((name) => {
      const count = db
        .prepare(`select count(*) from "${String(name)}"`)
        .pluck()
        .get();
      return [String(name), Number(count)] as const;
    });
    db.close();
    return Object.fromEntries(counts);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
