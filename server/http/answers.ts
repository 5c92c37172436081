import type { Request, Response } from 'express';
import { buildProblem, type ProblemName, toLanguage, toProblemFault } from '#shared/protocol/problem.ts';

/** Fault of a query parameter or path, before it is put into words. */
export interface QueryFault {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Thrown by a route to answer with a problem. */
export class ProblemError extends Error {
  readonly problem: ProblemName;
  readonly faults: readonly QueryFault[] | undefined;

  constructor(problem: ProblemName, faults?: readonly QueryFault[]) {
    super(problem);
    this.name = 'ProblemError';
    this.problem = problem;
    this.faults = faults;
  }
}

/** Answers with a problem in the caller's language. */
export function sendProblem(
  request: Request,
  response: Response,
  name: ProblemName,
  faults?: readonly QueryFault[],
): void {
  const language = toLanguage(request.headers['accept-language']);
  const errors = faults?.map((fault) => toProblemFault(fault, language));
  const problem = buildProblem(name, language, errors);
  // A problem is read, never saved under the name of the file that it stands for.
  response.removeHeader('Content-Disposition');
  response
    .status(problem.status)
    .set({ 'Content-Language': language, 'Cache-Control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
