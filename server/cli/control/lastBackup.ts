import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const traceSchema = z.object({ at: z.iso.datetime() });

/** Outside of the database: a restored one must not bring an old trace along, and a command may copy while no server runs. */
function toFile(dataDir: string): string {
  return join(dataDir, 'last-backup.json');
}

/** Leaves a trace of a copy that succeeded, for the health of the system. A trace that cannot be left does not undo the copy. */
export function noteBackup(dataDir: string, at: number): void {
  const file = toFile(dataDir);
  try {
    writeFileSync(`${file}.part`, `${JSON.stringify({ at: new Date(at).toISOString() })}\n`, { mode: 0o600 });
    renameSync(`${file}.part`, file);
  } catch {
    // The health page then says that the copy is old, which asks somebody to look.
  }
}

/** Epoch milliseconds of the last copy; null where none left a trace. */
export function readLastBackup(dataDir: string): number | null {
  try {
    return Date.parse(traceSchema.parse(JSON.parse(readFileSync(toFile(dataDir), 'utf8'))).at);
  } catch {
    return null;
  }
}
