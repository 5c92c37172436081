import { z } from 'zod';
import { alarmRuleIdSchema, alarmRuleSchema } from './alarm.ts';
import { areaCodeSchema, indicatorIdSchema } from './ids.ts';
import { eventKinds, eventSeverities } from './lists.ts';
import { localisedSchema } from './text.ts';

/** Word that everything of a drill carries, in both languages and for good. */
export const drillWord = 'LATIHAN';

/** Longest that a drill plays, minutes: one long shift. */
export const longestDrillMinutes = 720;

/** Most readings and events that one scenario may bring, repetitions counted one by one. */
export const maxDrillStrokes = 20_000;

const id = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const seconds = z
  .number()
  .min(0)
  .max(longestDrillMinutes * 60);
const marked = z
  .string()
  .max(300)
  .regex(/^LATIHAN: ./, { error: 'must begin with "LATIHAN: "' });
const series = { indicator: indicatorIdSchema, area: areaCodeSchema };

/** An event of a drill; `endsAfterSeconds` counts from its own beginning, null for one without an end. */
export const drillEventSchema = z.strictObject({
  id,
  kind: z.enum(eventKinds),
  severity: z.enum(eventSeverities),
  title: marked,
  text: z.string().max(2_000).optional(),
  endsAfterSeconds: seconds.nullable(),
  areas: z.array(areaCodeSchema).max(220),
  /** Longitude, latitude. */
  point: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional(),
  magnitude: z.number().min(0).max(10).optional(),
  depthKm: z.number().min(0).max(1_000).optional(),
  distanceKm: z.number().min(0).max(20_000).optional(),
  floodDepthCm: z.number().min(0).max(2_000).optional(),
});
export type DrillEvent = z.infer<typeof drillEventSchema>;

/**
 * One step, at `afterSeconds` of the scenario. `ageSeconds` is how old a reading is when it comes in, in real seconds whatever the speed:
 * a sensor whose last word was long ago soon counts as silent. `step` is added to the value with each repetition; `silence` ends them.
 */
export const drillStepSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('reading'),
    afterSeconds: seconds,
    ...series,
    value: z.number(),
    ageSeconds: z.number().int().min(0).max(604_800).optional(),
  }),
  z.strictObject({
    kind: z.literal('repeat'),
    afterSeconds: seconds,
    ...series,
    value: z.number(),
    everySeconds: z.number().int().min(1).max(86_400),
    untilSeconds: seconds,
    step: z.number().optional(),
  }),
  z.strictObject({ kind: z.literal('silence'), afterSeconds: seconds, ...series }),
  z.strictObject({ kind: z.literal('event'), afterSeconds: seconds, event: drillEventSchema }),
]);
export type DrillStep = z.infer<typeof drillStepSchema>;

/** What is expected of whoever is drilled: an alarm of a rule is acknowledged, and an incident opened from it, within so long. Real seconds. */
export const drillExpectationSchema = z.strictObject({
  rule: alarmRuleIdSchema,
  /** The first alarm of the rule anywhere, where left out. */
  area: areaCodeSchema.optional(),
  acknowledgeWithinSeconds: z.number().int().min(1).max(86_400),
  incidentWithinSeconds: z.number().int().min(1).max(86_400).optional(),
});
export type DrillExpectation = z.infer<typeof drillExpectationSchema>;

/** A scenario as it is written into `drills/` of a region pack, or built from what was recorded. */
export const drillScenarioSchema = z.strictObject({
  id,
  title: localisedSchema,
  about: localisedSchema,
  minutes: z.number().int().min(1).max(longestDrillMinutes),
  /** Rules of its own; their limits are limits of the exercise. */
  rules: z.array(alarmRuleSchema).max(50).default([]),
  /** Rules that rest meanwhile: what is old because nothing else comes in is no part of the drill. */
  resting: z.array(alarmRuleIdSchema).max(50).default([]),
  steps: z.array(drillStepSchema).min(1).max(maxDrillStrokes),
  expect: z.array(drillExpectationSchema).max(100).default([]),
});
export type DrillScenario = z.infer<typeof drillScenarioSchema>;
