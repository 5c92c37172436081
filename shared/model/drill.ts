import { z } from 'zod';
import { alarmDeeds, alarmRuleIdSchema } from './alarm.ts';
import { areaCodeSchema } from './ids.ts';
import { alarmSeverities } from './lists.ts';
import { localisedSchema } from './text.ts';

/** Life of a drill; `failed` never began to play, or was lost before its report came. */
export const drillStates = ['starting', 'running', 'ended', 'failed'] as const;

/** Why a drill failed: its port is taken, its server did not start, it was lost while it ran, or the main server was. */
export const drillFaults = ['port', 'start', 'lost', 'main'] as const;
export type DrillFault = (typeof drillFaults)[number];

/** What ended a drill: the scenario was over, a person, or the stop of the main server. */
export const drillEnds = ['over', 'person', 'stop'] as const;
export type DrillEnd = (typeof drillEnds)[number];

const instant = z.number();
const secondsOrNever = z.number().nullable();

/** How one alarm of a drill was met. All spans are real seconds since it was raised, whatever the speed of the scenario. */
export const drillAlarmSchema = z.object({
  alarm: z.string().max(200),
  rule: alarmRuleIdSchema,
  name: localisedSchema,
  area: areaCodeSchema.nullable(),
  severity: z.enum(alarmSeverities),
  raisedAt: instant,
  acknowledgeSeconds: secondsOrNever,
  acknowledgedBy: z.string().nullable(),
  incidentSeconds: secondsOrNever,
  incidentBy: z.string().nullable(),
  shelveSeconds: secondsOrNever,
  returnSeconds: secondsOrNever,
  /** How often its condition became true in this occurrence. */
  raises: z.number().int(),
});
export type DrillAlarm = z.infer<typeof drillAlarmSchema>;

/** `unraised`: the alarm did not come, so nobody could meet it. */
export const drillOutcomes = ['met', 'late', 'never', 'unraised'] as const;
export type DrillOutcome = (typeof drillOutcomes)[number];

const verdict = z.object({
  outcome: z.enum(drillOutcomes),
  withinSeconds: z.number(),
  /** Taken in all; null where it never came. */
  seconds: secondsOrNever,
});

/** What became of an expectation. */
export const drillResultSchema = z.object({
  rule: alarmRuleIdSchema,
  /** Name of the alarm; null where its rule is gone. */
  name: localisedSchema.nullable(),
  area: areaCodeSchema.nullable(),
  acknowledge: verdict,
  /** Null where no incident was asked for. */
  incident: verdict.nullable(),
});
export type DrillResult = z.infer<typeof drillResultSchema>;

/** One line of the drill's course; `by` is null where Simpul itself did it. */
export const drillLineSchema = z.object({
  at: instant,
  deed: z.enum([...alarmDeeds, 'event', 'incident']),
  /** Name of the alarm, title of the event or incident. */
  about: localisedSchema,
  area: areaCodeSchema.nullable(),
  by: z.string().max(120).nullable(),
});
export type DrillLine = z.infer<typeof drillLineSchema>;

/** Numbers of a drill in one line. */
export const drillSummarySchema = z.object({
  raised: z.number().int(),
  acknowledged: z.number().int(),
  /** Over those acknowledged; null where none was. Seconds. */
  medianSeconds: secondsOrNever,
  worstSeconds: secondsOrNever,
  incidents: z.number().int(),
  expected: z.number().int(),
  met: z.number().int(),
});

/** What a drill showed. Reaction times are real seconds; `speed` is how many seconds of the scenario passed in one. */
export const drillReportSchema = z.object({
  playedAt: instant,
  endedAt: instant,
  speed: z.number(),
  summary: drillSummarySchema,
  alarms: z.array(drillAlarmSchema).max(500),
  results: z.array(drillResultSchema).max(100),
  timeline: z.array(drillLineSchema).max(1_000),
  /** True where there was more than the lists hold. */
  isCut: z.boolean(),
});
export type DrillReport = z.infer<typeof drillReportSchema>;

/** A scenario that can be played; `recorded` ones name the span they were built from. */
export const drillChoiceSchema = z.object({
  id: z.string(),
  kind: z.enum(['written', 'recorded']),
  title: localisedSchema,
  about: localisedSchema,
  minutes: z.number(),
  strokes: z.number().int(),
  expected: z.number().int(),
  /** Recorded ones: who built it when, and from which span. `thinned` is true where not every reading found a place. */
  recorded: z
    .object({ by: z.string(), at: instant, from: instant, to: instant, thinned: z.boolean() })
    .nullable(),
});
export type DrillChoice = z.infer<typeof drillChoiceSchema>;

/** A drill as the console lists it. */
export const drillSchema = z.object({
  id: z.string(),
  title: z.string(),
  scenario: z.object({ id: z.string(), title: localisedSchema, minutes: z.number() }),
  speed: z.number(),
  by: z.string(),
  orderedAt: instant,
  state: z.enum(drillStates),
  /** When the scenario began or will begin to play, and when it ends by itself; null until its server is ready. */
  playsAt: instant.nullable(),
  endsAt: instant.nullable(),
  endedAt: instant.nullable(),
  end: z.enum(drillEnds).nullable(),
  fault: z.enum(drillFaults).nullable(),
  joined: z.array(z.object({ name: z.string(), at: instant })),
  summary: drillSummarySchema.nullable(),
});
export type Drill = z.infer<typeof drillSchema>;

/** Answer of `GET /drills`. */
export const drillListSchema = z.object({
  at: instant,
  /** False on the server of a drill: a drill holds no drills. */
  isPossible: z.boolean(),
  scenarios: z.array(drillChoiceSchema),
  /** Newest first, at most 100. */
  items: z.array(drillSchema),
  /** Address of the one that runs; null while none does. */
  url: z.string().nullable(),
});
export type DrillList = z.infer<typeof drillListSchema>;

/** Answer of `GET /drills/{id}`. */
export const drillDetailSchema = z.object({ drill: drillSchema, report: drillReportSchema.nullable() });
export type DrillDetail = z.infer<typeof drillDetailSchema>;

const title = z.string().trim().min(3).max(120);

/** Body of `POST /drills`. `leadMinutes` is the time to join before the scenario begins. */
export const newDrillSchema = z.strictObject({
  scenario: z.string().min(1).max(100),
  title,
  speed: z.number().int().min(1).max(60),
  leadMinutes: z.number().int().min(0).max(15).default(2),
});
export type NewDrill = z.input<typeof newDrillSchema>;

/** Body of `POST /drills/scenarios`: what really was between two instants, at most 12 hours apart. */
export const newRecordingSchema = z.strictObject({ title, from: z.iso.datetime(), to: z.iso.datetime() });
export type NewRecording = z.infer<typeof newRecordingSchema>;

/** Answer of `POST /drills/{id}/join`: an account of the drill alone; the password is shown once. */
export const drillEntrySchema = z.object({ url: z.string(), email: z.string(), password: z.string() });
export type DrillEntry = z.infer<typeof drillEntrySchema>;
