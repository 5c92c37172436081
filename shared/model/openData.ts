import { z } from 'zod';
import { areaCodeSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import { areaLevels, statuses } from './lists.ts';
import { originSchema, qualitySchema } from './reading.ts';
import { localisedSchema, sourceSchema } from './text.ts';

/** Licence under which a region opens its figures. */
export const licenceSchema = z.strictObject({
  name: z.string().min(1).max(120),
  url: z.url({ protocol: /^https?$/ }).max(500),
});
export type Licence = z.infer<typeof licenceSchema>;

/** What MS-Ind asks of an indicator beyond its definition (BPS regulation 5/2020); left out where no source says it. */
export const indicatorMetadataSchema = z.strictObject({
  concept: z.string().min(1).max(600).optional(),
  interpretation: z.string().min(1).max(600).optional(),
  measure: z.string().min(1).max(200).optional(),
  classification: z.string().min(1).max(300).optional(),
  /** Indicators or variables that it is composed of. */
  components: z.array(z.string().min(1).max(200)).max(40).optional(),
});
export type IndicatorMetadata = z.infer<typeof indicatorMetadataSchema>;

/** Fields of MS-Ind in the order of its form. */
export const msIndFields = [
  'name',
  'concept',
  'definition',
  'interpretation',
  'formula',
  'measure',
  'unit',
  'classification',
  'components',
  'levels',
  'publicAccess',
] as const;

/** An open data set: one indicator with its metadata. What no source gives is null and stands in `missing`. */
export const openDatasetSchema = z.object({
  id: indicatorIdSchema,
  pillar: pillarIdSchema,
  name: localisedSchema,
  concept: z.string().nullable(),
  definition: localisedSchema.nullable(),
  interpretation: z.string().nullable(),
  formula: z.string().nullable(),
  measure: z.string().nullable(),
  unit: z.string(),
  classification: z.string().nullable(),
  components: z.array(z.string()).nullable(),
  levels: z.array(z.enum(areaLevels)),
  publicAccess: z.literal('open'),
  missing: z.array(z.enum(msIndFields)),
  /** Who answers for it. */
  producer: z.string(),
  /** ISO 8601 duration. */
  cadence: z.string(),
  note: localisedSchema.nullable(),
  licence: licenceSchema.nullable(),
  /** Newest instant of an open figure, ISO 8601 UTC. */
  newestAt: z.string().nullable(),
  csv: z.string(),
  json: z.string(),
  page: z.string(),
});
export type OpenDataset = z.infer<typeof openDatasetSchema>;

/** One open figure. Instants in epoch milliseconds. */
export const openFigureSchema = z.object({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  areaName: z.string(),
  value: z.number().nullable(),
  observedAt: z.number(),
  recordedAt: z.number(),
  period: z.string().nullable(),
  source: sourceSchema,
  origin: originSchema,
  quality: qualitySchema,
  /** `provisional` where its source itself calls it so. */
  state: z.enum(['verified', 'restated', 'provisional']),
  freshness: z.enum(['fresh', 'due', 'late', 'none']),
  status: z.enum(statuses),
  /** True where a newer one waits for the walidata. */
  waiting: z.boolean(),
});
export type OpenFigure = z.infer<typeof openFigureSchema>;

/** Answer of `GET /open/datasets`. */
export const openListSchema = z.object({
  at: z.string(),
  region: z.string(),
  rule: z.string(),
  licence: licenceSchema.nullable(),
  items: z.array(openDatasetSchema),
});

/** One line of a data set; `period` is there where its source prints one. */
export interface OpenRow {
  readonly area: string;
  readonly areaName: string;
  /** Epoch milliseconds. */
  readonly observedAt: number;
  readonly period: string | null;
  readonly value: number | null;
  readonly origin: z.infer<typeof originSchema>;
  readonly quality: z.infer<typeof qualitySchema>;
  readonly state: OpenFigure['state'];
  readonly source: string | null;
  /** What the region pack says of the value; a note of a person is not for everyone. */
  readonly note: string | null;
}
