import { z } from 'zod';
import { handoverSheetSchema, sinceSheetSchema } from './handover.ts';

/** Most lines of one shift's log; beyond it the shift is handed over. */
export const maxLogLines = 1_000;
/** Most people in the crew of one shift. */
export const maxCrew = 50;
/** Most bytes of a picture. */
export const maxPictureBytes = 5 * 1_048_576;
/** Most letters of a line. */
export const maxLineLength = 500;

const personSchema = z.object({ id: z.string(), name: z.string() });
/** A person as a shift names them: the name is the one of that day. */
export type ShiftPerson = z.infer<typeof personSchema>;

/** Someone's time on duty; who comes back stands there twice. Instants are epoch milliseconds. */
export const crewMemberSchema = personSchema.extend({ joinedAt: z.number(), leftAt: z.number().nullable() });
export type CrewMember = z.infer<typeof crewMemberSchema>;

/** What a line of the log is; people write the first four, the rest is written by what they do. */
export const lineKinds = [
  'note',
  'decision',
  'change',
  'picture',
  'correction',
  'start',
  'join',
  'leave',
  'lead',
  'handover',
] as const;

/** Steps of a handover, in order. */
export const handoverSteps = ['written', 'outgoing', 'incoming'] as const;

/** An image that hangs on a line; `hash` is the SHA-256 of its bytes and names it. */
export const linePictureSchema = z.object({
  hash: z.string(),
  type: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  sizeBytes: z.number().int(),
});
export type LinePicture = z.infer<typeof linePictureSchema>;

/** One line of the log: never edited, only corrected by a later one. */
export const logLineSchema = z.object({
  /** 1, 2, 3 … within the shift. */
  n: z.number().int().min(1),
  at: z.number(),
  by: personSchema,
  kind: z.enum(lineKinds),
  text: z.string(),
  /** Who a `join`, `leave` or `lead` is about. */
  about: personSchema.nullable(),
  picture: linePictureSchema.nullable(),
  /** Line that a `correction` takes the place of. */
  corrects: z.number().int().nullable(),
  step: z.enum(handoverSteps).nullable(),
  /** Key of the request that wrote it, so that one sent twice is one line. */
  key: z.string().nullable(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** Lines that are closed: `hash` is a SHA-256 over the page before and these lines (rules/logPages). */
export const logPageSchema = z.object({
  page: z.number().int().min(1),
  from: z.number().int(),
  to: z.number().int(),
  lockedAt: z.number(),
  hash: z.string(),
});
export type LogPage = z.infer<typeof logPageSchema>;

/** A record of who signed, when, and what: no certified electronic signature. */
export const signatureSchema = personSchema.extend({
  at: z.number(),
  side: z.enum(['outgoing', 'incoming']),
  /** Hash of the sheet that was signed. */
  hash: z.string(),
});

/** A sheet with its signatures; `hash` is the SHA-256 of its canonical JSON. */
export const handoverSchema = z.object({
  sheet: handoverSheetSchema,
  hash: z.string(),
  writtenAt: z.number(),
  writtenBy: personSchema,
  signedBy: z.array(signatureSchema).max(2),
  /** Shift that began with the second signature. */
  nextShift: z.string().nullable(),
});
export type Handover = z.infer<typeof handoverSchema>;

/** One shift with its log; `id` is its start, ISO 8601. */
export const shiftSchema = z.object({
  id: z.string(),
  name: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  crew: z.array(crewMemberSchema),
  /** Who led, and from when; the last one leads now. */
  leads: z.array(personSchema.extend({ from: z.number() })).min(1),
  log: z.array(logLineSchema).max(maxLogLines),
  pages: z.array(logPageSchema),
  handover: handoverSchema.nullable(),
  /** Shift before this one; null where none handed over to it. */
  previous: z.string().nullable(),
});
export type Shift = z.infer<typeof shiftSchema>;

/** A shift in a list. */
export const shiftHeadSchema = z.object({
  id: z.string(),
  name: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  lead: personSchema.nullable(),
  /** Who is on duty now, or was at its end. */
  crew: z.array(personSchema),
  lines: z.number().int(),
  signatures: z.number().int(),
});
export type ShiftHead = z.infer<typeof shiftHeadSchema>;

/** Answer of `GET /shifts`: newest first. */
export const shiftListSchema = z.object({
  now: z.number(),
  current: shiftHeadSchema.nullable(),
  recent: z.array(shiftHeadSchema),
});
export type ShiftList = z.infer<typeof shiftListSchema>;

/** Answer of `GET /shifts/{id}`. */
export const shiftViewSchema = shiftSchema.extend({
  now: z.number(),
  /** First page whose hash does not fit its lines; null where the chain holds. */
  brokenPage: z.number().int().nullable(),
  /** False where the sheet does not fit its hash; null where there is none. */
  sheetHolds: z.boolean().nullable(),
  /** Only for a sheet that waits for signatures. */
  since: sinceSheetSchema.nullable(),
});
export type ShiftView = z.infer<typeof shiftViewSchema>;

const key = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9-]{8,64}$/);
const line = z.string().trim().min(1).max(maxLineLength);
const n = z.number().int().min(1).max(maxLogLines);

/** Body of `POST /shifts`. */
export const shiftStartSchema = z.strictObject({ name: z.string().trim().min(1).max(40) });

/** Body of `POST /shifts/{id}/entries`. */
export const shiftEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['note', 'decision', 'change']), text: line, key }),
  z.strictObject({ kind: z.literal('correction'), text: line, corrects: n, key }),
]);
export type ShiftEntry = z.infer<typeof shiftEntrySchema>;

/** Words that go with a picture in the query of `POST /shifts/{id}/pictures`; they are its description too. */
export const pictureWordsSchema = z.strictObject({ text: line, key });

/** Body of `POST /shifts/{id}/crew`; `leave` without `who` is oneself. */
export const crewChangeSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('join') }),
  z.strictObject({ action: z.literal('leave'), who: z.string().max(100).optional() }),
  z.strictObject({ action: z.literal('lead') }),
]);
export type CrewChange = z.infer<typeof crewChangeSchema>;

/** Body of `POST /shifts/{id}/handover`. */
export const handoverRequestSchema = z.strictObject({ note: z.string().trim().max(1_000) });

/** Body of `POST /shifts/{id}/handover/sign`; `hash` is that of the sheet that was read. */
export const handoverSignSchema = z.discriminatedUnion('side', [
  z.strictObject({ side: z.literal('outgoing'), hash: z.string().max(64) }),
  z.strictObject({
    side: z.literal('incoming'),
    hash: z.string().max(64),
    /** Everything that was ticked as read (rules/handover). */
    read: z.array(z.string().max(260)).max(500),
    /** Name of the shift that begins. */
    name: z.string().trim().min(1).max(40),
  }),
]);
export type HandoverSign = z.infer<typeof handoverSignSchema>;
