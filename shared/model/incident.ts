import { z } from 'zod';
import { areaCodeSchema } from './ids.ts';
import { alarmSeverities } from './lists.ts';

/** What an incident is of; closed list. */
export const incidentKinds = [
  'flood',
  'fire',
  'traffic',
  'crowd',
  'health',
  'utility',
  'environment',
  'security',
  'quake',
  'weather',
  'other',
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** `handled`: people are at work on it. */
export const incidentStates = ['open', 'handled', 'closed'] as const;

/** Bounds of one incident; past them a line is refused in words. */
export const incidentLimits = { lines: 1_000, tasks: 100, people: 50, alarms: 50 } as const;

const line = (max: number) => z.string().trim().min(1).max(max);
const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

/** Where an incident is; `point` is longitude, latitude, null where only the area is known. */
export const incidentPlaceSchema = z.strictObject({
  area: areaCodeSchema,
  point: z.tuple([longitude, latitude]).nullable(),
  /** What the map does not say: a bridge, a gate, a kilometre. */
  text: line(200).nullable(),
});
export type IncidentPlace = z.infer<typeof incidentPlaceSchema>;

/** What it was made from: an alarm, an event of a public feed, or a report that someone took by hand. */
export const incidentOriginSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hand'), id: z.null() }),
  z.strictObject({ kind: z.literal('alarm'), id: z.string().min(1).max(240) }),
  z.strictObject({ kind: z.literal('event'), id: z.string().min(1).max(200) }),
]);
export type IncidentOrigin = z.infer<typeof incidentOriginSchema>;

/** A person by id and the name at that time. */
export const incidentWhoSchema = z.object({ id: z.string().max(100), name: z.string().max(120) });
export type IncidentWho = z.infer<typeof incidentWhoSchema>;

const title = z.string().trim().min(3).max(160);
const text = line(1_000);
const closureFields = {
  /** What happened and how it ended. */
  summary: z.string().trim().min(10).max(2_000),
  cause: line(1_000).nullable(),
  lessons: line(1_000).nullable(),
  /** Why it is closed though tasks are open; needed where there are any. */
  openTasks: z.string().trim().min(5).max(300).nullable(),
};
const personFields = { name: line(120), role: line(120), phone: line(40).nullable() };
const taskFields = { text: line(300), owner: line(120).nullable(), dueAt: z.number().nullable() };

/** What one line of the log did. The log is the truth: everything else of an incident is folded from it. */
export const incidentDeedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    title: z.string(),
    incidentKind: z.enum(incidentKinds),
    severity: z.enum(alarmSeverities),
    place: incidentPlaceSchema,
    origin: incidentOriginSchema,
    /** Words of the alarm, the event or whoever reported it. */
    text: z.string().nullable(),
    simulated: z.boolean(),
  }),
  z.object({ kind: z.literal('note'), text }),
  z.object({ kind: z.literal('state'), state: z.enum(['open', 'handled']) }),
  z.object({
    kind: z.literal('facts'),
    title,
    incidentKind: z.enum(incidentKinds),
    severity: z.enum(alarmSeverities),
  }),
  z.object({ kind: z.literal('place'), place: incidentPlaceSchema }),
  z.object({ kind: z.literal('alarm'), id: z.string(), text: z.string(), simulated: z.boolean() }),
  z.object({ kind: z.literal('lead'), lead: incidentWhoSchema.nullable() }),
  z.object({ kind: z.literal('task'), id: z.string(), ...taskFields }),
  z.object({ kind: z.literal('task-done'), id: z.string(), text: z.string() }),
  z.object({ kind: z.literal('person'), id: z.string(), ...personFields }),
  z.object({ kind: z.literal('person-left'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('closed'), ...closureFields }),
  z.object({ kind: z.literal('reopened'), reason: text }),
]);
export type IncidentDeed = z.infer<typeof incidentDeedSchema>;

/** One line of the log; `n` counts from 1, `at` never goes back. */
export const incidentLineSchema = z.object({
  n: z.number().int().min(1),
  at: z.number(),
  by: incidentWhoSchema,
  deed: incidentDeedSchema,
});
export type IncidentLine = z.infer<typeof incidentLineSchema>;

/** A task; `doneAt` is null while it is open. */
export const incidentTaskSchema = z.object({
  id: z.string(),
  ...taskFields,
  addedAt: z.number(),
  doneAt: z.number().nullable(),
  doneBy: z.string().nullable(),
});
export type IncidentTask = z.infer<typeof incidentTaskSchema>;

/** Someone who works on it, of whatever agency; `leftAt` is null while they do. */
export const incidentPersonSchema = z.object({
  id: z.string(),
  ...personFields,
  joinedAt: z.number(),
  leftAt: z.number().nullable(),
});
export type IncidentPerson = z.infer<typeof incidentPersonSchema>;

