import { z } from 'zod';
import { agencyCodeSchema, areaCodeSchema, indicatorIdSchema } from '#shared/model/ids.ts';
import { durationSchema } from '#shared/model/indicator.ts';
import type { MachineSource } from '../domain/machines/machineSource.ts';

/** An entry of `machines.json`: what a machine sends and which series it goes to. Unknown keys are refused. */
const path = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\s\0]+$/, { error: 'must be a path without spaces, e.g. data.pm25' });
const topic = z.string().min(1).max(300);
const level = z.number().int().min(1).max(20);
const topicLevel = z.strictObject({ topicLevel: level });

const common = {
  id: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  label: z.string().min(1).max(120),
  provider: z.string().min(1).max(120),
  agency: agencyCodeSchema,
  silentAfter: durationSchema.nullable().default(null),
  areas: z.record(z.string().min(1).max(200), areaCodeSchema).default({}),
  fields: z
    .array(
      z.strictObject({
        path,
        indicator: indicatorIdSchema,
        area: areaCodeSchema.nullable().default(null),
        factor: z.number().default(1),
      }),
    )
    .min(1)
    .max(100),
};

const shape = {
  format: z.enum(['json', 'ttn-v3']),
  area: z.union([areaCodeSchema, z.literal('device'), topicLevel], {
    error: 'must be an area code, "device" or {"topicLevel": n}',
  }),
  device: z
    .union([z.strictObject({ path }), topicLevel])
    .nullable()
    .default(null),
  counter: path.nullable().default(null),
  time: path.nullable().default(null),
};

const fixedOrDevice = z.union([areaCodeSchema, z.literal('device')], {
  error: 'must be an area code or "device"',
});

export const machineEntrySchema: z.ZodType<MachineSource> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('mqtt'),
    ...common,
    ...shape,
    topic,
    will: z
      .strictObject({ topic, online: z.string().max(200), offline: z.string().max(200) })
      .nullable()
      .default(null),
  }),
  z.strictObject({
    kind: z.literal('webhook'),
    ...common,
    ...shape,
    area: fixedOrDevice,
    device: z.strictObject({ path }).nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('ngsi-ld'),
    ...common,
    area: fixedOrDevice,
    entityType: z.string().min(1).max(200),
  }),
  z.strictObject({ kind: z.literal('sensorthings'), ...common, area: areaCodeSchema }),
]);
