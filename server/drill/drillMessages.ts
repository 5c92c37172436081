import { z } from 'zod';
import { drillEnds, drillReportSchema } from '#shared/model/drill.ts';
import { drillScenarioSchema } from '#shared/model/drillScenario.ts';

/** What the main server says to a drill's server, over the channel between the two processes and no other way. */
export const toDrillSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('order'),
    id: z.string(),
    title: z.string(),
    scenario: drillScenarioSchema,
    speed: z.number(),
    leadMs: z.number(),
  }),
  z.strictObject({
    kind: z.literal('join'),
    call: z.number().int(),
    name: z.string(),
    email: z.string(),
    password: z.string(),
  }),
  z.strictObject({ kind: z.literal('end'), by: z.enum(drillEnds) }),
]);
export type ToDrill = z.infer<typeof toDrillSchema>;

/** What a drill's server says to the main one. */
export const fromDrillSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ready'),
    port: z.number().int(),
    playsAt: z.number(),
    endsAt: z.number(),
  }),
  z.strictObject({ kind: z.literal('joined'), call: z.number().int(), ok: z.boolean() }),
  z.strictObject({ kind: z.literal('failed'), fault: z.enum(['port', 'start']), line: z.string() }),
  z.strictObject({ kind: z.literal('report'), end: z.enum(drillEnds), report: drillReportSchema }),
]);
export type FromDrill = z.infer<typeof fromDrillSchema>;
