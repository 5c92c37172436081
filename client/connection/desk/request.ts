import type { z } from 'zod';
import { toSendMs } from '#shared/protocol/limits.ts';
import { type Problem, type ProblemFault, problemSchema } from '#shared/protocol/problem.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** The server said no, in the reader's language; `faults` name the places. */
export class ProblemError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.problem = problem;
  }

  get faults(): readonly ProblemFault[] {
    return this.problem.errors ?? [];
  }

  /** What is wrong at a place, `/readings/0/value`. */
  at(pointer: string): string | undefined {
    return this.faults.find((fault) => fault.pointer === pointer)?.message;
  }
}

/** The server did not answer: the line is down, or it is. */
export class OfflineError extends Error {
  constructor() {
    super('offline');
    this.name = 'OfflineError';
  }
}

/** What is asked. */
export interface Ask<Schema extends z.ZodType> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly bytes?: Blob;
  readonly schema: Schema;
}

const answerMs = 30_000;

/** Asks the server and checks its answer. Throws `ProblemError` or `OfflineError`. */
export async function ask<Schema extends z.ZodType>(
  path: string,
  { method = 'GET', body, bytes, schema }: Ask<Schema>,
): Promise<z.output<Schema>> {
  const timeoutMs = answerMs + (bytes === undefined ? 0 : toSendMs(bytes.size));
  const response = await send(path, {
    method,
    headers: {
      'accept-language': deskLanguage(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(bytes === undefined ? {} : { body: bytes }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  if (!response.ok) throw toProblem(response, text);
  return schema.parse(text === '' ? null : JSON.parse(text));
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' });
  } catch {
    throw new OfflineError();
  }
}

function toProblem({ status }: Response, text: string): Error {
  try {
    return new ProblemError(problemSchema.parse(JSON.parse(text)));
  } catch {
    // A proxy's own page: the server behind it does not answer.
    return status >= 500 ? new OfflineError() : new Error(`answer ${status}`);
  }
}
