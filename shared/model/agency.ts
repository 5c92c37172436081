import { z } from 'zod';
import { agencyCodeSchema, pillarIdSchema } from './ids.ts';

/** An agency (Perangkat Daerah), regency-owned company or partner that owns indicators. */
export const agencySchema = z.object({
  code: agencyCodeSchema,
  /** Official abbreviation as printed, e.g. `Disdukcapil`. */
  abbreviation: z.string().min(1).max(40),
  name: z.string().min(1).max(160),
  pillars: z.array(pillarIdSchema),
  kind: z.enum(['agency', 'district-office', 'company', 'partner']),
  site: z.string().max(200).nullable(),
});
export type Agency = z.infer<typeof agencySchema>;
