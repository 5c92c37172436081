import type { Request, Response } from 'express';
import {
  type Incident,
  type IncidentAnswer,
  type IncidentList,
  type IncidentWho,
  incidentEntrySchema,
  newIncidentSchema,
  type OpenIncident,
} from '#shared/model/incident.ts';
import type { IncidentOutcome, Incidents } from '../domain/incidents/createIncidents.ts';
import { IdempotencyConflictError } from '../domain/storeErrors.ts';
import { ProblemError } from './answers.ts';
import { operating, toKnown, watching } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of incidents. */
export interface IncidentRouteParts {
  readonly incidents: Incidents;
  readonly crew: () => Promise<readonly IncidentWho[]>;
  readonly now: () => number;
}

const path = '/api/v1/incidents';

/** Incidents: lists, one with its log, and the one way of changing it. */
export function createIncidentRoutes(parts: IncidentRouteParts): RouteDefinition[] {
  return [...createLookRoutes(parts), ...createWorkRoutes(parts)];
}

function createLookRoutes(parts: IncidentRouteParts): RouteDefinition[] {
  const { incidents, now } = parts;
  return [
    {
      method: 'get',
      path,
      access: watching,
      async handle(request, response) {
        response.set('Cache-Control', 'no-store').json(await toList(request, parts));
      },
    },
    {
      method: 'get',
      path: `${path}/open`,
      access: { kind: 'viewing' },
      async handle(_request, response) {
        const open = (await incidents.list()).filter(({ state }) => state !== 'closed');
        // Field by field: nothing of people, tasks or logs may reach the wall.
        const items = open.map(
          ({ id, title, kind, severity, place, openedAt, simulated }): OpenIncident => ({
            id,
            title,
            kind,
            severity,
            place,
            openedAt,
            simulated,
          }),
        );
        response.set('Cache-Control', 'no-store').json({ at: now(), items });
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      access: watching,
      async handle(request, response) {
        const incident = await incidents.find(toId(request));
        if (!incident) throw new ProblemError('not-found');
        response.set('Cache-Control', 'no-store').json(await toAnswer(incident, parts));
      },
    },
  ];
}

async function toList(request: Request, { incidents, now }: IncidentRouteParts): Promise<IncidentList> {
  const query = createQueryReader(request, ['state', 'offset', 'limit']);
  const state = query.text('state');
  if (state !== undefined && state !== 'open' && state !== 'closed')
    query.fault('state', 'choice', { choices: 'open, closed' });
  const offset = query.integer('offset', 0, 100_000, 0);
  const limit = query.integer('limit', 1, 200, 100);
  query.assertGood();
  const all = await incidents.list();
  const isClosed = (one: { state: string }): boolean => one.state === 'closed';
  const chosen = state === undefined ? all : all.filter((one) => isClosed(one) === (state === 'closed'));
  const closed = all.filter(isClosed).length;
  return {
    at: now(),
    items: chosen.slice(offset, offset + limit),
    open: all.length - closed,
    closed,
  };
}

function createWorkRoutes(parts: IncidentRouteParts): RouteDefinition[] {
  const { incidents } = parts;
  return [
    {
      method: 'post',
      path,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, newIncidentSchema);
        const outcome = await incidents.open(wanted, toKnown(caller)).catch(toConflict);
        await answer(response, { outcome, status: 201 }, parts);
      },
    },
    {
      method: 'post',
      path: `${path}/:id/entries`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const entry = readBody(request, incidentEntrySchema);
        const outcome = await incidents.enter(toId(request), entry, toKnown(caller)).catch(toConflict);
        await answer(response, { outcome, status: 200 }, parts);
      },
    },
  ];
}

function toConflict(error: unknown): never {
  throw error instanceof IdempotencyConflictError ? new ProblemError('idempotency-conflict') : error;
}

async function answer(
  response: Response,
  { outcome, status }: { outcome: IncidentOutcome; status: number },
  parts: IncidentRouteParts,
): Promise<void> {
  if (outcome.kind === 'not-found') throw new ProblemError('not-found');
  if (outcome.kind === 'refused') throw new ProblemError('invalid', outcome.faults);
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .json(await toAnswer(outcome.incident, parts));
}

async function toAnswer(incident: Incident, { crew, now }: IncidentRouteParts): Promise<IncidentAnswer> {
  return { at: now(), incident, crew: [...(await crew())] };
}

function toId(request: Request): string {
  return String(request.params['id']).slice(0, 100);
}
