import { z } from 'zod';
import { areaCodeSchema, indicatorIdSchema, pillarIdSchema } from './ids.ts';
import { alarmKinds, alarmPriorities, alarmSeverities, alarmStates, eventSeverities } from './lists.ts';
import { localisedSchema } from './text.ts';

/** One of `alarmStates`. */
export type AlarmState = (typeof alarmStates)[number];
/** One of `alarmPriorities`. */
export type AlarmPriority = (typeof alarmPriorities)[number];
/** One of `alarmSeverities`. */
export type AlarmSeverity = (typeof alarmSeverities)[number];

/** Id of a rule in lower-case kebab form, e.g. `river-high`. */
export const alarmRuleIdSchema = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/** A rule's id, a separator, and the longest id of an event. */
const alarmIdLength = 240;

const seconds = z.number().int().min(0).max(86_400);

/**
 * When an alarm of a rule is active. `limit`: `count` values in a row beyond `limit` and `delaySeconds` since the first of them; over
 * when a value lies `deadBand` back inside and stays there for `clearSeconds`. `silence`: what should speak did not, `delaySeconds`
 * after it was late; of a link that is down, a sensor (cadence under a day), an agency's figures, or a paired wall.
 */
export const alarmConditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('limit'),
    indicator: indicatorIdSchema,
    side: z.enum(['above', 'below']),
    /** In the indicator's unit. */
    limit: z.number(),
    deadBand: z.number().min(0),
    delaySeconds: seconds,
    clearSeconds: seconds,
    count: z.number().int().min(1).max(20),
  }),
  z.strictObject({ kind: z.literal('warning'), least: z.enum(eventSeverities).exclude(['unknown']) }),
  z.strictObject({
    kind: z.literal('quake'),
    leastMagnitude: z.number().min(0).max(10),
    withinKm: z.number().min(1).max(2_000),
  }),
  z.strictObject({
    kind: z.literal('silence'),
    of: z.enum(['link', 'sensor', 'agency', 'wall']),
    delaySeconds: seconds,
  }),
  z.strictObject({ kind: z.literal('manual') }),
]);
export type AlarmCondition = z.infer<typeof alarmConditionSchema>;

const guidanceText = z.object({
  id: z.string().trim().min(10).max(600),
  en: z.string().trim().min(10).max(600),
});

/** What an operator is told: what it means, what to do, whom to call. A rule cannot be saved without it. */
export const alarmGuidanceSchema = z.strictObject({
  meaning: guidanceText,
  action: guidanceText,
  contact: guidanceText,
});

/** The wall's scene that explains the alarm. */
export const alarmDisplaySchema = z.strictObject({
  scene: z.enum(['ikhtisar', 'pilar', 'peta']),
  pillar: pillarIdSchema.optional(),
  indicator: indicatorIdSchema.optional(),
});

/** A rule that raises alarms: from the region pack (`alarms.json`), or as the room changed it. */
export const alarmRuleSchema = z.strictObject({
  id: alarmRuleIdSchema,
  name: localisedSchema,
  severity: z.enum(alarmSeverities),
  priority: z.enum(alarmPriorities),
  condition: alarmConditionSchema,
  guidance: alarmGuidanceSchema,
  display: alarmDisplaySchema,
  /** Seconds without acknowledgement after which the alarm is escalated once more; null for never. */
  escalateAfterSeconds: z.number().int().min(30).max(86_400).nullable(),
  /** Rules whose active alarm explains this one: while it stands for the same area or the whole region, this one is suppressed by design. */
  suppressedBy: z.array(alarmRuleIdSchema).max(10),
});
export type AlarmRule = z.infer<typeof alarmRuleSchema>;

/**
 * An alarm as every screen gets it: a condition with a life-cycle. `id` names the condition, not its occurrence: a value that
 * chatters is one alarm with a `count`. Instants are epoch milliseconds.
 */
export const alarmSchema = z.object({
  id: z.string().min(1).max(alarmIdLength),
  rule: alarmRuleIdSchema,
  kind: z.enum(alarmKinds),
  name: localisedSchema,
  severity: z.enum(alarmSeverities),
  priority: z.enum(alarmPriorities),
  state: z.enum(alarmStates),
  /** True while the condition holds. */
  active: z.boolean(),
  area: areaCodeSchema.nullable(),
  indicator: indicatorIdSchema.nullable(),
  /** What it is about beside area and indicator: a link's or event's id, an agency's code, a wall's name. */
  subject: z.string().max(160).nullable(),
  /** Words of the source or of whoever raised it; of a link or wall that is silent its name, then `: ` and the code of its fault (`rules/alarmText`). */
  text: z.string().max(300).nullable(),
  /** Value that raised it and the limit it passed, in the indicator's unit. */
  value: z.number().nullable(),
  limit: z.number().nullable(),
  /** Longitude, latitude, where known. */
  point: z.tuple([z.number(), z.number()]).nullable(),
  /** Start of this occurrence: the first time since it was last normal. */
  raisedAt: z.number(),
  /** Last time its state changed. */
  changedAt: z.number(),
  returnedAt: z.number().nullable(),
  acknowledgedAt: z.number().nullable(),
  /** End of the shelf; an alarm is never shelved without one. */
  shelvedUntil: z.number().nullable(),
  escalatedAt: z.number().nullable(),
  /** How often the condition became true in this occurrence. */
  count: z.number().int().min(1),
  /** What this alarm explains and therefore raises no alarm of its own: series keys or indicator ids. */
  victims: z.array(z.string().max(120)).max(500),
  /** True where a simulated figure or a drill raised it. */
  simulated: z.boolean(),
});
export type Alarm = z.infer<typeof alarmSchema>;

