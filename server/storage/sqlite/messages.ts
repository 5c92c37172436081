import type { StoreFault } from '../../domain/storeErrors.ts';

/** What the worker was started for: the one writer, or a reader for history. */
export interface WorkerStart {
  readonly role: 'writer' | 'reader';
  readonly dataDir: string;
  readonly newEpoch: string;
}

export interface Call {
  readonly id: number;
  readonly kind: string;
  readonly args: readonly unknown[];
}

/** Errors cross the thread as plain data. */
export interface CallFault {
  readonly name: string;
  readonly message: string;
  readonly fault: StoreFault;
}

/** `id` 0 answers the start itself. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: CallFault };
