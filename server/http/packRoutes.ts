import type { Request } from 'express';
import {
  newPackSchema,
  type PackAnswer,
  type PackFileKind,
  type PackList,
  sha256Schema,
} from '#shared/model/pack.ts';
import { toLocalDate } from '#shared/rules/workingDays.ts';
import { type Packs, toFreezeWish } from '../domain/packs/createPacks.ts';
import { IdempotencyConflictError } from '../domain/storeErrors.ts';
import { ProblemError } from './answers.ts';
import { createGate } from './createGate.ts';
import { leading, toKnown } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';
import { sendPieces } from './sendPieces.ts';

/** Needs of the routes of evidence packs. */
export interface PackRouteParts {
  readonly packs: Packs;
  readonly now: () => number;
  /** Of the region, for the day in the names of files. */
  readonly zone: () => string;
}

const path = '/api/v1/packs';
const seeing = { kind: 'signed-in' } as const;
/** Most bytes of a file that is checked; the largest of ours is far smaller. */
const maxCheckBytes = 33_554_432;
/** Freezing at once; each holds whole files in memory. */
const mostAtOnce = 8;
/** Files that are checked at once: anyone who is signed in may send any. */
const mostChecks = 1;

const mediaTypes: Readonly<Record<PackFileKind, string>> = {
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Evidence packs: freezing, lists, one as it was frozen, its files, and whether a file is ours. */
export function createPackRoutes(parts: PackRouteParts): RouteDefinition[] {
  return [...createListRoutes(parts), ...createCheckRoutes(parts), ...createReadRoutes(parts)];
}

function createListRoutes({ packs, now }: PackRouteParts): RouteDefinition[] {
  const gate = createGate(mostAtOnce);
  return [
    {
      method: 'get',
      path,
      access: seeing,
      async handle(_request, response) {
        const answer: PackList = { at: now(), ...(await packs.list()) };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
    {
      method: 'post',
      path,
      access: leading,
      body: 'json',
      async handle(request, response, caller) {
        const wish = toFreezeWish(readBody(request, newPackSchema), toKnown(caller));
        const summary = await gate(() => packs.freeze(wish)).catch((error: unknown) => {
          throw error instanceof IdempotencyConflictError ? new ProblemError('idempotency-conflict') : error;
        });
        response.status(201).set('Cache-Control', 'no-store').json(summary);
      },
    },
  ];
}

function createCheckRoutes({ packs }: PackRouteParts): RouteDefinition[] {
  const gate = createGate(mostChecks);
  return [
    {
      method: 'get',
      path: `${path}/check`,
      access: seeing,
      async handle(request, response) {
        const query = createQueryReader(request, ['hash']);
        const hash = sha256Schema.safeParse(query.text('hash')?.trim().toLowerCase());
        if (!hash.success) query.fault('hash', 'format');
        query.assertGood();
        response.set('Cache-Control', 'no-store').json(await packs.check(hash.data ?? ''));
      },
    },
    {
      method: 'post',
      path: `${path}/check`,
      access: seeing,
      body: 'raw',
      maxBytes: maxCheckBytes,
      async handle(request, response) {
        const bytes: unknown = request.body;
        if (!Buffer.isBuffer(bytes) || bytes.length === 0)
          throw new ProblemError('invalid', [{ pointer: '', code: 'required', params: {} }]);
        response.set('Cache-Control', 'no-store').json(await gate(() => packs.check(bytes)));
      },
    },
  ];
}

function createReadRoutes({ packs, now, zone }: PackRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: `${path}/:id`,
      access: seeing,
      async handle(request, response) {
        const found = await packs.find(toId(request));
        if (!found) throw new ProblemError('not-found');
        const answer: PackAnswer = { at: now(), ...found };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
    {
      method: 'get',
      path: `${path}/:id/files/:kind`,
      access: seeing,
      async handle(request, response) {
        const kind = String(request.params['kind']);
        if (!isKind(kind)) throw new ProblemError('not-found');
        const found = await packs.file(toId(request), kind);
        if (!found) throw new ProblemError('not-found');
        const { summary, pieces } = found;
        const day = toLocalDate(summary.frozenAt, zone());
        response.attachment(`simpul-paket-${day}-${summary.id}.${kind}`);
        await sendPieces(response, pieces, {
          'Cache-Control': 'private, no-cache',
          'Content-Type': mediaTypes[kind],
          'Content-Length': String(summary.files[kind].sizeBytes),
        });
      },
    },
  ];
}

function isKind(text: string): text is PackFileKind {
  return Object.hasOwn(mediaTypes, text);
}

function toId(request: Request): string {
  return String(request.params['id']).slice(0, 100);
}