/** What happened to an alarm, for its log. */
export const alarmDeeds = [
  'raise',
  'raise-again',
  'return',
  'acknowledge',
  'shelve',
  'unshelve',
  'suppress',
  'unsuppress',
  'out-of-service',
  'in-service',
  'assign',
  'comment',
  'escalate',
  'fold',
] as const;

/** One line of an alarm's log; `by` is null where Simpul itself did it. */
export const alarmEntrySchema = z.object({
  at: z.number(),
  deed: z.enum(alarmDeeds),
  by: z.string().max(120).nullable(),
  text: z.string().max(500).nullable(),
});
export type AlarmEntry = z.infer<typeof alarmEntrySchema>;

/** Answer of `GET /alarms/log?id=`: newest first, at most 100. */
export const alarmLogSchema = z.object({ items: z.array(alarmEntrySchema) });
export type AlarmLog = z.infer<typeof alarmLogSchema>;

/**
 * Answer of `GET /alarms/periods`: when a series was in alarm, for the curve, oldest first; `to` is null while it still is. Where there
 * were more than fit, `isWhole` is false: nothing is known of the time before the first.
 */
export const alarmPeriodsSchema = z.object({
  isWhole: z.boolean(),
  items: z.array(
    z.object({
      from: z.number(),
      to: z.number().nullable(),
      state: z.enum(alarmStates),
      severity: z.enum(alarmSeverities),
      rule: alarmRuleIdSchema,
      limit: z.number().nullable(),
    }),
  ),
});
export type AlarmPeriods = z.infer<typeof alarmPeriodsSchema>;

/** An alarm as the console shows it: with people, words and guidance, which the wall never gets. */
export const alarmDetailSchema = alarmSchema.extend({
  acknowledgedBy: z.string().nullable(),
  /** The last thing that somebody wrote to it in this occurrence. */
  comment: z.string().nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  guidance: alarmGuidanceSchema,
  display: alarmDisplaySchema,
});
export type AlarmDetail = z.infer<typeof alarmDetailSchema>;

/** Answer of `GET /alarms`: everything that is not normal. */
export const alarmListSchema = z.object({
  at: z.number(),
  items: z.array(alarmDetailSchema),
  /** People that an alarm can be given to. */
  crew: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type AlarmList = z.infer<typeof alarmListSchema>;

const comment = z.string().trim().max(500);

/** Body of `POST /alarms/actions`; all or nothing. `shelve` needs an end, `clear` only works on alarms raised by hand. */
export const alarmActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('acknowledge'), ids: ids(), comment: comment.optional() }),
  z.strictObject({
    action: z.literal('shelve'),
    ids: ids(),
    /** Minutes from now, at most a shift. */
    minutes: z.number().int().min(1).max(720),
    comment: comment.min(3),
  }),
  z.strictObject({ action: z.literal('unshelve'), ids: ids(), comment: comment.optional() }),
  z.strictObject({ action: z.literal('assign'), ids: ids(), to: z.string().max(100).nullable() }),
  z.strictObject({ action: z.literal('comment'), ids: ids(), comment: comment.min(1) }),
  z.strictObject({ action: z.literal('clear'), ids: ids(), comment: comment.optional() }),
]);
export type AlarmAction = z.infer<typeof alarmActionSchema>;

function ids() {
  return z.array(z.string().max(alarmIdLength)).min(1).max(100);
}

/** Body of `POST /alarms`: an alarm raised by hand. */
export const manualAlarmSchema = z.strictObject({
  text: z.string().trim().min(5).max(300),
  severity: z.enum(alarmSeverities),
  priority: z.enum(alarmPriorities),
  area: areaCodeSchema.nullable(),
});
export type ManualAlarm = z.infer<typeof manualAlarmSchema>;

/** Body of `POST /alarms/rules/{id}/service`: out of service for maintenance needs a reason and an end, at most a week ahead. */
export const alarmServiceSchema = z.discriminatedUnion('outOfService', [
  z.strictObject({
    outOfService: z.literal(true),
    reason: z.string().trim().min(5).max(300),
    until: z.iso.datetime(),
  }),
  z.strictObject({ outOfService: z.literal(false) }),
]);

/** A rule as the console lists it. */
export const alarmRuleViewSchema = alarmRuleSchema.extend({
  /** True where the room changed the pack's rule or added its own. */
  changed: z.boolean(),
  outOfService: z.object({ by: z.string(), reason: z.string(), until: z.number() }).nullable(),
  version: z.number().int(),
});
export type AlarmRuleView = z.infer<typeof alarmRuleViewSchema>;

/** Answer of `GET /alarms/load`: how heavily alarms weigh on the room (EEMUA 191: up to 1 per operator and 10 min is manageable, above 10 a flood). */
export const alarmLoadSchema = z.object({
  at: z.number(),
  operators: z.number().int(),
  /** Raised in the last 10 minutes, in all and for each operator on duty. */
  raised: z.number().int(),
  perOperator: z.number(),
  /** Raised in each of the last 24 spans of 10 minutes, oldest first. */
  spans: z.array(z.number().int()),
  /** Rules that raised most in the last 24 h, worst first. */
  worst: z.array(
    z.object({ rule: alarmRuleIdSchema, name: localisedSchema, count: z.number().int(), share: z.number() }),
  ),
});
export type AlarmLoad = z.infer<typeof alarmLoadSchema>;
