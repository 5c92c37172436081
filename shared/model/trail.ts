import { z } from 'zod';
import { originSchema, qualitySchema, verificationSchema } from './reading.ts';
import { sourceSchema } from './text.ts';
import { takenStepSchema } from './verification.ts';

/** One version of a figure with all of its way: who, when, from where, out of which file, row or sensor. */
export const trailVersionSchema = z.object({
  version: z.number().int(),
  value: z.number().nullable(),
  recordedAt: z.string(),
  origin: originSchema,
  quality: qualitySchema,
  verification: verificationSchema,
  source: sourceSchema,
  period: z.string().nullable(),
  note: z.string().nullable(),
  /** Who sent it, by name; the token or feed where it was no person. */
  by: z.string(),
  /** Kind of who sent it: `user`, `token`, `device`, `feed`, `file`, `system`. */
  byKind: z.string(),
  /** Address it came from, for those who may see it. */
  from: z.string().nullable(),
  /** Way in: form, file, API …; null for what was stored before there was an audit. */
  way: z.string().nullable(),
  /** Cell, topic or row. */
  ref: z.string().nullable(),
  /** Name of the file it came in. */
  file: z.string().nullable(),
  /** Evidence that was attached. */
  evidence: z.array(z.string()),
  steps: z.array(takenStepSchema),
  /** Number of the audit entry. */
  audit: z.number().int().nullable(),
});

/** Answer of `GET /trail`. */
export const trailSchema = z.object({
  indicator: z.string(),
  area: z.string(),
  observedAt: z.string(),
  versions: z.array(trailVersionSchema),
});
export type Trail = z.infer<typeof trailSchema>;
