import type { Request } from 'express';
import { agreementEntrySchema, newAgreementSchema } from '#shared/model/agreement.ts';
import type { Agreements } from '../domain/agreements/createAgreements.ts';
import type { FileService } from '../domain/files/createFileService.ts';
import { ProblemError } from './answers.ts';
import { reviewing, toKnown } from './deskCaller.ts';
import { createFileQuota, maxFileBytes, toBytes } from './inputRoutes.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import { toKept, toPathPart } from './registerAnswers.ts';
import type { RouteDefinition } from './registry.ts';
import { sendPieces } from './sendPieces.ts';

/** Needs of the routes of agreements. */
export interface AgreementRouteParts {
  readonly agreements: Agreements;
  readonly readBytes: FileService['readBytes'];
}

const path = '/api/v1/agreements';
const signedIn = { kind: 'signed-in' } as const;

/** Agreements, what they promise, and their files. */
export function createAgreementRoutes(parts: AgreementRouteParts): RouteDefinition[] {
  return [...createLookRoutes(parts), ...createWorkRoutes(parts), ...createFileRoutes(parts)];
}

function createLookRoutes({ agreements }: AgreementRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path,
      access: signedIn,
      async handle(_request, response) {
        response.set('Cache-Control', 'no-store').json(await agreements.list());
      },
    },
    {
      method: 'get',
      path: `${path}/promises`,
      access: signedIn,
      async handle(_request, response) {
        response.set('Cache-Control', 'no-store').json(await agreements.promises());
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      access: signedIn,
      async handle(request, response) {
        response.set('Cache-Control', 'no-store').json(await toAnswer(agreements, toPathPart(request, 'id')));
      },
    },
  ];
}

async function toAnswer(agreements: Agreements, id: string) {
  const answer = await agreements.find(id);
  if (!answer) throw new ProblemError('not-found');
  return answer;
}

function createWorkRoutes({ agreements }: AgreementRouteParts): RouteDefinition[] {
  return [
    {
      method: 'post',
      path,
      access: reviewing,
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, newAgreementSchema);
        const { id } = await toKept(agreements.make(wanted, toKnown(caller)));
        response
          .status(201)
          .set('Cache-Control', 'no-store')
          .json(await toAnswer(agreements, id));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/entries`,
      access: reviewing,
      body: 'json',
      async handle(request, response, caller) {
        const entry = readBody(request, agreementEntrySchema);
        const { id } = await toKept(agreements.enter(toPathPart(request, 'id'), entry, toKnown(caller)));
        response.set('Cache-Control', 'no-store').json(await toAnswer(agreements, id));
      },
    },
  ];
}

function createFileRoutes({ agreements, readBytes }: AgreementRouteParts): RouteDefinition[] {
  const takeFromQuota = createFileQuota();
  return [
    {
      method: 'post',
      path: `${path}/:id/files`,
      access: reviewing,
      body: 'raw',
      maxBytes: maxFileBytes,
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const { name, item } = readFileQuery(request);
        const bytes = toBytes(request);
        await takeFromQuota(by.id);
        const { id } = await toKept(agreements.attach(toPathPart(request, 'id'), { name, item, bytes }, by));
        response
          .status(201)
          .set('Cache-Control', 'no-store')
          .json(await toAnswer(agreements, id));
      },
    },
    {
      method: 'get',
      path: `${path}/:id/files/:file`,
      access: signedIn,
      async handle(request, response) {
        const file = await agreements.findFile(toPathPart(request, 'id'), toPathPart(request, 'file'));
        const pieces = file && (await readBytes(file.hash));
        if (!pieces) throw new ProblemError('not-found');
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

function readFileQuery(request: Request): { name: string; item: string | null } {
  const query = createQueryReader(request, ['name', 'item']);
  const name = query.text('name');
  if (name === undefined) query.fault('name', 'required');
  query.assertGood();
  return { name: name ?? '', item: query.text('item') ?? null };
}
