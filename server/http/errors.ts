import type { ErrorRequestHandler, RequestHandler } from 'express';
import { StoreUnavailableError } from '../domain/storeErrors.ts';
import { ProblemError, sendProblem } from './answers.ts';
import { readAddresses } from './openApi.ts';

/** Addresses beside those of the interface that take GET alone. */
const otherAddresses =
  /^\/(?:healthz|readyz|metrics|api\/docs|api\/v1\/openapi\.json|wall(?:\/[^/]+)?)?\/?$/i;

/** Last handler of all: nothing is there, or not for this method. */
export const answerNotFound: RequestHandler = (request, response) => {
  const path = request.originalUrl.split('?', 1)[0] ?? '';
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isServed = !isRead && [otherAddresses, ...readAddresses].some((address) => address.test(path));
  if (isServed) response.set('Allow', 'GET, HEAD');
  sendProblem(request, response, isServed ? 'method' : 'not-found');
};

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
    } else if (isClientFault(error)) {
      sendProblem(request, response, error.status === 404 ? 'not-found' : 'bad-request');
    } else {
      onError(error);
      sendProblem(request, response, 'internal');
    }
  };
}

/** What Express and its static files throw for a bad path or range. */
function isClientFault(error: unknown): error is { status: number } {
  if (typeof error !== 'object' || error === null) return false;
  const { status } = error as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
}
