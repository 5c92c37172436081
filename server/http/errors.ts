import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { ProblemName } from '#shared/protocol/problem.ts';
import { RecordConflictError, StoreUnavailableError } from '../domain/storeErrors.ts';
import { ProblemError, sendProblem } from './answers.ts';

/** Last handler of all: nothing is there, or not for this method. */
export function createNotFound(methodsOf: (path: string) => readonly string[]): RequestHandler {
  return (request, response) => {
    const path = request.originalUrl.split('?', 1)[0] ?? '';
    const methods = methodsOf(path);
    const isServed = methods.length > 0 && !methods.includes(request.method);
    if (isServed) response.set('Allow', methods.join(', '));
    sendProblem(request, response, isServed ? 'method' : 'not-found');
  };
}

/** The one place where an error becomes an answer; internals go to the log only. */
export function createErrorHandler(onError: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof ProblemError) {
      sendProblem(request, response, error.problem, error.faults);
    } else if (error instanceof StoreUnavailableError) {
      response.set('Retry-After', '5');
      sendProblem(request, response, 'unavailable');
    } else if (error instanceof RecordConflictError) {
      sendProblem(request, response, 'conflict');
    } else if (isClientFault(error)) {
      sendProblem(request, response, toProblemName(error));
    } else {
      onError(error);
      sendProblem(request, response, 'internal');
    }
  };
}

/** What Express and its static files throw for a bad path or range. */
function isClientFault(error: unknown): error is ClientFault {
  if (typeof error !== 'object' || error === null) return false;
  const { status } = error as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
}

/** `type` is there where the fault lies in the body. */
interface ClientFault {
  readonly status: number;
  readonly type?: string;
}

function toProblemName({ status, type }: ClientFault): ProblemName {
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 415) return 'media-type';
  return type === 'entity.parse.failed' ? 'not-json' : 'bad-request';
}
