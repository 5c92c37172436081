import { z } from 'zod';
import { actionItemSchema, agreementDocSchema, agreementIdSchema } from '#shared/model/agreement.ts';
import { occasionSchema } from '#shared/model/assistance.ts';
import {
  crosswalkEntrySchema,
  evaluationDocSchema,
  evaluationYearSchema,
  weightSchemeSchema,
} from '#shared/model/evaluation.ts';
import { suretySchema } from '#shared/model/official.ts';

const sourceKey = z.string().min(1).max(64);

/** An entry of `agreements.json`: what is public of an agreement, its source by key. A pack brings no files. */
export const agreementEntrySchema = agreementDocSchema
  .omit({ origin: true, files: true })
  .extend({
    id: agreementIdSchema,
    source: sourceKey,
    surety: suretySchema,
    items: z.array(actionItemSchema.omit({ files: true, simulated: true }).strict()).max(200),
  })
  .strict();
export type AgreementEntry = z.infer<typeof agreementEntrySchema>;

/** An entry of `assistance.json`: a public meeting, its source by key. */
export const occasionEntrySchema = occasionSchema.extend({ source: sourceKey }).strict();
export type OccasionEntry = z.infer<typeof occasionEntrySchema>;

/** An entry of `evaluations.json`: a set of weights, or the evaluation of one year; its source by key. */
export const evaluationEntrySchema = z.discriminatedUnion('kind', [
  weightSchemeSchema.extend({ kind: z.literal('weights'), source: sourceKey }).strict(),
  evaluationDocSchema
    .omit({ origin: true, weights: true })
    .extend({
      kind: z.literal('year'),
      /** `year-2023`. */
      id: z.string().regex(/^year-\d{4}$/),
      year: evaluationYearSchema,
      scheme: z.string().max(8),
      source: sourceKey,
      surety: suretySchema,
    })
    .strict(),
]);
export type EvaluationEntry = z.infer<typeof evaluationEntrySchema>;

export const crosswalkFileEntrySchema = crosswalkEntrySchema.strict();
