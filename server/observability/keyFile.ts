import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A file that should hold a key holds none; the message is the one line that the operator sees. */
export class KeyFileError extends Error {
  constructor(file: string) {
    super(
      `${file} holds no key: put back the one of your backup, or take the file away and a new key is made`,
    );
    this.name = 'KeyFileError';
  }
}

/** What the file of a key holds; made on first use, readable by its owner only. After a power failure it is there whole or not at all. */
export function readKeyFile(file: string, make: () => string): string {
  if (!existsSync(file)) writeWhole(file, make());
  return readFileSync(file, 'utf8').trim();
}

function writeWhole(file: string, text: string): void {
  const part = `${file}.${randomUUID()}.part`;
  try {
    writeFileSync(part, text, { mode: 0o600, flag: 'wx', flush: true });
    // A rename would put this key in place of one that was made meanwhile.
    linkSync(part, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    rmSync(part, { force: true });
  }
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
