import type { Request, Response } from 'express';
import { leadingRoles } from '#shared/model/lists.ts';
import type { Session, SessionAnswer, SessionPeople } from '#shared/model/session.ts';
import {
  newSessionSchema,
  sessionEntrySchema,
  sessionReplySchema,
  sessionSignSchema,
} from '#shared/model/sessionCalls.ts';
import type { Promises } from '../domain/sessions/createPromises.ts';
import type { SessionOutcome, Sessions } from '../domain/sessions/createSessions.ts';
import type { Stages } from '../domain/sessions/createStages.ts';
import type { SessionShelf } from '../domain/sessions/sessionShelf.ts';
import { IdempotencyConflictError } from '../domain/storeErrors.ts';
import { ProblemError } from './answers.ts';
import { leading, toKnown } from './deskCaller.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of sessions. */
export interface SessionRouteParts {
  readonly sessions: Sessions;
  readonly shelf: Pick<SessionShelf, 'load' | 'list'>;
  readonly stages: Pick<Stages, 'readAttendance'>;
  readonly promises: Promises;
  readonly people: () => Promise<SessionPeople['items']>;
  readonly now: () => number;
}

const path = '/api/v1/sessions';
const noStore = { 'Cache-Control': 'no-store' };

/** Sessions: lists, one with all there is of it, and the ways of changing it. */
export function createSessionRoutes(parts: SessionRouteParts): RouteDefinition[] {
  return [...createListRoutes(parts), ...createLeadRoutes(parts), ...createReplyRoutes(parts)];
}

function createListRoutes(parts: SessionRouteParts): RouteDefinition[] {
  const { sessions, shelf, promises, people, now } = parts;
  return [
    {
      method: 'get',
      path,
      access: { kind: 'signed-in' },
      async handle(_request, response) {
        await shelf.load();
        response.set(noStore).json({ at: now(), items: shelf.list() });
      },
    },
    {
      method: 'get',
      path: `${path}/decisions`,
      access: { kind: 'signed-in' },
      async handle(_request, response) {
        response.set(noStore).json({ at: now(), items: await promises.listDecisions() });
      },
    },
    {
      method: 'get',
      path: `${path}/people`,
      access: leading,
      async handle(_request, response) {
        response.set(noStore).json({ items: await people() });
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      access: { kind: 'signed-in' },
      async handle(request, response) {
        const session = await sessions.find(toId(request));
        if (!session) throw new ProblemError('not-found');
        response.set(noStore).json(await toAnswer(session, parts));
      },
    },
  ];
}

function createLeadRoutes(parts: SessionRouteParts): RouteDefinition[] {
  const { sessions } = parts;
  return [
    {
      method: 'post',
      path,
      access: leading,
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, newSessionSchema);
        const outcome = await sessions.plan(wanted, toKnown(caller)).catch(toConflict);
        await answer(response.status(201), outcome, parts);
      },
    },
    {
      method: 'post',
      path: `${path}/:id/entries`,
      // Whoever presents may turn to an item, too: which account that is, is known of the session alone.
      access: { kind: 'signed-in' },
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const isLeading = by.role !== null && leadingRoles.includes(by.role);
        if (!isLeading && !(await sessions.presents(toId(request), by))) throw new ProblemError('role');
        const entry = readBody(request, sessionEntrySchema);
        const outcome = await sessions.enter(toId(request), entry, by).catch(toConflict);
        await answer(response, outcome, parts);
      },
    },
  ];
}

/** What those do who do not lead; a guest is told nothing more than that it is done. */
function createReplyRoutes({ sessions }: SessionRouteParts): RouteDefinition[] {
  const access = { kind: 'session' } as const;
  return [
    {
      method: 'post',
      path: `${path}/:id/answers`,
      access,
      body: 'json',
      maxBytes: 16_384,
      async handle(request, response, caller) {
        const reply = readBody(request, sessionReplySchema);
        const outcome = await sessions.answer(toId(request), reply, toKnown(caller)).catch(toConflict);
        response.set(noStore).json({ version: toDone(outcome).session.version });
      },
    },
    {
      method: 'post',
      path: `${path}/:id/signatures`,
      access,
      body: 'json',
      maxBytes: 65_536,
      async handle(request, response, caller) {
        const signature = readBody(request, sessionSignSchema);
        const outcome = await sessions.sign(toId(request), signature, toKnown(caller)).catch(toConflict);
        response.set(noStore).json({ version: toDone(outcome).session.version });
      },
    },
  ];
}

function toConflict(error: unknown): never {
  throw error instanceof IdempotencyConflictError ? new ProblemError('idempotency-conflict') : error;
}

function toDone(outcome: SessionOutcome): Extract<SessionOutcome, { kind: 'done' }> {
  switch (outcome.kind) {
    case 'done':
      return outcome;
    case 'not-found':
      throw new ProblemError('not-found');
    case 'forbidden':
      throw new ProblemError('role');
    case 'refused':
      throw new ProblemError('invalid', outcome.faults);
  }
}

async function answer(response: Response, outcome: SessionOutcome, parts: SessionRouteParts): Promise<void> {
  const { session, secret } = toDone(outcome);
  const told = await toAnswer(session, parts);
  response.set(noStore).json(secret === undefined ? told : { ...told, secret });
}

async function toAnswer(
  session: Session,
  { stages, promises, now }: SessionRouteParts,
): Promise<Omit<SessionAnswer, 'secret'>> {
  const attendance = [...(await stages.readAttendance(session))];
  return { at: now(), session, attendance, ...(await promises.list()) };
}

function toId(request: Request): string {
  return String(request.params['id']).slice(0, 100);
}
