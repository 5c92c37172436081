import { z } from 'zod';
import { areaCodeSchema, indicatorIdSchema } from './ids.ts';
import { periodKeySchema } from './importFile.ts';
import { verificationSchema } from './reading.ts';
import { localisedSchema } from './text.ts';

/** One area of a form with what is known of it. Instants are ISO 8601 UTC. */
export const formRowSchema = z.object({
  area: areaCodeSchema,
  name: z.string(),
  /** What stands for the period; null for nothing. */
  current: z
    .object({ value: z.number().nullable(), verification: verificationSchema, recordedAt: z.string() })
    .nullable(),
  /** What waits for the walidata and is shown to nobody yet. */
  held: z.object({ value: z.number().nullable() }).nullable(),
  /** Values before the period, oldest first, at most twelve; the last is printed beside the field. */
  before: z.array(z.object({ value: z.number(), period: z.string().nullable(), observedAt: z.string() })),
});
export type FormRow = z.infer<typeof formRowSchema>;

/** Answer of `GET /input/form`: one indicator in one period, a row for each area. */
export const formViewSchema = z.object({
  indicator: indicatorIdSchema,
  period: z.object({
    key: z.string(),
    label: localisedSchema,
    observedAt: z.string(),
    dueAt: z.string(),
    withoutCalendar: z.boolean(),
    isLocked: z.boolean(),
  }),
  rows: z.array(formRowSchema),
  /** Server's clock: a form that was kept says from when it is. */
  at: z.string(),
});
export type FormView = z.infer<typeof formViewSchema>;

/** Body of `POST /input/submissions`. */
export const submissionRequestSchema = z.strictObject({
  /** Made when the form is opened: the same key is stored once, however often it is sent. */
  key: z
    .string()
    .min(8)
    .max(100)
    .regex(/^[\w-]+$/),
  indicator: indicatorIdSchema,
  period: periodKeySchema,
  readings: z
    .array(
      z.strictObject({
        area: areaCodeSchema,
        value: z.number(),
        note: z.string().trim().max(300).optional(),
        /** Needed where the value is odd or replaces one that stands. */
        reason: z.string().trim().max(180).optional(),
      }),
    )
    .min(1)
    .max(300),
  evidence: z.array(z.string().max(64)).max(10).default([]),
});
export type SubmissionRequest = z.infer<typeof submissionRequestSchema>;

/** Answer of `POST /input/submissions`, once durable. */
export const submissionReceiptSchema = z.object({
  recorded: z.number().int(),
  duplicates: z.number().int(),
  /** Of the recorded ones, how many wait for the walidata before anyone sees them. */
  held: z.number().int(),
  seq: z.number().int(),
  at: z.string(),
});
export type SubmissionReceipt = z.infer<typeof submissionReceiptSchema>;

/** Answer of `POST /input/evidence`. */
export const evidenceSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  sizeBytes: z.number().int(),
});
export type Evidence = z.infer<typeof evidenceSchema>;
