import type { z } from 'zod';
import { personHeader } from '#shared/protocol/desk.ts';
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
  /** Id of the person for whom it is asked; the server does nothing of it for another who has signed in meanwhile. */
  readonly person?: string | undefined;
  readonly schema: Schema;
}

const answerMs = 30_000;

/** Asks the server and checks its answer. Throws `ProblemError` or `OfflineError`. */
export async function ask<Schema extends z.ZodType>(
  path: string,
  { method = 'GET', body, bytes, person, schema }: Ask<Schema>,
): Promise<z.output<Schema>> {
  const timeoutMs = answerMs + (bytes === undefined ? 0 : toSendMs(bytes.size));
  const { response, text } = await send(path, {
    method,
    headers: {
      'accept-language': deskLanguage(),
      ...(person === undefined ? {} : { [personHeader]: person }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(bytes === undefined ? {} : { body: bytes }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw toProblem(response, text);
  return schema.parse(text === '' ? null : toJson(text));
}

/** The whole answer: the line may drop while it is read. */
async function send(path: string, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(path, { ...init, credentials: 'same-origin' });
    return { response, text: await response.text() };
  } catch {
    throw new OfflineError();
  }
}

/** What is no JSON did not come from the server: a network that wants a sign-in of its own answers for it. */
function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
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
