import { SettingsError } from '../config/settings.ts';
import { KeyFileError } from '../observability/keyFile.ts';
import { RegionPackError } from '../regions/region.ts';
import { StoreInUseError, StoreOpenError } from '../storage/errors.ts';
import { AdminError } from './control/admin.ts';

/** A command was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** One line that an operator can act on, or null for an error that is ours and needs its stack. */
export function toOperatorLine(error: unknown): string | null {
  if (error instanceof RegionPackError) {
    const [first] = error.faults;
    if (!first) return error.message;
    const more =
      error.faults.length > 1 ? ` (and ${error.faults.length - 1} more: npm run region -- check DIR)` : '';
    const head = error.message.split('\n', 1)[0] ?? '';
    return `${head}: ${first.file} ${first.path || '/'}: ${first.message}${more}`;
  }
  const kinds = [SettingsError, StoreInUseError, StoreOpenError, KeyFileError, AdminError, UsageError];
  if (kinds.some((kind) => error instanceof kind)) return (error as Error).message.replaceAll('\n', ' ');
  const { code, address, port, path } = error as {
    code?: string;
    address?: string;
    port?: number;
    path?: string;
  };
  if (code === 'EADDRINUSE') return `${address ?? ''}:${port ?? ''} is in use already; set another PORT`;
  if (code === 'EADDRNOTAVAIL') return `HOST: this machine has no address ${address ?? ''}`;
  if (code === 'ENOTFOUND') return 'HOST: there is no such address';
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
    return `${path ?? `port ${port ?? ''}`}: not allowed (${code})`;
  return null;
}

/** Runs a command line and turns what it throws into one line and an exit code. */
export async function runCommand(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const line = toOperatorLine(error);
    process.stderr.write(`${name}: ${line ?? String(error instanceof Error ? error.message : error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
