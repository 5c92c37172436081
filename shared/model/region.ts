import { z } from 'zod';
import { agencySchema } from './agency.ts';
import { areaSchema } from './area.ts';
import { areaCodeSchema } from './ids.ts';
import { indicatorSchema } from './indicator.ts';
import { pillarSchema } from './pillar.ts';
import { programmeSchema } from './programme.ts';

/** What every screen of a region needs before the first figure: sent once by `GET /api/v1/catalogue`. Villages are left out. */
export const catalogueSchema = z.object({
  region: z.object({
    code: areaCodeSchema,
    name: z.string().min(1).max(80),
    /** IANA zone, e.g. `Asia/Jakarta`, and the abbreviation that is printed (`WIB`). */
    zone: z.string().max(60),
    zoneLabel: z.string().max(8),
    /** Longitude, latitude from which distances to quakes are measured. */
    point: z.tuple([z.number(), z.number()]),
    bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    attribution: z.string().max(300),
    scoreRule: z.object({ minCounted: z.number().int(), minShare: z.number() }),
    /** True while all weights are the default: screens say "bobot sama". */
    weightsAreEqual: z.boolean(),
    /** Indicators of the overview's choropleth; the first with a value in any kecamatan wins. */
    overviewMap: z.array(z.string()),
  }),
  pillars: z.array(pillarSchema),
  areas: z.array(areaSchema),
  agencies: z.array(agencySchema),
  indicators: z.array(indicatorSchema),
  programmes: z.array(programmeSchema),
  /** Map files below `/region/map/`, by role. */
  map: z.object({
    kecamatan: z.string(),
    labels: z.string(),
    surroundings: z.string(),
    context: z.string(),
    places: z.string(),
  }),
});
export type Catalogue = z.infer<typeof catalogueSchema>;
