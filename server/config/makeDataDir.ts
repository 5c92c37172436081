import { mkdirSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { SettingsError } from './settings.ts';

/** Makes the data folder and what is missing above it; one clear line where that cannot be. */
export function makeDataDir(dataDir: string): void {
  try {
    makeFolder(dataDir);
  } catch (error) {
    const { code } = error as { code?: string };
    throw new SettingsError(`DATA_DIR: ${dataDir} is no folder that can be used (${code ?? String(error)})`);
  }
}

/** Step by step: with `recursive`, Node 20 loops for ever where the parent exists but takes no folders, as in /proc. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as { code?: string };
    const above = dirname(path);
    if (code === 'EEXIST') readdirSync(path);
    else if (code === 'ENOENT' && above !== path) {
      makeFolder(above);
      mkdirSync(path);
    } else throw error;
  }
}
