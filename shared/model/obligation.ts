import { z } from 'zod';
import { agencyCodeSchema, indicatorIdSchema } from './ids.ts';
import { localisedSchema } from './text.ts';

/**
 * How far an agency is with one figure of one period: `open` can be given already, `due-soon` is due within three working days, `late`
 * is over, `done` was in time, `done-late` came after its due date.
 */
export const obligationStates = ['open', 'due-soon', 'late', 'done', 'done-late'] as const;
export type ObligationState = (typeof obligationStates)[number];

/** What an agency owes: one indicator for one period, over all of its areas. Instants are ISO 8601 UTC. */
export const obligationSchema = z.object({
  indicator: indicatorIdSchema,
  agency: agencyCodeSchema,
  /** `2026-10`, `2026-Q3`, `2025` … */
  period: z.string(),
  label: localisedSchema,
  /** Instant that a figure of this period is true at. */
  observedAt: z.string(),
  dueAt: z.string(),
  /** True where the holidays of the due date's year are not known: only weekends were counted. */
  withoutCalendar: z.boolean(),
  state: z.enum(obligationStates),
  /** Areas that a figure is wanted for, and those that have one. */
  areas: z.number().int(),
  received: z.number().int(),
  /** When the last missing area came in; null while one is missing. */
  completedAt: z.string().nullable(),
  /** Working days over the due date; 0 while it is not over. */
  lateDays: z.number().int(),
});
export type Obligation = z.infer<typeof obligationSchema>;

/** Answer of `GET /input/obligations`. */
export const obligationsSchema = z.object({
  agency: agencyCodeSchema,
  now: z.string(),
  /** True where any due date was counted without holidays. */
  withoutCalendar: z.boolean(),
  items: z.array(obligationSchema),
});
