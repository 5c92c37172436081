import type { Request } from 'express';
import {
  type Drill,
  type DrillDetail,
  type DrillEntry,
  type DrillList,
  newDrillSchema,
  newRecordingSchema,
} from '#shared/model/drill.ts';
import { longestDrillMinutes } from '#shared/model/drillScenario.ts';
import type { Drills } from '../domain/drills/createDrills.ts';
import type { Scenarios } from '../domain/drills/createScenarios.ts';
import { toReportCsv } from '../domain/drills/toReportCsv.ts';
import type { People } from '../domain/people/createPeople.ts';
import { ProblemError } from './answers.ts';
import { operating, toKnown, watching } from './deskCaller.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of drills. */
export interface DrillRouteParts {
  readonly drills: Drills;
  readonly scenarios: Scenarios;
  readonly people: Pick<People, 'find'>;
  readonly areaName: (code: string) => string | null;
  /** False on a drill's own server. */
  readonly isPossible: boolean;
  /** Address of a drill as the asking screen reaches it. */
  readonly toUrl: (port: number, request: Pick<Request, 'headers'>) => string;
  readonly now: () => number;
}

const path = '/api/v1/drills';

/** Drills: start, join, end, reports, and scenarios from what was recorded. */
export function createDrillRoutes(parts: DrillRouteParts): RouteDefinition[] {
  return [...createReadRoutes(parts), ...createRunRoutes(parts), ...createScenarioRoutes(parts)];
}

function createReadRoutes(parts: DrillRouteParts): RouteDefinition[] {
  const { drills, scenarios, areaName, isPossible, toUrl, now } = parts;
  return [
    {
      method: 'get',
      path,
      access: watching,
      async handle(request, response) {
        const port = drills.port();
        const answer: DrillList = {
          at: now(),
          isPossible,
          scenarios: [...(await scenarios.list())],
          items: [...(await drills.list())],
          url: port === null ? null : toUrl(port, request),
        };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      access: watching,
      async handle(request, response) {
        response.set('Cache-Control', 'no-store').json(await findDrill(drills, request));
      },
    },
    {
      method: 'get',
      path: `${path}/:id/report.csv`,
      access: watching,
      async handle(request, response) {
        const { drill, report } = await findDrill(drills, request);
        if (!report) throw new ProblemError('not-found');
        response.set({ 'Cache-Control': 'no-store', 'Content-Type': 'text/csv; charset=utf-8' });
        response.attachment(`simpul-latihan-${new Date(drill.orderedAt).toISOString().slice(0, 10)}.csv`);
        response.send(toReportCsv(drill, report, areaName));
      },
    },
  ];
}

async function findDrill(drills: Drills, request: Request): Promise<DrillDetail> {
  const found = await drills.find(String(request.params['id']));
  if (!found) throw new ProblemError('not-found');
  return found;
}

function refuse(pointer: string, code: string, params: Record<string, string | number> = {}): never {
  throw new ProblemError('invalid', [{ pointer, code, params }]);
}

function createRunRoutes({ drills, people, isPossible, toUrl }: DrillRouteParts): RouteDefinition[] {
  return [
    {
      method: 'post',
      path,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const wish = readBody(request, newDrillSchema);
        if (!isPossible) refuse('', 'drill_nested');
        const started: Drill | string = await drills.start(wish, toKnown(caller));
        if (started === 'stopping') throw new ProblemError('unavailable');
        if (typeof started === 'string') refuse('/scenario', started, { given: wish.scenario });
        response.status(201).json(started);
      },
    },
    {
      method: 'post',
      path: `${path}/:id/join`,
      access: operating,
      // The console sends `{}`: what a form of another site can send is refused by its type (S4).
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const person = await people.find(by.id);
        const { name, email } = person ?? {};
        if (!name || !email) throw new ProblemError('not-found');
        const password = await drills.join(String(request.params['id']), { name, email }, by);
        const port = drills.port();
        if (password === null || port === null) throw new ProblemError('not-found');
        const entry: DrillEntry = { url: toUrl(port, request), email, password };
        response.set('Cache-Control', 'no-store').json(entry);
      },
    },
    {
      method: 'post',
      path: `${path}/:id/end`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        if (!(await drills.end(String(request.params['id']), toKnown(caller))))
          throw new ProblemError('not-found');
        response.status(202).json({ ok: true });
      },
    },
  ];
}

function createScenarioRoutes({ scenarios, isPossible, now }: DrillRouteParts): RouteDefinition[] {
  return [
    {
      method: 'post',
      path: `${path}/scenarios`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const { title, ...span } = readBody(request, newRecordingSchema);
        if (!isPossible) refuse('', 'drill_nested');
        const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
        if (to <= from) refuse('/to', 'order');
        if (to > now()) refuse('/to', 'not_past');
        if (to - from > longestDrillMinutes * 60_000)
          refuse('/to', 'span', { hours: longestDrillMinutes / 60 });
        const made = await scenarios.record({ title, from, to }, toKnown(caller));
        if (typeof made === 'string') refuse('/from', made);
        response.status(201).json(made);
      },
    },
    {
      method: 'delete',
      path: `${path}/scenarios/:id`,
      access: operating,
      async handle(request, response, caller) {
        if (!(await scenarios.remove(String(request.params['id']), toKnown(caller))))
          throw new ProblemError('not-found');
        response.status(204).end();
      },
    },
  ];
}
