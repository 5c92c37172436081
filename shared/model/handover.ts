import { z } from 'zod';
import { alarmPriorities, alarmSeverities, alarmStates, linkStates } from './lists.ts';
import { localisedSchema } from './text.ts';

/** Most entries that a section of a sheet holds; `more` counts the rest. */
export const maxSheetItems = 200;

/**
 * One section of a handover sheet. A source that is not there or did not answer is `unavailable`: an empty list would look as if all
 * were well.
 */
function section<Item extends z.ZodType>(item: Item) {
  return z.discriminatedUnion('status', [
    z.object({
      status: z.literal('ok'),
      items: z.array(item).max(maxSheetItems),
      more: z.number().int().min(0),
    }),
    z.object({ status: z.literal('unavailable'), reason: z.enum(['not-connected', 'failed']) }),
  ]);
}

/** A section with its entries, or why there are none. */
export type SheetSection<Item> =
  | { readonly status: 'ok'; readonly items: Item[]; readonly more: number }
  | { readonly status: 'unavailable'; readonly reason: 'not-connected' | 'failed' };

/** An alarm that is not normal, as the sheet keeps it. Instants are epoch milliseconds. */
export const sheetAlarmSchema = z.object({
  id: z.string(),
  name: localisedSchema,
  area: z.string().nullable(),
  /** What it is about beside the area, and the words of the source or of whoever raised it. */
  subject: z.string().nullable(),
  text: z.string().nullable(),
  state: z.enum(alarmStates),
  priority: z.enum(alarmPriorities),
  severity: z.enum(alarmSeverities),
  raisedAt: z.number(),
  acknowledgedBy: z.string().nullable(),
  /** The last thing that someone wrote to it. */
  comment: z.string().nullable(),
  shelvedUntil: z.number().nullable(),
  escalatedAt: z.number().nullable(),
  /** True where a simulated figure or a drill raised it. */
  simulated: z.boolean(),
});
export type SheetAlarm = z.infer<typeof sheetAlarmSchema>;

/** Figures that an agency owes and that are over. */
export const sheetAgencySchema = z.object({
  agency: z.string(),
  count: z.number().int(),
  oldest: z.object({ indicator: z.string(), label: localisedSchema, lateDays: z.number().int() }),
});
export type SheetAgency = z.infer<typeof sheetAgencySchema>;

/** A link that does not bring what it should. */
export const sheetLinkSchema = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(linkStates),
  since: z.number(),
  lastInAt: z.number().nullable(),
});
export type SheetLink = z.infer<typeof sheetLinkSchema>;

/** A wall that does not show the present; `state` is the wall's own word. */
export const sheetWallSchema = z.object({
  name: z.string(),
  state: z.string(),
  since: z.number().nullable(),
});
export type SheetWall = z.infer<typeof sheetWallSchema>;

/** An incident that is not closed, with the tasks that are not done. */
export const sheetIncidentSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  since: z.number(),
  tasks: z.array(
    z.object({ text: z.string(), assignee: z.string().nullable(), dueAt: z.number().nullable() }),
  ),
});
export type SheetIncident = z.infer<typeof sheetIncidentSchema>;

/** A change of alarm rules, definitions or walls, out of the audit. */
export const sheetChangeSchema = z.object({
  at: z.number(),
  by: z.string(),
  action: z.string(),
  subject: z.string(),
  audit: z.number().int(),
});
export type SheetChange = z.infer<typeof sheetChangeSchema>;

/** A decision of the log; `correction` is what was written in its place later. */
export const sheetDecisionSchema = z.object({
  n: z.number().int(),
  at: z.number(),
  by: z.string(),
  text: z.string(),
  correction: z.string().nullable(),
});
export type SheetDecision = z.infer<typeof sheetDecisionSchema>;

/** A part of the system that is not well. */
export const sheetHealthSchema = z.object({
  name: z.string(),
  state: z.string(),
  detail: z.string().nullable(),
});
export type SheetHealth = z.infer<typeof sheetHealthSchema>;

/** What one crew hands to the next: frozen when it was written. */
export const handoverSheetSchema = z.object({
  shift: z.string(),
  at: z.number(),
  /** Start of the shift that is handed over. */
  from: z.number(),
  lead: z.string(),
  crew: z.array(z.string()),
  /** For the next crew, in the lead's own words. */
  note: z.string(),
  alarms: section(sheetAlarmSchema),
  /** Shelves that end within `shelfHours`. */
  shelves: section(sheetAlarmSchema),
  shelfHours: z.number(),
  escalated: section(sheetAlarmSchema),
  incidents: section(sheetIncidentSchema),
  lateAgencies: section(sheetAgencySchema),
  links: section(sheetLinkSchema),
  walls: section(sheetWallSchema),
  health: section(sheetHealthSchema),
  changes: section(sheetChangeSchema),
  decisions: section(sheetDecisionSchema),
  /** Of this shift; null where nobody could tell. */
  numbers: z.object({
    alarms: z.number().int().nullable(),
    incidents: z.number().int().nullable(),
    lines: z.number().int(),
    pictures: z.number().int(),
  }),
});
export type HandoverSheet = z.infer<typeof handoverSheetSchema>;

/** What came up after a sheet was frozen; null where the source cannot tell. */
export const sinceSheetSchema = z.object({
  alarms: z.array(sheetAlarmSchema).nullable(),
  /** Alarms of the sheet that are gone by now. */
  alarmsOver: z.number().int().nullable(),
  incidents: z.array(sheetIncidentSchema).nullable(),
  lines: z.number().int(),
});
export type SinceSheet = z.infer<typeof sinceSheetSchema>;
