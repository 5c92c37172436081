import { z } from 'zod';
import { indicatorSchema } from './indicator.ts';

/** What of an indicator may change in time. Its unit, levels and pillar make it what it is: another unit is another indicator. */
export const definitionChangesSchema = indicatorSchema
  .pick({
    name: true,
    shortName: true,
    explanation: true,
    formula: true,
    decimals: true,
    agency: true,
    cadence: true,
    publicationLag: true,
    grace: true,
    direction: true,
    range: true,
    target: true,
    weight: true,
    verificationNeeded: true,
    verificationSteps: true,
    showProvisional: true,
    restatedFor: true,
    note: true,
  })
  .partial()
  .strict();
export type DefinitionChanges = z.infer<typeof definitionChangesSchema>;

/** Body of `POST /admin/indicators/{id}/versions`. */
export const definitionRequestSchema = z.strictObject({
  /** From when on it holds. */
  validFrom: z.iso.datetime({ offset: true }),
  changes: definitionChangesSchema.refine((changes) => Object.keys(changes).length > 0, {
    error: 'at least one change',
  }),
  reason: z.string().trim().min(1).max(300),
});

/** One version of a definition, as the admin sees it. The pack's own is the first, without an end. */
export const definitionVersionSchema = z.object({
  validFrom: z.string(),
  changes: definitionChangesSchema,
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  /** `past` and `future` do not hold now. */
  state: z.enum(['past', 'current', 'future']),
});
export type DefinitionVersion = z.infer<typeof definitionVersionSchema>;
