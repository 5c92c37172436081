import { z } from 'zod';
import { agencyCodeSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import { origins, qualities, verifications } from './lists.ts';
import {
  callKeySchema,
  changeLineSchema,
  officialFigureSchema,
  recordOriginSchema,
  suretySchema,
} from './official.ts';
import { sourceSchema } from './text.ts';

/** Bounds of the register; past them a change is refused in words. */
export const assistanceLimits = { recommendations: 1_000, indicators: 5 } as const;

/** At what a recommendation is given: a bimtek of the assistance, an evaluation, a review session, anything else. */
export const occasionKinds = ['bimtek', 'evaluation', 'review', 'other'] as const;

/** What a recommendation led to. */
export const decisionKinds = ['decision', 'regulation', 'programme', 'budget', 'other'] as const;

const line = (max: number) => z.string().trim().min(1).max(max);
/** A day without a time, `YYYY-MM-DD`, of the region's zone. */
const day = z.iso.date();

/** A meeting of the assistance that is public; comes with the region pack. */
export const occasionSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  kind: z.enum(occasionKinds),
  name: line(160),
  /** What it was about. */
  topic: line(600),
  /** When, as printed in the source. */
  period: line(60),
  source: sourceSchema,
  surety: suretySchema,
});
export type Occasion = z.infer<typeof occasionSchema>;

const factFields = {
  /** Meeting of the pack at which it was given; null for another, which `from` names. */
  occasion: z.string().max(64).nullable(),
  /** Who gave it, as it is read out. */
  from: line(160),
  givenOn: day,
  text: z.string().trim().min(5).max(1_000),
  pillar: pillarIdSchema.nullable(),
  /** Agency that follows it up. */
  owner: agencyCodeSchema,
  /** By when a decision is due. */
  dueOn: day,
  /** Indicators on which its effect is looked for. */
  indicators: z.array(indicatorIdSchema).max(assistanceLimits.indicators),
};
const decisionFields = {
  decisionKind: z.enum(decisionKinds),
  title: line(240),
  number: line(120).nullable(),
  on: day,
};

/** The figure that stood on the day of a recommendation, as it was known when that was recorded; value null for none, the others null where nobody kept them. */
export const figureThenSchema = z.object({
  indicator: indicatorIdSchema,
  value: z.number().nullable(),
  observedAt: z.number().nullable(),
  origin: z.enum(origins).nullable().default(null),
  verification: z.enum(verifications).nullable().default(null),
  quality: z.enum(qualities).nullable().default(null),
  /** As its source prints it. */
  period: z.string().nullable().default(null),
});
export type FigureThen = z.infer<typeof figureThenSchema>;

/** A recommendation with what followed: response, decision, effect. Each is null until it is there. */
export const recommendationDocSchema = z.object({
  ...factFields,
  figures: z.array(figureThenSchema),
  response: z.object({ text: line(1_000), on: day }).nullable(),
  decision: z.object(decisionFields).nullable(),
  /** Follow-up that was ended with what came of it. */
  closed: z.object({ text: line(1_000), on: day }).nullable(),
  /** Why it is not followed up. */
  dropped: z.string().max(300).nullable(),
  origin: recordOriginSchema,
});
export type RecommendationDoc = z.infer<typeof recommendationDocSchema>;

/** A recommendation with its id; `version` counts the changes of the stored record. */
export const recommendationSchema = recommendationDocSchema.extend({
  id: z.string().max(64),
  version: z.number().int(),
});
export type Recommendation = z.infer<typeof recommendationSchema>;

/** Answer of `GET /assistance`: what is late first, then by the day on which it is due; `figures` are those of now. */
export const assistanceListSchema = z.object({
  at: z.number(),
  today: day,
  occasions: z.array(occasionSchema),
  items: z.array(recommendationSchema),
  figures: z.array(officialFigureSchema),
});
export type AssistanceList = z.infer<typeof assistanceListSchema>;

/** Answer of `GET /assistance/{id}`; the log is newest first. */
export const recommendationAnswerSchema = z.object({
  at: z.number(),
  recommendation: recommendationSchema,
  occasion: occasionSchema.nullable(),
  figures: z.array(officialFigureSchema),
  log: z.array(changeLineSchema),
});
export type RecommendationAnswer = z.infer<typeof recommendationAnswerSchema>;

/** Body of `POST /assistance`. */
export const newRecommendationSchema = z.strictObject({ key: callKeySchema, ...factFields });
export type NewRecommendation = z.infer<typeof newRecommendationSchema>;

const common = {
  key: callKeySchema,
  /** Version that the sender looked at; refused where it is not the present one. Left out, the entry is taken anyway. */
  version: z.number().int().min(1).optional(),
};
const reason = z.string().trim().min(5).max(300);

/** Body of `POST /assistance/{id}/entries`: every change of a recommendation goes this way. */
export const recommendationEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('change'), ...common, ...factFields }),
  z.strictObject({ kind: z.literal('response'), ...common, text: line(1_000), on: day }),
  z.strictObject({ kind: z.literal('decision'), ...common, ...decisionFields }),
  z.strictObject({ kind: z.literal('close'), ...common, text: line(1_000), on: day }),
  z.strictObject({ kind: z.literal('drop'), ...common, reason }),
  z.strictObject({ kind: z.literal('reopen'), ...common, reason }),
]);
export type RecommendationEntry = z.infer<typeof recommendationEntrySchema>;
