import { z } from 'zod';
import { agencyCodeSchema, pillarIdSchema } from './ids.ts';
import { localisedSchema, sourceSchema } from './text.ts';

/**
 * A programme of the regency mapped to one pillar. Money and progress stay null until the agency sends them: a screen then says
 * what it waits for and from whom.
 */
export const programmeSchema = z.object({
  id: z.string().max(64),
  pillar: pillarIdSchema,
  name: localisedSchema,
  agency: agencyCodeSchema,
  /** Period as printed, e.g. `2025` or `2017–2020`. */
  period: z.string().max(40).nullable(),
  /** Budget in rupiah, from the source below. */
  budgetIdr: z.number().min(0).nullable(),
  /** Physical progress, percent. */
  progressPercent: z.number().min(0).max(100).nullable(),
  note: localisedSchema.nullable(),
  source: sourceSchema,
});
export type Programme = z.infer<typeof programmeSchema>;
