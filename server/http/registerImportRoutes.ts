import type { Request } from 'express';
import type { Agency } from '#shared/model/agency.ts';
import type { AgencyCode } from '#shared/model/ids.ts';
import { programmeLimits } from '#shared/model/programme.ts';
import {
  type RegisterFile,
  type RegisterForm,
  type RegisterView,
  registerCommitSchema,
  registerForms,
  registerPreviewSchema,
} from '#shared/model/registerImport.ts';
import type { Language } from '#shared/model/text.ts';
import { toLanguage } from '#shared/protocol/problem.ts';
import { type Actor, mayTouch } from '../domain/people/actor.ts';
import type { StoredRecord } from '../domain/records/recordStore.ts';
import type {
  RegisterCase,
  RegisterImportBody,
  RegisterImports,
} from '../domain/registerImports/createRegisterImports.ts';
import { ProblemError } from './answers.ts';
import { feeding, queryAgency, toKnown } from './deskCaller.ts';
import { toFileProblem, toFileView, toTold } from './importAnswers.ts';
import { createFileQuota, maxFileBytes, toBytes } from './inputRoutes.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of dropped files of the registers. */
export interface RegisterImportRouteParts {
  readonly imports: RegisterImports;
  readonly agency: (code: string) => Agency | undefined;
}

const path = '/api/v1/programmes/files';
type Stored = StoredRecord<RegisterImportBody>;

/** Spreadsheets of programmes and money: dropped, previewed and stored. To be added before the routes of single programmes. */
export function createRegisterImportRoutes(parts: RegisterImportRouteParts): RouteDefinition[] {
  return [...createOpenRoutes(parts), ...createWorkRoutes(parts)];
}

function createOpenRoutes({ imports, agency }: RegisterImportRouteParts): RouteDefinition[] {
  const takeFromQuota = createFileQuota();
  return [
    {
      method: 'post',
      path,
      access: feeding,
      agencyOf: queryAgency,
      body: 'raw',
      maxBytes: maxFileBytes + 1,
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const { form, name, owner } = readDrop(request, by, agency);
        await takeFromQuota(by.id);
        const opened = await imports.open({ form, name, bytes: toBytes(request), agency: owner }, by);
        if (!('record' in opened)) throw toFileProblem(opened.faults);
        response.status(201).json(toView(opened, toLanguage(request.headers['accept-language'])));
      },
    },
    {
      method: 'get',
      path,
      access: feeding,
      async handle(_request, response, caller) {
        const by = toKnown(caller);
        const own = by.role === 'agency-operator' ? (by.agency ?? '') : null;
        const items = (await imports.list(own)).map(toFile);
        response.set('Cache-Control', 'no-store').json({ items });
      },
    },
  ];
}

/** A clerk's file is of the own agency; whoever keeps them all may leave it out, and each line then names its own. */
function readDrop(
  request: Request,
  by: Actor,
  agency: RegisterImportRouteParts['agency'],
): { form: RegisterForm; name: string; owner: AgencyCode | null } {
  const query = createQueryReader(request, ['form', 'name', 'agency']);
  const form = registerForms.find((one) => one === query.text('form'));
  if (!form) query.fault('form', 'choice', { choices: registerForms.join(', ') });
  const owner = (query.text('agency') as AgencyCode | undefined) ?? by.agency;
  const name = query.text('name') ?? '';
  query.assertGood();
  if (!form || (owner !== null && !agency(owner))) throw new ProblemError('not-found');
  return { form, name, owner };
}

function createWorkRoutes({ imports }: RegisterImportRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: `${path}/:id`,
      access: feeding,
      async handle(request, response, caller) {
        const one = await imports.read(await findOwn(request, toKnown(caller), imports));
        if (!one) throw new ProblemError('not-found');
        response
          .set('Cache-Control', 'no-store')
          .json(toView(one, toLanguage(request.headers['accept-language'])));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/preview`,
      access: feeding,
      body: 'json',
      async handle(request, response, caller) {
        const record = await findOwn(request, toKnown(caller), imports);
        const { layout } = readBody(request, registerPreviewSchema);
        const one = await imports.read(record, layout);
        if (!one) throw new ProblemError('not-found');
        response.json(toView(one, toLanguage(request.headers['accept-language'])));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/commit`,
      access: feeding,
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const record = await findOwn(request, by, imports);
        const outcome = await imports.commit(record, readBody(request, registerCommitSchema), by);
        if (!outcome) throw new ProblemError('not-found');
        if (outcome.kind === 'stale') throw new ProblemError('conflict');
        if (outcome.kind === 'faulty') throw toFileProblem(outcome.faults);
        if (outcome.kind === 'full')
          throw new ProblemError('invalid', [
            { pointer: '', code: 'programme_too_many', params: { max: programmeLimits.programmes } },
          ]);
        response.status(201).json(toFile(outcome.record));
      },
    },
  ];
}

/** Another agency's file is as if it were not there; one of all agencies is nobody's but the walidata's. */
async function findOwn(request: Request, by: Actor, imports: RegisterImports): Promise<Stored> {
  const record = await imports.find(String(request.params['id']).slice(0, 100));
  if (!record || !mayTouch(by, record.owner)) throw new ProblemError('not-found');
  return record;
}

function toFile({ id, owner, body }: Stored): RegisterFile {
  const { form, name, state, by, at, result } = body;
  return {
    id,
    form,
    name,
    state,
    by,
    agency: owner,
    at: new Date(at).toISOString(),
    result: result && { ...result, at: new Date(result.at).toISOString() },
  };
}

function toView(one: RegisterCase, language: Language): RegisterView {
  const { record, layout, rows, digest, faults, isCut, totals } = one;
  return {
    ...toFile(record),
    ...toFileView(one, language),
    layout,
    rows: [...rows],
    digest,
    faults: toTold(faults, language),
    isCut,
    totals,
  };
}
