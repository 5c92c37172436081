import { z } from 'zod';
import { agencySchema } from '#shared/model/agency.ts';
import { areaSchema } from '#shared/model/area.ts';
import { areaCodeSchema, indicatorIdSchema } from '#shared/model/ids.ts';
import { bandSchema, indicatorSchema, targetSchema, thresholdSchema } from '#shared/model/indicator.ts';
import { pillarSchema, subDimensionSchema } from '#shared/model/pillar.ts';
import { programmeSchema } from '#shared/model/programme.ts';
import { originSchema, qualitySchema, verificationSchema } from '#shared/model/reading.ts';
import { catalogueSchema } from '#shared/model/region.ts';

/** Shapes of the files of a region pack. Unknown keys are refused: a misspelt key must not be lost in silence. */
const sourceKey = z.string().min(1).max(64);
const mapFile = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+\.geojson$/);

/** `region.json`. */
export const regionFileSchema = z.strictObject({
  region: catalogueSchema.shape.region.omit({ weightsAreEqual: true }).strict(),
  map: z.strictObject({
    kecamatan: mapFile,
    labels: mapFile,
    surroundings: mapFile,
    context: mapFile,
    places: mapFile,
  }),
  /** Working days. Without holidays no year is known, and every due date says that only weekends were counted. */
  calendar: z.strictObject({
    weekend: z.array(z.number().int().min(0).max(6)).max(6),
    holidays: z.array(
      z.strictObject({
        date: z.iso.date(),
        name: z.string().min(1).max(120),
        source: z.string().min(1).max(200),
      }),
    ),
  }),
  retention: z.strictObject({
    secondsDays: z.number().int().min(1),
    minutesDays: z.number().int().min(1),
    outboxDays: z.number().int().min(1),
    idempotencyDays: z.number().int().min(7),
    alarmDays: z.number().int().min(30).default(730),
  }),
});
export type RegionFile = z.infer<typeof regionFileSchema>;

/** An entry of `sources.json`; files name sources by key. */
export const sourceEntrySchema = z.strictObject({
  key: sourceKey,
  label: z.string().min(1).max(200),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
});
export type SourceEntry = z.infer<typeof sourceEntrySchema>;

export const pillarEntrySchema = pillarSchema
  .extend({ subDimensions: z.array(subDimensionSchema.strict()).min(1) })
  .strict();
export type PillarEntry = z.infer<typeof pillarEntrySchema>;

export const areaEntrySchema = areaSchema.strict();
export const agencyEntrySchema = agencySchema.strict();

export const thresholdEntrySchema = thresholdSchema
  .extend({ bands: z.array(bandSchema.strict()).min(1) })
  .strict();

/** An entry of `indicators.json` after its defaults are laid under it: threshold by id, target's source by key. */
export const indicatorEntrySchema = indicatorSchema
  .extend({
    thresholds: z.string().max(40).nullable(),
    target: targetSchema.extend({ source: sourceKey }).strict().nullable(),
    range: z.strictObject({ min: z.number(), max: z.number() }).nullable(),
    breaks: z.array(z.iso.date()),
  })
  .strict();
export type IndicatorEntry = z.infer<typeof indicatorEntrySchema>;

/** An entry of `programmes.json`: what a public source says; all else is entered at the desk. */
export const programmeEntrySchema = programmeSchema
  .pick({
    id: true,
    pillar: true,
    name: true,
    agency: true,
    period: true,
    budgetIdr: true,
    progressPercent: true,
    note: true,
  })
  .extend({ source: sourceKey })
  .strict();
export type ProgrammeEntry = z.infer<typeof programmeEntrySchema>;

/** An entry of `baseline.json`; instants carry their offset. */
export const baselineEntrySchema = z.strictObject({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  value: z.number(),
  observedAt: z.iso.datetime({ offset: true }),
  period: z.string().min(1).max(60),
  origin: originSchema.exclude(['simulated']),
  quality: qualitySchema,
  verification: verificationSchema.exclude(['restated']),
  source: sourceKey,
  note: z.string().min(1).max(500).optional(),
});
export type BaselineEntry = z.infer<typeof baselineEntrySchema>;

export const feedEntrySchema = z.strictObject({
  id: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  enabled: z.boolean(),
  name: z.string().min(1).max(120),
  provider: z.string().min(1).max(120),
  params: z.record(z.string(), z.unknown()),
});

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

/** What the map file of a role must hold beyond plain GeoJSON: names with their source, and where the surroundings end. */
export const mapRoleSchemas: Readonly<Partial<Record<keyof RegionFile['map'], z.ZodType>>> = {
  places: z.object({
    features: z.array(
      z.object({
        properties: z.strictObject({
          kind: z.enum(['water', 'neighbour']),
          name: z.string().min(1).max(60),
          /** Size of the writing against the smallest name; 1 when left out. */
          scale: z.number().min(0.8).max(3).optional(),
          code: z.string().max(13).optional(),
          source: z.string().min(1).max(200),
        }),
        geometry: z.object({ type: z.literal('Point'), coordinates: z.tuple([longitude, latitude]) }),
      }),
    ),
  }),
  surroundings: z.object({ bbox: z.tuple([longitude, latitude, longitude, latitude]) }),
  context: z.object({
    features: z.array(
      z.object({
        properties: z.looseObject({ kind: z.string(), name: z.string(), source: z.string().min(1) }),
      }),
    ),
  }),
};

/** As much of GeoJSON as the loader relies on; geometry is left to the map. */
export const geoJsonSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        properties: z.record(z.string(), z.unknown()).nullable(),
        geometry: z.object({ type: z.string(), coordinates: z.array(z.unknown()).min(1) }),
      }),
    )
    .min(1),
});
