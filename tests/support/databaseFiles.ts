import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The embedded database's main files in a data folder. */
export function findDatabaseFiles(dataDir: string): string[] {
  return readdirSync(dataDir)
    .filter((name) => /\.(?:db|sqlite|sqlite3)$/.test(name))
    .map((name) => join(dataDir, name));
}
