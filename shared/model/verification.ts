import { z } from 'zod';
import { agencyCodeSchema, areaCodeSchema, indicatorIdSchema } from './ids.ts';

/** A look that the walidata took at a figure. */
export const takenStepSchema = z.object({
  step: z.number().int(),
  /** True for the look that made it verified. */
  final: z.boolean(),
  /** ISO 8601 UTC. */
  at: z.string(),
  /** Name of who looked. */
  by: z.string(),
});

/** A figure that waits for the walidata. */
export const queueItemSchema = z.object({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  agency: agencyCodeSchema,
  observedAt: z.string(),
  /** Version that was looked at; 0 for a held figure, which is in no history yet. */
  version: z.number().int(),
  /** True where nobody but the walidata sees it yet. */
  held: z.boolean(),
  value: z.number().nullable(),
  /** Value it would replace; null for none. */
  previous: z.number().nullable(),
  period: z.string().nullable(),
  note: z.string().nullable(),
  recordedAt: z.string(),
  /** Who sent it, `kind:id`. */
  actor: z.string(),
  /** Name of who sent it. */
  by: z.string(),
  stepsNeeded: z.number().int(),
  steps: z.array(takenStepSchema),
});
export type QueueItem = z.infer<typeof queueItemSchema>;

/** What the walidata decides of one figure. */
export const decisionSchema = z.strictObject({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  observedAt: z.iso.datetime({ offset: true }),
  version: z.number().int().min(0),
  held: z.boolean(),
  /** As the list tells it; needed with `held`, whose versions begin anew once a figure was turned down. */
  recordedAt: z.iso.datetime({ offset: true }).optional(),
  decision: z.enum(['verify', 'reject']),
  /** Needed with `reject`. */
  reason: z.string().trim().max(300).optional(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** Body of `POST /verification/decisions`. */
export const decisionsSchema = z.strictObject({ items: z.array(decisionSchema).min(1).max(500) });

/** Closed list of how a decision ended. */
export const decisionOutcomes = [
  'verified',
  /** The first of two looks; another person must take the second. */
  'first-look',
  'rejected',
  /** It was corrected or decided by someone else meanwhile. */
  'changed',
  'unknown',
  /** The same person took the first look. */
  'same-person',
  'reason-needed',
  /** Nobody verifies what they sent themselves. */
  'own-figure',
] as const;
export const decisionResultSchema = z.object({ index: z.number().int(), outcome: z.enum(decisionOutcomes) });
export type DecisionResult = z.infer<typeof decisionResultSchema>;

/** A lock: readings of the indicator up to `until`, inclusive, take no more figures. */
export const periodLockSchema = z.object({
  indicator: indicatorIdSchema,
  until: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
export type PeriodLock = z.infer<typeof periodLockSchema>;

/** Body of `POST /verification/locks`: locks everything up to and including `until`. */
export const lockRequestSchema = z.strictObject({
  indicator: indicatorIdSchema,
  until: z.iso.datetime({ offset: true }),
  reason: z.string().trim().min(1).max(300),
});

/** Body of `POST /verification/unlock`: what is after `until` is open again; null opens all. */
export const unlockRequestSchema = z.strictObject({
  indicator: indicatorIdSchema,
  until: z.iso.datetime({ offset: true }).nullable(),
  reason: z.string().trim().min(1).max(300),
});