const facts = {
  id: z.string(),
  /** Counts the changes of the stored record. */
  version: z.number().int(),
  title: z.string(),
  kind: z.enum(incidentKinds),
  severity: z.enum(alarmSeverities),
  state: z.enum(incidentStates),
  place: incidentPlaceSchema,
  openedAt: z.number(),
  closedAt: z.number().nullable(),
  origin: incidentOriginSchema,
  lead: incidentWhoSchema.nullable(),
  /** True where it was made from something simulated, or by a server that is no live one. */
  simulated: z.boolean(),
};

/** An incident as it stood at an instant. */
export const incidentSchema = z.object({
  ...facts,
  alarms: z.array(z.object({ id: z.string(), text: z.string() })),
  people: z.array(incidentPersonSchema),
  tasks: z.array(incidentTaskSchema),
  log: z.array(incidentLineSchema),
  closure: z.object({ at: z.number(), by: z.string(), ...closureFields }).nullable(),
});
export type Incident = z.infer<typeof incidentSchema>;

/** An incident as a list shows it. */
export const incidentSummarySchema = z.object({
  ...facts,
  openTasks: z.number().int(),
  /** End of the open task that is due first; null for none. */
  nextDueAt: z.number().nullable(),
  lastLine: incidentLineSchema,
});
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

/** Answer of `GET /incidents`: open ones first, then those closed in the last 30 days. */
export const incidentListSchema = z.object({
  at: z.number(),
  items: z.array(incidentSummarySchema),
  open: z.number().int(),
  closed: z.number().int(),
});
export type IncidentList = z.infer<typeof incidentListSchema>;

/** Answer of `GET /incidents/{id}`; `crew` are those who may lead. */
export const incidentAnswerSchema = z.object({
  at: z.number(),
  incident: incidentSchema,
  crew: z.array(incidentWhoSchema),
});
export type IncidentAnswer = z.infer<typeof incidentAnswerSchema>;

/** What everyone may know of an open incident: `GET /incidents/open`. */
export const openIncidentSchema = incidentSummarySchema.pick({
  id: true,
  title: true,
  kind: true,
  severity: true,
  place: true,
  openedAt: true,
  simulated: true,
});
export type OpenIncident = z.infer<typeof openIncidentSchema>;

/** Made by whoever sends; the same again gives what there is already instead of a second one. */
const key = z.string().regex(/^[\w-]{8,64}$/);

/** Body of `POST /incidents`. What is left out is filled in from its alarm or event; by hand nothing may be left out. */
export const newIncidentSchema = z.strictObject({
  key,
  origin: incidentOriginSchema,
  title: title.optional(),
  kind: z.enum(incidentKinds).optional(),
  severity: z.enum(alarmSeverities).optional(),
  place: incidentPlaceSchema.optional(),
  text: text.nullable().optional(),
});
export type NewIncident = z.infer<typeof newIncidentSchema>;

const common = {
  key,
  /** Version that the sender looked at; refused where it is not the present one. Left out, the entry is taken anyway. */
  version: z.number().int().min(1).optional(),
};

/** Body of `POST /incidents/{id}/entries`: every change of an incident goes this way. Instants are ISO 8601. */
export const incidentEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note'), ...common, text }),
  z.strictObject({ kind: z.literal('state'), ...common, state: z.enum(['open', 'handled']) }),
  z.strictObject({
    kind: z.literal('facts'),
    ...common,
    title,
    incidentKind: z.enum(incidentKinds),
    severity: z.enum(alarmSeverities),
  }),
  z.strictObject({ kind: z.literal('place'), ...common, place: incidentPlaceSchema }),
  z.strictObject({ kind: z.literal('alarm'), ...common, alarm: z.string().min(1).max(240) }),
  z.strictObject({ kind: z.literal('lead'), ...common, to: z.string().max(100).nullable() }),
  z.strictObject({
    kind: z.literal('task'),
    ...common,
    text: taskFields.text,
    owner: taskFields.owner,
    dueAt: z.iso.datetime({ offset: true }).nullable(),
  }),
  z.strictObject({ kind: z.literal('task-done'), ...common, task: z.string().max(20) }),
  z.strictObject({ kind: z.literal('person'), ...common, ...personFields }),
  z.strictObject({ kind: z.literal('person-left'), ...common, person: z.string().max(20) }),
  z.strictObject({ kind: z.literal('close'), ...common, ...closureFields }),
  z.strictObject({ kind: z.literal('reopen'), ...common, reason: z.string().trim().min(5).max(300) }),
]);
export type IncidentEntry = z.infer<typeof incidentEntrySchema>;
