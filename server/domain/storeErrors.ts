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

/** The idempotency key was used before with another body (409). */
export class IdempotencyConflictError extends Error {
  constructor() {
    super('idempotency key used with another body');
    this.name = 'IdempotencyConflictError';
  }
}
