import { z } from 'zod';
import { actionItemSchema, agreementDocSchema, agreementIdSchema } from '#shared/model/agreement.ts';
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
