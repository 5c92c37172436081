import { z } from 'zod';
import { agencyCodeSchema, areaLevelSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import { statuses } from './lists.ts';
import { localisedSchema, sourceSchema } from './text.ts';

/** ISO 8601 duration of whole calendar or clock units: `P1Y`, `P6M`, `P1D`, `PT3H`, `PT5S`, `PT0S`. No fractions, no signs. */
export const durationSchema = z
  .string()
  .max(24)
  .regex(
    /^P(?=\d|T\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?(T(?=\d)(\d{1,6}H)?(\d{1,6}M)?(\d{1,8}S)?)?$/,
  );
export type Duration = z.infer<typeof durationSchema>;

/** One of `statuses`. */
export type Status = (typeof statuses)[number];

/** One band of a threshold: `min` inclusive, `max` exclusive, null is open. */
export const bandSchema = z.object({
  min: z.number().nullable(),
  max: z.number().nullable(),
  label: localisedSchema,
  status: z.enum(statuses),
});
export type Band = z.infer<typeof bandSchema>;

/**
 * Limits with their legal source. The labels and limits are the source's; which band counts as `watch` or `bad` is the region's
 * display decision. Bands of low confidence describe but never colour (every status `none`).
 */
export const thresholdSchema = z.object({
  id: z.string().max(40),
  source: z.string().min(1).max(200),
  confidence: z.enum(['high', 'medium', 'low']),
  bands: z.array(bandSchema).min(1),
});
export type Threshold = z.infer<typeof thresholdSchema>;

/** A target with its year and source; it applies to values of that year or earlier (see rules/score). */
export const targetSchema = z.object({
  value: z.number(),
  year: z.number().int().min(1945).max(2200),
  source: sourceSchema,
});
export type Target = z.infer<typeof targetSchema>;

/** Which way is better: `higher`, `lower`, `within` a band, or `neutral` where neither is. */
export const directionSchema = z.enum(['higher', 'lower', 'within', 'neutral']);
export type Direction = z.infer<typeof directionSchema>;

/**
 * An indicator of the catalogue. Names follow Satu Data metadata (MS-Ind): concept, formula, unit, level. Metadata that no source
 * gives stays null and is listed as missing by `npm run region -- check`. Cadence, lag, grace, range, weight and the colour of a band
 * are the region's own settings, not facts.
 */
export const indicatorSchema = z.object({
  id: indicatorIdSchema,
  pillar: pillarIdSchema,
  subDimension: z.string().regex(/^[A-Z]{3}-[A-Z]{3}$/),
  name: localisedSchema,
  /** Abbreviated name for narrow columns, about 18 characters; wider screens print `name`. */
  shortName: localisedSchema,
  explanation: localisedSchema.nullable(),
  /** MS-Ind: how it is computed, as the source states it. */
  formula: z.string().max(400).nullable(),
  /** Unit as printed in Indonesian; empty for a bare index. */
  unit: z.string().max(40),
  unitEn: z.string().max(40),
  /** Digits after the decimal separator on screens. */
  decimals: z.number().int().min(0).max(6),
  /** How large figures are shortened: `none` prints all digits, `million`/`trillion` divide and add jt/T. */
  scale: z.enum(['none', 'thousand', 'million', 'trillion']),
  agency: agencyCodeSchema,
  levels: z.array(areaLevelSchema).min(1),
  cadence: durationSchema,
  /** Usual time between the end of a period and its publication. */
  publicationLag: durationSchema,
  /** How long a value that is expected may keep us waiting before it is late. */
  grace: durationSchema,
  /** Whether a period's `observedAt` is its end (statistics) or its start (budgets, wages: in force from then on). */
  periodAnchor: z.enum(['end', 'start']),
  direction: directionSchema,
  /** Possible values; anything outside is refused at the door. Null where the facts give no bound. */
  range: z.object({ min: z.number(), max: z.number() }).nullable(),
  thresholds: thresholdSchema.nullable(),
  target: targetSchema.nullable(),
  /** Weight inside the pillar's score; equal (1) until the regency sets weights. */
  weight: z.number().min(0).max(100),
  /** Aggregation over areas when a higher level is asked for. */
  aggregation: z.enum(['sum', 'mean', 'max', 'none']),
  /** A value of such an indicator is provisional until the walidata verifies it. */
  verificationNeeded: z.boolean(),
  /** Looks that a value needs before it is verified: 2 means two different people of the walidata. */
  verificationSteps: z.number().int().min(1).max(2),
  /** False where a value is shown to nobody but the walidata until it is verified. */
  showProvisional: z.boolean(),
  /** How long the old value of a correction is printed as "semula". */
  restatedFor: durationSchema,
  /** Feeds that fill it by themselves; their link state marks it. */
  feeds: z.array(z.string().max(40)),
  /** Points that must not be joined by a line (a break in the series), as ISO dates. */
  breaks: z.array(z.string().max(10)),
  /** What a reader must know to read it right. */
  note: localisedSchema.nullable(),
});
export type Indicator = z.infer<typeof indicatorSchema>;
