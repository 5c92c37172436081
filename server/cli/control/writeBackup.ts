import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StoreUnavailableError } from '../../domain/storeErrors.ts';
import { AdminError } from './admin.ts';
import { noteBackup } from './lastBackup.ts';

/** Names that the running server itself uses in its data folder. */
const ownFiles = /^(simpul|lock)\.db|^control\.|^last-backup\.json$/;

/** Writes a copy beside `file` and puts it in place whole: a backup that fails leaves the one before it untouched. */
export async function writeBackup(
  file: string,
  { dataDir, backup }: { dataDir: string; backup: (file: string) => Promise<void> },
): Promise<void> {
  const folder = dirname(file);
  if (!isFolder(folder)) throw new AdminError(`${folder}: there is no such folder`);
  if (isFolder(file)) throw new AdminError(`${file} is a folder; name a file`);
  const isOwn = isFolder(dataDir) && realpathSync(folder) === realpathSync(dataDir);
  if (isOwn && ownFiles.test(basename(file))) throw new AdminError(`${file} belongs to the running data`);
  const part = join(folder, `.${basename(file)}.${randomUUID()}.part`);
  try {
    closeSync(openSync(part, 'wx', 0o600));
    await backup(part);
    chmodSync(part, 0o600);
    sync(part);
    renameSync(part, file);
    sync(folder);
    noteBackup(dataDir, Date.now());
  } catch (error) {
    const { code } = error as { code?: string };
    const reason = error instanceof StoreUnavailableError ? error.fault : code;
    throw reason === undefined ? error : new AdminError(`${file} cannot be written (${reason})`);
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(part + suffix, { force: true });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
