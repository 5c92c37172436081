import type { Request, Response } from 'express';
import {
  crewChangeSchema,
  handoverRequestSchema,
  handoverSignSchema,
  type LinePicture,
  maxPictureBytes,
  pictureWordsSchema,
  type Shift,
  type ShiftView,
  shiftEntrySchema,
  shiftStartSchema,
} from '#shared/model/shift.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
import { findBrokenPage, type Hash } from '#shared/rules/logPages.ts';
import type { FileService } from '../domain/files/createFileService.ts';
import { toPictureType } from '../domain/files/fileKinds.ts';
import type { Shifts } from '../domain/shifts/createShifts.ts';
import { ShiftRefusedError } from '../domain/shifts/shiftLog.ts';
import { ProblemError } from './answers.ts';
import { operating, toKnown, watching } from './deskCaller.ts';
import { createFileQuota, toBytes } from './inputRoutes.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';
import { sendPieces } from './sendPieces.ts';

/** Needs of the shift's routes. */
export interface ShiftRouteParts {
  readonly shifts: Shifts;
  readonly files: Pick<FileService, 'keepBytes' | 'readBytes'>;
  readonly hash: Hash;
  readonly now: () => number;
  /** Told that a shift changed. */
  readonly onChange: () => void;
}

const path = '/api/v1/shifts';

/** Shifts, their logs and handovers. */
export function createShiftRoutes(parts: ShiftRouteParts): RouteDefinition[] {
  return [
    ...createReadRoutes(parts),
    ...createLogRoutes(parts),
    ...createPictureRoutes(parts),
    ...createHandoverRoutes(parts),
  ];
}

function createReadRoutes(parts: ShiftRouteParts): RouteDefinition[] {
  const { shifts, now } = parts;
  return [
    {
      method: 'get',
      path,
      access: watching,
      async handle(_request, response) {
        const { current, recent } = await shifts.list();
        response.set('Cache-Control', 'no-store').json({ now: now(), current, recent });
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      access: watching,
      async handle(request, response) {
        const shift = await shifts.find(toId(request));
        if (!shift) throw new ProblemError('not-found');
        response.set('Cache-Control', 'no-store').json(await toView(shift, parts));
      },
    },
  ];
}

function createLogRoutes(parts: ShiftRouteParts): RouteDefinition[] {
  const { shifts } = parts;
  const answer = createAnswer(parts);
  return [
    {
      method: 'post',
      path,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const { name } = readBody(request, shiftStartSchema);
        await answer(response.status(201), () => shifts.start(name, toKnown(caller)));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/entries`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const entry = readBody(request, shiftEntrySchema);
        await answer(response.status(201), () => shifts.write(toId(request), entry, toKnown(caller)));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/crew`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const change = readBody(request, crewChangeSchema);
        await answer(response, () => shifts.changeCrew(toId(request), change, toKnown(caller)));
      },
    },
  ];
}

function createHandoverRoutes(parts: ShiftRouteParts): RouteDefinition[] {
  const { shifts } = parts;
  const answer = createAnswer(parts);
  return [
    {
      method: 'post',
      path: `${path}/:id/handover`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const { note } = readBody(request, handoverRequestSchema);
        await answer(response.status(201), () => shifts.writeSheet(toId(request), note, toKnown(caller)));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/handover/sign`,
      access: operating,
      body: 'json',
      async handle(request, response, caller) {
        const signing = readBody(request, handoverSignSchema);
        await answer(response, () => shifts.sign(toId(request), signing, toKnown(caller)));
      },
    },
  ];
}

function createPictureRoutes(parts: ShiftRouteParts): RouteDefinition[] {
  const { shifts, files } = parts;
  const takeFromQuota = createFileQuota();
  const answer = createAnswer(parts);
  return [
    {
      method: 'post',
      path: `${path}/:id/pictures`,
      access: operating,
      body: 'raw',
      maxBytes: maxPictureBytes,
      async handle(request, response, caller) {
        const by = toKnown(caller);
        const words = readWords(request);
        const bytes = toBytes(request);
        const type = toPictureType(bytes);
        if (type === null) throw new ProblemError('picture-kind');
        await answer(response.status(201), async () => {
          // Bytes are only kept for whoever may write.
          shifts.assertMayAttach(toId(request), by);
          await takeFromQuota(by.id);
          const picture: LinePicture = { hash: await files.keepBytes(bytes), type, sizeBytes: bytes.length };
          return shifts.attach(toId(request), { picture, ...words }, by);
        });
      },
    },
    {
      method: 'get',
      path: `${path}/:id/pictures/:file`,
      access: watching,
      async handle(request, response) {
        const shift = await shifts.find(toId(request));
        const file = String(request.params['file']);
        const picture = shift?.log.find((line) => line.picture?.hash === file)?.picture;
        const pieces = picture ? await files.readBytes(picture.hash) : null;
        if (!picture || !pieces) throw new ProblemError('not-found');
        // The address names the content: it never changes, and only this browser keeps it.
        await sendPieces(response, pieces, {
          'Cache-Control': 'private, max-age=86400, immutable',
          'Content-Type': picture.type,
          'Content-Length': String(picture.sizeBytes),
          'Content-Security-Policy': "sandbox; default-src 'none'",
        });
      },
    },
  ];
}

function toId(request: Request): string {
  return String(request.params['id']);
}

/** The words of a picture, by the same rules as a body. */
function readWords(request: Request): { text: string; key: string } {
  const query = createQueryReader(request, ['text', 'key']);
  const parsed = pictureWordsSchema.safeParse({
    text: query.text('text') ?? '',
    key: query.text('key') ?? '',
  });
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0] ?? '');
    const isLong = issue.code === 'too_big';
    query.fault(name, isLong ? 'too_long' : 'required', isLong ? { max: Number(issue.maximum) } : {});
  }
  query.assertGood();
  if (!parsed.data) throw new ProblemError('invalid');
  return parsed.data;
}

/** Does a deed and answers with the shift as it is then; a refusal becomes its problem. */
function createAnswer(
  parts: ShiftRouteParts,
): (response: Response, deed: () => Promise<Shift>) => Promise<void> {
  return async (response, deed) => {
    try {
      const shift = await deed();
      parts.onChange();
      response.set('Cache-Control', 'no-store').json(await toView(shift, parts));
    } catch (error) {
      if (error instanceof ShiftRefusedError) throw new ProblemError(error.refusal);
      throw error;
    }
  };
}

async function toView(shift: Shift, { shifts, hash, now }: ShiftRouteParts): Promise<ShiftView> {
  const { handover } = shift;
  return {
    ...shift,
    now: now(),
    brokenPage: findBrokenPage(shift, hash),
    sheetHolds: handover && hash(toCanonical(handover.sheet)) === handover.hash,
    since: await shifts.since(shift),
  };
}
