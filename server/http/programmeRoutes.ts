import type { Request, Response } from 'express';
import { budgetChangeSchema, type ProgrammeAnswer } from '#shared/model/budget.ts';
import type { AgencyCode } from '#shared/model/ids.ts';
import {
  newProgrammeSchema,
  programmeChangeSchema,
  programmeRemovalSchema,
} from '#shared/model/programme.ts';
import { summarise } from '#shared/rules/budget.ts';
import type { FileService } from '../domain/files/createFileService.ts';
import type { ProgrammeOutcome, Programmes } from '../domain/programmes/createProgrammes.ts';
import type { Entry } from '../domain/programmes/programmeBook.ts';
import type { ProgrammeHistory } from '../domain/programmes/readHistory.ts';
import { IdempotencyConflictError } from '../domain/storeErrors.ts';
import { ProblemError } from './answers.ts';
import { assertOwn, feeding, toKnown, verifying } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';
import { sendPieces } from './sendPieces.ts';

/** Needs of the routes of programmes and their money. */
export interface ProgrammeRouteParts {
  readonly programmes: Programmes;
  readonly history: ProgrammeHistory;
  readonly files: Pick<FileService, 'findEvidence' | 'readBytes'>;
  readonly now: () => number;
}

const path = '/api/v1/programmes';
const signedIn = { kind: 'signed-in' } as const;

/** The register of programmes and that of their money: read by whoever is signed in, kept by each agency for itself. */
export function createProgrammeRoutes(parts: ProgrammeRouteParts): RouteDefinition[] {
  return [...createLookRoutes(parts), ...createKeepRoutes(parts), ...createMoneyRoutes(parts)];
}

function createLookRoutes(parts: ProgrammeRouteParts): RouteDefinition[] {
  const { programmes, files, now } = parts;
  return [
    {
      method: 'get',
      path,
      access: signedIn,
      handle(_request, response) {
        response
          .set('Cache-Control', 'no-store')
          .json({ at: now(), today: programmes.today(), items: programmes.list() });
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      access: signedIn,
      async handle(request, response) {
        response.set('Cache-Control', 'no-store').json(await toAnswer(findEntry(request, parts), parts));
      },
    },
    {
      method: 'get',
      path: `${path}/:id/evidence/:file`,
      access: signedIn,
      async handle(request, response) {
        const id = String(request.params['file']);
        const { milestones } = findEntry(request, parts).fields;
        const isThere = milestones.some(({ evidence }) => evidence.some((file) => file.id === id));
        const file = isThere ? await files.findEvidence(id) : null;
        const pieces = file && (await files.readBytes(file.hash));
        if (!file || !pieces) throw new ProblemError('not-found');
        // Never shown in the page's own place: a file is saved, whatever it holds.
        response.attachment(file.name);
        await sendPieces(response, pieces, {
          'Cache-Control': 'private, no-store',
          'Content-Type': file.type,
          'Content-Length': String(file.sizeBytes),
          'Content-Security-Policy': "sandbox; default-src 'none'",
        });
      },
    },
  ];
}

function createKeepRoutes(parts: ProgrammeRouteParts): RouteDefinition[] {
  const { programmes } = parts;
  return [
    {
      method: 'post',
      path,
      access: feeding,
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const wanted = readBody(request, newProgrammeSchema);
        assertOwn(by, wanted.programme.agency);
        const outcome = await programmes.add(wanted, by).catch(toConflict);
        await answer(response, { outcome, status: 201 }, parts);
      },
    },
    {
      method: 'put',
      path: `${path}/:id`,
      access: feeding,
      agencyOf: (request) => agencyOf(request, parts),
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const wanted = readBody(request, programmeChangeSchema);
        // Nobody gives a programme to an agency that is not theirs.
        assertOwn(by, wanted.programme.agency);
        const outcome = await programmes.change(toId(request), wanted, by);
        await answer(response, { outcome, status: 200 }, parts);
      },
    },
    {
      method: 'post',
      path: `${path}/:id/remove`,
      access: verifying,
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, programmeRemovalSchema);
        const outcome = await programmes.remove(toId(request), wanted, toKnown(caller));
        if (outcome.kind === 'not-found') throw new ProblemError('not-found');
        response.json({ removed: toId(request) });
      },
    },
  ];
}

function createMoneyRoutes(parts: ProgrammeRouteParts): RouteDefinition[] {
  const { programmes, now } = parts;
  return [
    {
      method: 'get',
      path: '/api/v1/budgets',
      access: signedIn,
      handle(request, response) {
        const query = createQueryReader(request, ['year']);
        const year = query.integer('year', 2000, 2100, Number(programmes.today().slice(0, 4)));
        query.assertGood();
        response.set('Cache-Control', 'no-store').json({ at: now(), ...programmes.budgets(year) });
      },
    },
    {
      method: 'put',
      path: '/api/v1/budgets/:id/:year',
      access: feeding,
      agencyOf: (request) => agencyOf(request, parts),
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, budgetChangeSchema);
        const year = /^20\d{2}$/.test(String(request.params['year'])) ? Number(request.params['year']) : null;
        if (year === null) throw new ProblemError('not-found');
        const place = { programme: toId(request), year };
        const outcome = await programmes.putBudget(place, wanted, toKnown(caller));
        await answer(response, { outcome, status: 200 }, parts);
      },
    },
  ];
}

function toConflict(error: unknown): never {
  throw error instanceof IdempotencyConflictError ? new ProblemError('idempotency-conflict') : error;
}

function toId(request: Request): string {
  return String(request.params['id']).slice(0, 100);
}

function findEntry(request: Request, { programmes }: ProgrammeRouteParts): Entry {
  const entry = programmes.find(toId(request));
  if (!entry) throw new ProblemError('not-found');
  return entry;
}

/** Whose a programme is; undefined for one that is not there, which the handler answers. */
function agencyOf(request: Request, { programmes }: ProgrammeRouteParts): AgencyCode | undefined {
  return programmes.find(toId(request))?.fields.agency;
}

async function answer(
  response: Response,
  { outcome, status }: { outcome: ProgrammeOutcome; status: number },
  parts: ProgrammeRouteParts,
): Promise<void> {
  if (outcome.kind === 'not-found' || outcome.kind === 'other-agency') throw new ProblemError(outcome.kind);
  if (outcome.kind === 'refused') throw new ProblemError('invalid', outcome.faults.slice(0, 100));
  const entry = parts.programmes.find(outcome.id);
  if (!entry) throw new ProblemError('not-found');
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .json(await toAnswer(entry, parts));
}

async function toAnswer(
  entry: Entry,
  { programmes, history, now }: ProgrammeRouteParts,
): Promise<ProgrammeAnswer> {
  const budgets = programmes.budgetsOf(entry.id);
  const today = programmes.today();
  return {
    at: now(),
    today,
    row: programmes.rowOf(entry),
    programme: entry.fields,
    budgets: [...budgets],
    summaries: budgets.map((budget) => summarise(budget, today)),
    history: await history.read(entry),
  };
}
