import { z } from 'zod';
import { agreementTypeIds } from './agreementTypes.ts';
import { agencyCodeSchema, indicatorIdSchema } from './ids.ts';
import {
  callKeySchema,
  changeLineSchema,
  keptFileSchema,
  officialFigureSchema,
  partIdSchema,
  recordOriginSchema,
  suretySchema,
} from './official.ts';
import { sourceSchema } from './text.ts';

/** Bounds of the register and of one agreement; past them a change is refused in words. */
export const agreementLimits = {
  agreements: 500,
  parties: 12,
  items: 200,
  files: 20,
  itemFiles: 10,
} as const;

/** What the paper is called. */
export const agreementDocuments = [
  'nota-kesepakatan',
  'mou',
  'kesepakatan-bersama',
  'perjanjian-kerja-sama',
] as const;

const line = (max: number) => z.string().trim().min(1).max(max);
/** A day without a time, `YYYY-MM-DD`, of the region's zone. */
const day = z.iso.date();

/** Id of an agreement: kebab in a pack, hex where it was made at the desk. */
export const agreementIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** One side of an agreement with who signed for it; null where that is not known. */
export const agreementPartySchema = z.strictObject({
  institution: line(160),
  signatory: line(120).nullable(),
  office: line(160).nullable(),
});
export type AgreementParty = z.infer<typeof agreementPartySchema>;

const factFields = {
  type: z.enum(agreementTypeIds),
  document: z.enum(agreementDocuments),
  number: line(120).nullable(),
  title: z.string().trim().min(3).max(240),
  /** Ruang lingkup. */
  scope: line(2_000).nullable(),
  parties: z.array(agreementPartySchema).min(2).max(agreementLimits.parties),
  /** Null while it is not signed, or where the day is not known. */
  signedOn: day.nullable(),
  signedPlace: line(160).nullable(),
  validFrom: day.nullable(),
  /** Last day on which it holds. */
  validUntil: day.nullable(),
  /** Agreement that this one goes on from. */
  predecessor: agreementIdSchema.nullable(),
  note: line(2_000).nullable(),
};

const itemFields = {
  /** What was promised. */
  text: z.string().trim().min(3).max(500),
  /** By what one sees that it is done. */
  milestone: line(300).nullable(),
  /** Who has to do it: an agency of the region, or one of the parties by its name. */
  agency: agencyCodeSchema.nullable(),
  party: line(160).nullable(),
  dueOn: day,
  indicator: indicatorIdSchema.nullable(),
  /** Programme by its id or name. */
  programme: line(160).nullable(),
};

/** One item of the action plan; `doneOn` and `dropped` (the reason) are null while it is open. */
export const actionItemSchema = z.object({
  id: partIdSchema,
  ...itemFields,
  doneOn: day.nullable(),
  /** What was done, in words. */
  doneNote: z.string().max(500).nullable(),
  dropped: z.string().max(300).nullable(),
  files: z.array(keptFileSchema),
  simulated: z.boolean(),
});
export type ActionItem = z.infer<typeof actionItemSchema>;

/** An agreement as it is kept. */
export const agreementDocSchema = z.object({
  ...factFields,
  /** Where its facts come from; null where the desk itself entered them. */
  source: sourceSchema.nullable(),
  surety: suretySchema.nullable(),
  origin: recordOriginSchema,
  files: z.array(keptFileSchema),
  items: z.array(actionItemSchema),
  /** Why it is meant to end without a successor; null while that has not been decided. */
  notRenewed: z.string().max(300).nullable().default(null),
});
export type AgreementDoc = z.infer<typeof agreementDocSchema>;

/** An agreement with its id; `version` counts the changes of the stored record, 0 for one that only the pack knows. */
export const agreementSchema = agreementDocSchema.extend({
  id: agreementIdSchema,
  version: z.number().int(),
});
export type Agreement = z.infer<typeof agreementSchema>;

const named = z.object({ id: agreementIdSchema, title: z.string() });

/** An agreement as a list shows it; items are counted by their state on `today` of the list. */
export const agreementSummarySchema = agreementSchema.omit({ items: true, files: true }).extend({
  files: z.number().int(),
  counts: z.object({
    open: z.number().int(),
    late: z.number().int(),
    done: z.number().int(),
    dropped: z.number().int(),
  }),
  /** Those that were signed. */
  successors: z.array(named),
});
export type AgreementSummary = z.infer<typeof agreementSummarySchema>;

/** Answer of `GET /agreements`, newest signed first; `today` is the day in the region's zone. */
export const agreementListSchema = z.object({
  at: z.number(),
  today: day,
  items: z.array(agreementSummarySchema),
});
export type AgreementList = z.infer<typeof agreementListSchema>;

/** Answer of `GET /agreements/{id}`; `figures` are those of the items' indicators; `successors` were signed, `drafts` are to be. */
export const agreementAnswerSchema = z.object({
  at: z.number(),
  agreement: agreementSchema,
  predecessor: named.nullable(),
  successors: z.array(named),
  drafts: z.array(named),
  figures: z.array(officialFigureSchema),
  /** Newest first. */
  log: z.array(changeLineSchema),
});
export type AgreementAnswer = z.infer<typeof agreementAnswerSchema>;

/** Answer of `GET /agreements/promises`: what was promised, newest agreement first, in each what is due first. */
export const promiseListSchema = z.object({
  at: z.number(),
  today: day,
  items: z.array(
    z.object({
      agreement: agreementSchema.pick({
        id: true,
        title: true,
        signedOn: true,
        signedPlace: true,
        validFrom: true,
        origin: true,
      }),
      item: actionItemSchema,
    }),
  ),
  figures: z.array(officialFigureSchema),
});
export type PromiseList = z.infer<typeof promiseListSchema>;

/** Body of `POST /agreements`. */
export const newAgreementSchema = z.strictObject({ key: callKeySchema, ...factFields });
export type NewAgreement = z.infer<typeof newAgreementSchema>;

const common = {
  key: callKeySchema,
  /** Version that the sender looked at; refused where it is not the present one. Left out, the entry is taken anyway. */
  version: z.number().int().min(0).optional(),
};
const item = partIdSchema;

/** Body of `POST /agreements/{id}/entries`: every change of an agreement but its files goes this way. */
export const agreementEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('change'), ...common, ...factFields }),
  z.strictObject({ kind: z.literal('item'), ...common, ...itemFields }),
  z.strictObject({ kind: z.literal('item-change'), ...common, item, ...itemFields }),
  z.strictObject({
    kind: z.literal('item-done'),
    ...common,
    item,
    doneOn: day,
    note: line(500).nullable(),
  }),
  z.strictObject({
    kind: z.literal('item-drop'),
    ...common,
    item,
    reason: z.string().trim().min(5).max(300),
  }),
  z.strictObject({
    kind: z.literal('item-open'),
    ...common,
    item,
    reason: z.string().trim().min(5).max(300),
  }),
  z.strictObject({
    kind: z.literal('not-renewed'),
    ...common,
    reason: z.string().trim().min(5).max(300),
  }),
  z.strictObject({
    kind: z.literal('file-remove'),
    ...common,
    file: partIdSchema,
    reason: z.string().trim().min(5).max(300),
  }),
]);
export type AgreementEntry = z.infer<typeof agreementEntrySchema>;
