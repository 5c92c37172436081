import { z } from 'zod';

/** Parts of the system itself, in the order in which they are listed. */
export const healthPartIds = [
  'storage',
  'disk',
  'alarms',
  'feeds',
  'walls',
  'loop',
  'clock',
  'backup',
  'heartbeat',
] as const;
export type HealthPartId = (typeof healthPartIds)[number];

/** `unknown` is what nobody can tell yet or what is not set up; it is never shown as good. */
export const healthLevels = ['good', 'watch', 'bad', 'unknown'] as const;
export type HealthLevel = (typeof healthLevels)[number];

/** What is found of a part, as a word that screens translate; `params` hold its numbers. */
export const healthCodes = [
  'good',
  'down',
  'low',
  'full',
  'filling',
  'slow',
  'blocked',
  'stepped',
  'old',
  'some',
  'silent',
  'none',
  'not-set',
  'waiting',
  'failing',
  'withheld',
] as const;
export type HealthCode = (typeof healthCodes)[number];

/** One part as it stands; `since` is when it came to this level, ISO 8601 UTC. */
export const healthPartSchema = z.object({
  id: z.enum(healthPartIds),
  level: z.enum(healthLevels),
  code: z.enum(healthCodes),
  /** Sizes in bytes, durations in milliseconds, instants ISO 8601 UTC. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  since: z.string(),
});
export type HealthPart = z.infer<typeof healthPartSchema>;

/** Answer of `GET /health`: the worst level of all parts that are known, the parts, and what runs. */
export const systemHealthSchema = z.object({
  at: z.string(),
  level: z.enum(healthLevels),
  parts: z.array(healthPartSchema),
  versions: z.object({
    simpul: z.string(),
    /** First characters of a hash over the built screens; null while they are not built. */
    build: z.string().nullable(),
    node: z.string(),
    engine: z.enum(['sqlite', 'postgres']).nullable(),
    engineVersion: z.string().nullable(),
    protocol: z.number().int(),
    epoch: z.string(),
    startedAt: z.string(),
  }),
});
export type SystemHealth = z.infer<typeof systemHealthSchema>;
