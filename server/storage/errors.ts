import { RefusedWriteError, type StoreFault, StoreUnavailableError } from '../domain/storeErrors.ts';

/** Another server holds the lock of this store. */
export class StoreInUseError extends Error {
  constructor(place: string) {
    super(`${place} is in use by another Simpul server; stop it first`);
    this.name = 'StoreInUseError';
  }
}

/** The store cannot be opened at all; the message is one line a person can act on. */
export class StoreOpenError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreOpenError';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const postgresFull = new Set(['53100', '53200']);
const postgresLocked = new Set(['55P03', '40P01', '40001']);

/** Which fault an engine's error is. */
export function toStoreFault(error: unknown): StoreFault {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || postgresFull.has(code) || code === 'ENOSPC') return 'full';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code) || postgresLocked.has(code)) return 'locked';
  return 'failed';
}

/** Turns whatever an engine threw into an error that the domain knows. */
export function toStoreError(error: unknown): Error {
  const isKnown = error instanceof StoreUnavailableError || error instanceof RefusedWriteError;
  if (isKnown || error instanceof StoreOpenError) return error;
  return new StoreUnavailableError(toStoreFault(error), error);
}

/** True when the file is damaged or is no database. */
export function isCorruption(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}
