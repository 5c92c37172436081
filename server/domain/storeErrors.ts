/** Why the store cannot take a write or answer a read right now; nothing was half-stored. */
export type StoreFault = 'full' | 'locked' | 'failed' | 'overloaded';

/** The store cannot serve this call; the caller answers 503 with `Retry-After` and the wall stays up. */
export class StoreUnavailableError extends Error {
  readonly fault: StoreFault;

  constructor(fault: StoreFault, cause?: unknown) {
    super(`store unavailable: ${fault}`, { cause });
    this.name = 'StoreUnavailableError';
    this.fault = fault;
  }
}

/** A write that was looked at whole and refused before anything of it was written; its neighbours in a commit are not touched. */
export abstract class RefusedWriteError extends Error {}

/** The idempotency key was used before with another body (409). */
export class IdempotencyConflictError extends RefusedWriteError {
  constructor() {
    super('idempotency key used with another body');
    this.name = 'IdempotencyConflictError';
  }
}

/** A record or reading is not in the version that the caller saw (409). */
export class RecordConflictError extends RefusedWriteError {
  constructor() {
    super('changed by someone else meanwhile');
    this.name = 'RecordConflictError';
  }
}

/** Readings of a locked period; `indexes` are their places in the batch. */
export class PeriodLockedError extends RefusedWriteError {
  readonly indexes: readonly number[];

  constructor(indexes: readonly number[]) {
    // The places travel in the message: errors cross the storage thread as plain text.
    super(`locked: ${indexes.join(' ')}`);
    this.name = 'PeriodLockedError';
    this.indexes = indexes;
  }

  /** Reads it back from its message. */
  static fromMessage(message: string): PeriodLockedError {
    return new PeriodLockedError(
      message
        .replace(/^locked: /, '')
        .split(' ')
        .map(Number),
    );
  }
}
