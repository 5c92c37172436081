import type { Request } from 'express';
import type { Kept, RegisterOutcome } from '../domain/records/createRegister.ts';
import { IdempotencyConflictError } from '../domain/storeErrors.ts';
import { ProblemError } from './answers.ts';

/** The document of a call that went well; throws the problem of one that did not. */
export async function toKept<Doc>(call: Promise<RegisterOutcome<Doc>>): Promise<Kept<Doc>> {
  const outcome = await call.catch((error: unknown) => {
    throw error instanceof IdempotencyConflictError ? new ProblemError('idempotency-conflict') : error;
  });
  if (outcome.kind === 'not-found') throw new ProblemError('not-found');
  if (outcome.kind === 'refused') throw new ProblemError('invalid', outcome.faults);
  return outcome.kept;
}

/** A part of the path by its name. */
export function toPathPart(request: Request, name: string): string {
  return String(request.params[name]).slice(0, 100);
}
