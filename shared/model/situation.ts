import { z } from 'zod';
import { alarmSchema } from './alarm.ts';
import { feedStateSchema } from './feedState.ts';
import { alarmKinds, alarmPriorities, alarmSeverities, alarmStates } from './lists.ts';
import { liveRecordSchema } from './reading.ts';
import { regionEventSchema } from './regionEvent.ts';
import { localisedSchema } from './text.ts';

/**
 * Answer of `GET /situation?at=`: everything as it was known at `at`. `seq` is the highest number of the stream in it. `keptSince` is the
 * instant from which everything is whole: of before there is no answer, as what is missing would look as if it never was.
 */
export const situationSchema = z.object({
  at: z.number(),
  epoch: z.string(),
  seq: z.number().int(),
  keptSince: z.number(),
  records: z.array(liveRecordSchema),
  events: z.array(regionEventSchema),
  feeds: z.array(feedStateSchema),
  alarms: z.array(alarmSchema),
});
export type Situation = z.infer<typeof situationSchema>;

/** Who was on duty at an instant. Epoch milliseconds. */
export const pastDutySchema = z.object({
  name: z.string(),
  from: z.number(),
  /** Empty while nobody was on duty. */
  people: z.array(z.object({ name: z.string(), task: z.enum(['lead', 'crew']) })),
});
export type PastDuty = z.infer<typeof pastDutySchema>;

/** An incident as it stood at an instant. */
export const pastIncidentSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.string(),
  openedAt: z.number(),
});
export type PastIncident = z.infer<typeof pastIncidentSchema>;

/** Answer of `GET /situation/room?at=`: what people did, for the console alone. */
export const roomSituationSchema = z.object({
  at: z.number(),
  alarms: z.array(
    alarmSchema.extend({
      acknowledgedBy: z.string().nullable(),
      assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
    }),
  ),
  duty: pastDutySchema,
  incidents: z.array(pastIncidentSchema),
});
export type RoomSituation = z.infer<typeof roomSituationSchema>;

/**
 * Answer of `GET /alarms/history?from=&to=`: how alarms stood and from when to when, oldest first, at most 2,000; `isWhole` is false
 * where there were more. `to` is null while it still stands so.
 */
export const alarmHistorySchema = z.object({
  isWhole: z.boolean(),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(alarmKinds),
      name: localisedSchema,
      area: z.string().nullable(),
      indicator: z.string().nullable(),
      subject: z.string().nullable(),
      text: z.string().nullable(),
      severity: z.enum(alarmSeverities),
      priority: z.enum(alarmPriorities),
      state: z.enum(alarmStates),
      count: z.number().int(),
      simulated: z.boolean(),
      raisedAt: z.number(),
      from: z.number(),
      to: z.number().nullable(),
    }),
  ),
});
export type AlarmHistory = z.infer<typeof alarmHistorySchema>;
