import { z } from 'zod';
import { pillarIdSchema } from './ids.ts';
import { localisedSchema } from './text.ts';

/** A sub-dimension of a pillar; three to a pillar, eighteen in all (DOMAIN section 1). Codes are our own. */
export const subDimensionSchema = z.object({
  code: z.string().regex(/^[A-Z]{3}-[A-Z]{3}$/),
  name: localisedSchema,
});

/** A pillar as the region names it; Bekasi's press writes "Smart Government", so names are data. */
export const pillarSchema = z.object({
  id: pillarIdSchema,
  name: localisedSchema,
  subDimensions: z.array(subDimensionSchema).min(1),
  /** Key figures of the overview, best first: the wall shows the first that fit (three or four). */
  headline: z.array(z.string()).max(8),
  /** Indicator of the pillar's own choropleth, first with data wins. */
  mapIndicators: z.array(z.string()).max(8),
});
export type Pillar = z.infer<typeof pillarSchema>;
