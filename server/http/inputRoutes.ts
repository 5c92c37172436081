import type { Request } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Agency } from '#shared/model/agency.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { submissionRequestSchema } from '#shared/model/submission.ts';
import type { FileService } from '../domain/files/createFileService.ts';
import { mayTouch } from '../domain/people/actor.ts';
import type { Submissions } from '../domain/submissions/createSubmissions.ts';
import type { Timeliness } from '../domain/timeliness/createTimeliness.ts';
import { ProblemError } from './answers.ts';
import { assertOwn, assertRecorded, feeding, queryAgency, readAgency, toKnown } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';
import { sendPieces } from './sendPieces.ts';

/** Needs of the input routes. */
export interface InputRouteParts {
  readonly submissions: Submissions;
  readonly timeliness: Timeliness;
  readonly files: FileService;
  readonly indicator: (id: string) => Indicator | undefined;
  readonly agency: (code: string) => Agency | undefined;
  readonly now: () => number;
  /** Told that what an agency owes, or what waits, may have changed. */
  readonly onInput: (agency: string) => void;
}

/** RELIABILITY S10: 10 MB a file, 100 files a person and day. */
export const maxFileBytes = 10 * 1_048_576;
const filesPerDay = 100;

/** A quota of files a person and day; what it keeps ends with the day. */
export function createFileQuota(): (personId: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: filesPerDay, duration: 86_400 });
  return async (personId) => {
    try {
      await limiter.consume(personId);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new ProblemError('rate');
      throw error;
    }
  };
}

/** What an agency owes, the form, what it sends, and evidence. */
export function createInputRoutes(parts: InputRouteParts): RouteDefinition[] {
  return [...createFormRoutes(parts), ...createEvidenceRoutes(parts)];
}

function createFormRoutes(parts: InputRouteParts): RouteDefinition[] {
  const { submissions, timeliness, indicator, now } = parts;
  return [
    {
      method: 'get',
      path: '/api/v1/input/obligations',
      access: { ...feeding, roles: [...feeding.roles, 'operator'] },
      agencyOf: queryAgency,
      async handle(request, response, caller) {
        const agency = readAgency(request, toKnown(caller));
        const items = await timeliness.obligationsOf(agency);
        response.set('Cache-Control', 'no-store').json({
          agency,
          now: new Date(now()).toISOString(),
          withoutCalendar: items.some((item) => item.withoutCalendar),
          items,
        });
      },
    },
    {
      method: 'get',
      path: '/api/v1/input/form',
      access: feeding,
      agencyOf: (request) => indicator(readParam(request, 'indicator'))?.agency ?? null,
      async handle(request, response) {
        const query = createQueryReader(request, ['indicator', 'period']);
        const form = await submissions.form(query.text('indicator') ?? '', query.text('period') ?? '');
        query.assertGood();
        if (!form) throw new ProblemError('not-found');
        response.set('Cache-Control', 'no-store').json(form);
      },
    },
    {
      method: 'post',
      path: '/api/v1/input/submissions',
      access: feeding,
      body: 'json',
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const wanted = readBody(request, submissionRequestSchema);
        const owner = indicator(wanted.indicator)?.agency ?? null;
        if (owner !== null) assertOwn(by, owner);
        const outcome = await submissions.submit(wanted, by);
        assertRecorded(outcome);
        parts.onInput(owner ?? '');
        response.status(201).json({ ...outcome.receipt, at: new Date(now()).toISOString() });
      },
    },
  ];
}

function readParam(request: Request, name: string): string {
  return new URLSearchParams(request.originalUrl.split('?')[1] ?? '').get(name) ?? '';
}

function createEvidenceRoutes({ files, agency }: InputRouteParts): RouteDefinition[] {
  const takeFromQuota = createFileQuota();
  return [
    {
      method: 'post',
      path: '/api/v1/input/evidence',
      access: feeding,
      agencyOf: queryAgency,
      body: 'raw',
      maxBytes: maxFileBytes,
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const owner = readAgency(request, by, ['name']);
        if (!agency(owner)) throw new ProblemError('not-found');
        const bytes = toBytes(request);
        await takeFromQuota(by.id);
        const file = await files.attach({ name: readParam(request, 'name'), bytes, owner }, by);
        if (!file) throw new ProblemError('invalid', [{ pointer: '?name', code: 'file_kind', params: {} }]);
        const { id, name, type, sizeBytes } = file;
        response.status(201).json({ id, name, type, sizeBytes });
      },
    },
    {
      method: 'get',
      path: '/api/v1/input/evidence/:id',
      access: { ...feeding, roles: [...feeding.roles, 'operator'] },
      async handle(request, response, caller) {
        const file = await files.findEvidence(String(request.params['id']));
        if (!file || !mayTouch(toKnown(caller), file.owner)) throw new ProblemError('not-found');
        const pieces = await files.readBytes(file.hash);
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

/** The raw body; nothing sent is nothing to keep. */
export function toBytes(request: Request): Uint8Array {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body) || body.length === 0) throw new ProblemError('bad-request');
  return body;
}
