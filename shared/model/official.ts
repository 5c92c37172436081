import { z } from 'zod';
import { freshnesses } from '../rules/freshness.ts';
import { areaCodeSchema, indicatorIdSchema } from './ids.ts';
import { origins, qualities, verifications } from './lists.ts';

/**
 * How sure something public is: `high` stands in two independent sources or an official text, `medium` in one decent source, `low` is
 * an inference.
 */
export const sureties = ['high', 'medium', 'low'] as const;
export const suretySchema = z.enum(sureties);
export type Surety = z.infer<typeof suretySchema>;

/** Where a record of officials comes from: a public source, someone at this desk, or a demo or drill. */
export const recordOrigins = ['published', 'reported', 'simulated'] as const;
export const recordOriginSchema = z.enum(recordOrigins);
export type RecordOrigin = z.infer<typeof recordOriginSchema>;

/** Made by whoever sends; the same again gives what there is already instead of a second one. */
export const callKeySchema = z.string().regex(/^[\w-]{8,64}$/);

/** Short id of a part of a record, unique in it. */
export const partIdSchema = z.string().regex(/^[a-z0-9]{1,20}$/);

/** A file that stands beside a record; `hash` is the SHA-256 of its bytes, hex; `at` epoch milliseconds. */
export const keptFileSchema = z.object({
  id: partIdSchema,
  name: z.string().max(120),
  type: z.string().max(120),
  sizeBytes: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Name of who attached it. */
  by: z.string().max(120),
  at: z.number(),
});
export type KeptFile = z.infer<typeof keptFileSchema>;

/** One change of a record: who did what of which part, when (epoch milliseconds). What it was before stands in the audit chain. */
export const changeLineSchema = z.object({
  n: z.number().int().min(1),
  at: z.number(),
  by: z.object({ id: z.string().max(100), name: z.string().max(120) }),
  /** Verb of the change, e.g. `item-done`. */
  kind: z.string().max(40),
  /** What it was about, as it was called then, with a reason where there is one; null for the whole. */
  text: z.string().max(600).nullable(),
});
export type ChangeLine = z.infer<typeof changeLineSchema>;

/** The figure of an indicator for the whole regency with its age, looked up by the server; value null for none. Epoch milliseconds. */
export const officialFigureSchema = z.object({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  value: z.number().nullable(),
  observedAt: z.number().nullable(),
  freshness: z.enum(freshnesses),
  origin: z.enum(origins).nullable(),
  verification: z.enum(verifications).nullable(),
  quality: z.enum(qualities).nullable().default(null),
  /** As the source prints it; null where it prints none. */
  period: z.string().nullable().default(null),
  /** Label of its source; null for none. */
  source: z.string().nullable(),
});
export type OfficialFigure = z.infer<typeof officialFigureSchema>;
