import type { Request } from 'express';
import type { Agency } from '#shared/model/agency.ts';
import {
  commitRequestSchema,
  type ImportSummary,
  type ImportView,
  previewRequestSchema,
  undoRequestSchema,
} from '#shared/model/importFile.ts';
import type { Language } from '#shared/model/text.ts';
import { toLanguage } from '#shared/protocol/problem.ts';
import type { ImportBody, ImportCase, Imports } from '../domain/imports/createImports.ts';
import { type UndoParts, undoImport } from '../domain/imports/undoImport.ts';
import { type Actor, mayTouch } from '../domain/people/actor.ts';
import type { StoredRecord } from '../domain/records/recordStore.ts';
import { ProblemError } from './answers.ts';
import { assertRecorded, feeding, queryAgency, readAgency, toKnown } from './deskCaller.ts';
import { toFileProblem, toFileView, toTold } from './importAnswers.ts';
import { createFileQuota, maxFileBytes, toBytes } from './inputRoutes.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of dropped files. */
export interface ImportRouteParts {
  readonly imports: Imports;
  readonly undo: UndoParts;
  readonly agency: (code: string) => Agency | undefined;
  readonly onInput: (agency: string) => void;
}

const path = '/api/v1/input/files';

/** Dropped files: proposed, previewed, stored and taken back. */
export function createImportRoutes(parts: ImportRouteParts): RouteDefinition[] {
  return [...createOpenRoutes(parts), ...createReadRoutes(parts), ...createDecideRoutes(parts)];
}

function createOpenRoutes({ imports, agency }: ImportRouteParts): RouteDefinition[] {
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
        const owner = readAgency(request, by, ['name']);
        if (!agency(owner)) throw new ProblemError('not-found');
        const name = new URLSearchParams(request.originalUrl.split('?')[1] ?? '').get('name') ?? '';
        await takeFromQuota(by.id);
        const opened = await imports.open({ name, bytes: toBytes(request), agency: owner }, by);
        const language = toLanguage(request.headers['accept-language']);
        if (!('id' in opened)) throw toFileProblem(opened.faults);
        response.status(201).json(toView(opened, language));
      },
    },
    {
      method: 'get',
      path,
      access: feeding,
      agencyOf: queryAgency,
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const wanted = by.role === 'agency-operator' ? readAgency(request, by) : queryAgency(request);
        const items = (await imports.list(wanted)).map(toSummary);
        response.set('Cache-Control', 'no-store').json({ items });
      },
    },
  ];
}

function createReadRoutes({ imports }: ImportRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: `${path}/:id`,
      access: feeding,
      async handle(request, response, caller) {
        const record = await findOwn(request, toKnown(caller), imports);
        const one = await imports.read(record.id);
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
        const { layout } = readBody(request, previewRequestSchema);
        const one = await imports.read(record.id, layout);
        if (!one) throw new ProblemError('not-found');
        response.json(toView(one, toLanguage(request.headers['accept-language'])));
      },
    },
  ];
}

function createDecideRoutes(parts: ImportRouteParts): RouteDefinition[] {
  const { imports } = parts;
  return [
    {
      method: 'post',
      path: `${path}/:id/commit`,
      access: feeding,
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const record = await findOwn(request, by, imports);
        const { layout, digest, reason } = readBody(request, commitRequestSchema);
        const outcome = await imports.commit(
          record.id,
          { layout, digest, ...(reason ? { reason } : {}) },
          by,
        );
        if (!outcome) throw new ProblemError('not-found');
        if (outcome.kind === 'stale' || outcome.kind === 'state') throw new ProblemError('conflict');
        if (outcome.kind === 'faulty') throw toFileProblem(outcome.faults);
        if (outcome.kind === 'reason-needed')
          throw new ProblemError('invalid', [{ pointer: '/reason', code: 'reason_needed', params: {} }]);
        assertRecorded(outcome);
        parts.onInput(record.owner ?? '');
        response.status(201).json(outcome.receipt);
      },
    },
    {
      method: 'post',
      path: `${path}/:id/undo`,
      access: feeding,
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const record = await findOwn(request, by, imports);
        const { reason } = readBody(request, undoRequestSchema);
        const one = await imports.read(record.id);
        if (!one) throw new ProblemError('not-found');
        const outcome = await undoImport(one, record, { by, reason, parts: parts.undo });
        if (outcome.kind === 'undone') {
          parts.onInput(record.owner ?? '');
          response.json(outcome);
          return;
        }
        if (outcome.kind === 'changed') {
          throw new ProblemError(
            'conflict',
            outcome.refs
              .slice(0, 100)
              .map((ref) => ({ pointer: ref, code: 'undo_changed', params: { ref } })),
          );
        }
        throw outcome.kind === 'locked'
          ? new ProblemError('invalid', [{ pointer: '', code: 'locked', params: {} }])
          : new ProblemError('conflict');
      },
    },
  ];
}

/** Another agency's file is as if it were not there. */
async function findOwn(request: Request, by: Actor, imports: Imports): Promise<StoredRecord<ImportBody>> {
  const record = await imports.find(String(request.params['id']));
  if (!record || !mayTouch(by, record.owner)) throw new ProblemError('not-found');
  return record;
}

function toSummary({ id, owner, body }: StoredRecord<ImportBody>): ImportSummary {
  const { name, state, by, at, result } = body;
  return {
    id,
    name,
    state,
    by,
    agency: owner ?? '',
    at: new Date(at).toISOString(),
    result: result && { ...result, at: new Date(result.at).toISOString() },
  };
}

function toView(one: ImportCase, language: Language): ImportView {
  const { id, agency, body, layout, reading, rows, counts, digest } = one;
  return {
    ...toSummary({ id, owner: agency, body, kind: 'import', version: 0, changedAt: 0 }),
    ...toFileView(one, language),
    layout,
    rows: [...rows],
    counts,
    digest,
    faults: toTold(reading.faults, language),
    isCut: reading.isCut,
    skipped: reading.skipped,
  };
}
