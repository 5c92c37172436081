import { z } from 'zod';
import { agencyCodeSchema, indicatorIdSchema } from './ids.ts';
import { localisedSchema } from './text.ts';

const counts = {
  /** Figures wanted (one for each area) and those that came. */
  owed: z.number().int(),
  received: z.number().int(),
  /** Indicators and periods that were whole in time, too late, or are over and not whole. */
  onTime: z.number().int(),
  doneLate: z.number().int(),
  late: z.number().int(),
  /** Share of figures that came, 0 to 1. */
  completeness: z.number(),
  /** Share of those due that were whole in time, 0 to 1; null where nothing was due yet. */
  timeliness: z.number().nullable(),
};

/** How one agency did with what fell due in a month. */
export const agencyTimelinessSchema = z.object({
  agency: agencyCodeSchema,
  ...counts,
  oldestMissing: z
    .object({ indicator: indicatorIdSchema, label: localisedSchema, lateDays: z.number().int() })
    .nullable(),
});
export type AgencyTimeliness = z.infer<typeof agencyTimelinessSchema>;

/** Answer of `GET /timeliness`: whoever is furthest behind stands first. */
export const timelinessBoardSchema = z.object({
  /** `2026-10`. */
  month: z.string(),
  agencies: z.array(agencyTimelinessSchema),
  total: z.object(counts),
  /** True where a due date was counted without holidays. */
  withoutCalendar: z.boolean(),
});
export type TimelinessBoard = z.infer<typeof timelinessBoardSchema>;
