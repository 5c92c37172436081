import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Operating systems cut socket paths at about 104 bytes. */
const maxSocketPath = 100;

const controlFileSchema = z.object({ socket: z.string() });

/** File in the data folder that names the socket of the running server. */
export function toControlFile(dataDir: string): string {
  return join(dataDir, 'control.json');
}

/** Where the running server of a data folder listens for its command line. */
export function toSocketPath(dataDir: string): string {
  const direct = join(resolve(dataDir), 'control.sock');
  if (Buffer.byteLength(direct) <= maxSocketPath) return direct;
  const name = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 24);
  return join(tmpdir(), `simpul-${name}.sock`);
}

/** Socket that the data folder names, or null when no server wrote one. */
export function readSocketPath(dataDir: string): string | null {
  try {
    return controlFileSchema.parse(JSON.parse(readFileSync(toControlFile(dataDir), 'utf8'))).socket;
  } catch {
    return null;
  }
}
