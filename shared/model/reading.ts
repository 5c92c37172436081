import { z } from 'zod';
import { areaCodeSchema, indicatorIdSchema } from './ids.ts';
import { origins, qualities, verifications, type waysIn } from './lists.ts';
import { sourceSchema } from './text.ts';

/** One of `origins`. */
export const originSchema = z.enum(origins);
export type Origin = z.infer<typeof originSchema>;

/** One of `qualities`. */
export const qualitySchema = z.enum(qualities);
export type Quality = z.infer<typeof qualitySchema>;

/** One of `verifications`. */
export const verificationSchema = z.enum(verifications);
export type Verification = z.infer<typeof verificationSchema>;

/** One of `waysIn`. */
export type WayIn = (typeof waysIn)[number];

const recordBase = {
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  value: z.number().nullable(),
  origin: originSchema,
  quality: qualitySchema,
  verification: verificationSchema,
  source: sourceSchema,
  /** Period as the source prints it, e.g. `2025` or `2024 Jan-Agu`. */
  period: z.string().max(60).optional(),
  note: z.string().max(500).optional(),
};

/** The value a correction replaced, shown as "semula" until `until` (ISO 8601 UTC). */
const wasIso = z.object({ value: z.number().nullable(), until: z.string() });

/** One current or past value as HTTP answers give it: instants are ISO 8601 UTC strings. */
export const recordSchema = z.object({
  ...recordBase,
  /** When it was true in the world. */
  observedAt: z.string(),
  /** When Simpul stored it. */
  recordedAt: z.string(),
  was: wasIso.optional(),
});
export type ReadingRecord = z.infer<typeof recordSchema>;

/** The same on sockets: instants are epoch milliseconds. */
export const liveRecordSchema = z.object({
  ...recordBase,
  observedAt: z.number(),
  recordedAt: z.number(),
  was: z.object({ value: z.number().nullable(), until: z.number() }).optional(),
});
export type LiveRecord = z.infer<typeof liveRecordSchema>;

/** Turns a socket record into its HTTP form. */
export function toHttpRecord(record: LiveRecord): ReadingRecord {
  const { observedAt, recordedAt, was, ...rest } = record;
  return {
    ...rest,
    observedAt: new Date(observedAt).toISOString(),
    recordedAt: new Date(recordedAt).toISOString(),
    ...(was ? { was: { value: was.value, until: new Date(was.until).toISOString() } } : {}),
  };
}
