import { z } from 'zod';
import { alarmSchema } from '../model/alarm.ts';
import { feedStateSchema } from '../model/feedState.ts';
import { areaCodeSchema, indicatorIdSchema, pillarIdSchema } from '../model/ids.ts';
import { serverModes } from '../model/lists.ts';
import { liveRecordSchema, originSchema, qualitySchema, verificationSchema } from '../model/reading.ts';
import { regionEventSchema } from '../model/regionEvent.ts';
import { sourceSchema } from '../model/text.ts';
import { maxTopics } from './limits.ts';
import type { Ack } from './refusal.ts';

/** A topic names what a screen wants to see; topics of one subscription add up. */
export const topicSchema = z.union([
  z.literal('all'),
  z.literal('events'),
  z.literal('feeds'),
  z.literal('alarms'),
  z.templateLiteral(['pillar:', pillarIdSchema]),
  z
    .string()
    .startsWith('indicator:')
    .refine((t) => indicatorIdSchema.safeParse(t.slice(10)).success),
  z
    .string()
    .startsWith('area:')
    .refine((t) => areaCodeSchema.safeParse(t.slice(5)).success),
]);
export type Topic = z.infer<typeof topicSchema>;

/** `records` describes itself; `rows` is the short form for our own screens (P10). */
export const encodings = ['records', 'rows'] as const;
export type Encoding = (typeof encodings)[number];

/** How often frames with changes may come (P6): every 100 ms, or every second with the latest of each series. */
export const livePaces = ['quick', 'calm'] as const;
export type LivePace = (typeof livePaces)[number];

/** Payload of `live:subscribe` (P4). */
export const subscribeSchema = z.strictObject({
  topics: z.array(topicSchema).min(1).max(maxTopics),
  resume: z.strictObject({ epoch: z.string().max(64), seq: z.number().int().min(0) }).optional(),
  encoding: z.enum(encodings).optional(),
  pace: z.enum(livePaces).optional(),
  /** Protocol version that the client speaks; a stock client leaves it out. */
  protocol: z.number().int().optional(),
});
export type SubscribeRequest = z.infer<typeof subscribeSchema>;

/** What a series carries beside its moving numbers; sent when first seen and whenever one of them changes (P10). */
export const seriesHeadSchema = z.object({
  indicator: indicatorIdSchema,
  area: areaCodeSchema,
  origin: originSchema,
  quality: qualitySchema,
  verification: verificationSchema,
  source: sourceSchema,
  period: z.string().optional(),
  note: z.string().optional(),
  was: z.object({ value: z.number().nullable(), until: z.number() }).optional(),
});
export type SeriesHead = z.infer<typeof seriesHeadSchema>;

/** `[series number, head]`: a number stands for one series for the whole epoch. */
export const headEntrySchema = z.tuple([z.number().int(), seriesHeadSchema]);
export type HeadEntry = z.infer<typeof headEntrySchema>;

/** `[series number, value, observedAt − at, recordedAt − at]`, milliseconds relative to the frame's `at` (P10). */
export const rowSchema = z.tuple([z.number().int(), z.number().nullable(), z.number(), z.number()]);
export type Row = z.infer<typeof rowSchema>;

const instantOfStream = { epoch: z.string(), seq: z.number().int() };

/** One of `serverModes`. */
export type ServerMode = (typeof serverModes)[number];

/** Answer to `live:subscribe`: everything in the topics (`snapshot`) or all that changed since `resume` (`delta`) (P5, P7). */
export const subscribedSchema = z.object({
  ...instantOfStream,
  protocol: z.number().int(),
  /** Server's wall clock, epoch milliseconds; a screen computes ages from it and a monotonic clock (P12). */
  serverAt: z.number(),
  mode: z.enum(serverModes),
  kind: z.enum(['snapshot', 'delta']),
  /** With `encoding: "records"`; empty with `rows`. */
  records: z.array(liveRecordSchema),
  heads: z.array(headEntrySchema).optional(),
  rows: z.array(rowSchema).optional(),
  events: z.array(regionEventSchema).optional(),
  feeds: z.array(feedStateSchema).optional(),
  /** Every alarm that is not normal, whatever the kind of the answer: what is not in it is normal (P27). */
  alarms: z.array(alarmSchema).optional(),
  /** Version of the catalogue that the server has now (P15). */
  catalogue: z.string().max(64).optional(),
});
export type Subscribed = z.infer<typeof subscribedSchema>;

/** `live:delta`: changes since `prev`, latest value per series (P6). */
export const deltaSchema = z.object({
  ...instantOfStream,
  prev: z.number().int(),
  at: z.number(),
  records: z.array(liveRecordSchema),
  heads: z.array(headEntrySchema).optional(),
  rows: z.array(rowSchema).optional(),
});
export type LiveDelta = z.infer<typeof deltaSchema>;

/** `live:event`: events that appeared, changed, ended or were cancelled, in the same chain (P8). */
export const liveEventSchema = z.object({
  ...instantOfStream,
  prev: z.number().int(),
  at: z.number(),
  events: z.array(regionEventSchema),
});
export type LiveEventFrame = z.infer<typeof liveEventSchema>;

/** `live:feed`: link states that changed, in the same chain (P8). */
export const liveFeedSchema = z.object({
  ...instantOfStream,
  prev: z.number().int(),
  at: z.number(),
  feeds: z.array(feedStateSchema),
});
export type LiveFeedFrame = z.infer<typeof liveFeedSchema>;

/** `live:alarm`: alarms whose state or content changed, in the same chain; one that became normal is sent once more (P27). */
export const liveAlarmSchema = z.object({
  ...instantOfStream,
  prev: z.number().int(),
  at: z.number(),
  alarms: z.array(alarmSchema),
  /** True where these are all alarms that are not normal, after a break: what is not in it is normal. */
  complete: z.boolean().optional(),
});
export type LiveAlarmFrame = z.infer<typeof liveAlarmSchema>;

/** `live:beat`: nothing in the topics changed after `prev` up to `seq` (P9). */
export const beatSchema = z.object({ ...instantOfStream, prev: z.number().int(), at: z.number() });
export type LiveBeat = z.infer<typeof beatSchema>;

/** `live:catalogue`: a definition changed, the catalogue must be read anew (P15). */
export const liveCatalogueSchema = z.object({ version: z.string().max(64) });
export type LiveCatalogue = z.infer<typeof liveCatalogueSchema>;

/** Client-to-server events of `/live`, Socket.IO form. */
export interface LiveClientToServerEvents {
  'live:subscribe': (request: SubscribeRequest, ack: (answer: Ack<Subscribed>) => void) => void;
}

/** Server-to-client events of `/live`. */
export interface LiveServerToClientEvents {
  'live:delta': (frame: LiveDelta) => void;
  'live:event': (frame: LiveEventFrame) => void;
  'live:feed': (frame: LiveFeedFrame) => void;
  'live:alarm': (frame: LiveAlarmFrame) => void;
  'live:beat': (beat: LiveBeat) => void;
  'live:catalogue': (change: LiveCatalogue) => void;
}

/** Event name → payload schema, both directions; the architecture test walks it. */
export const liveSchemas = {
  'live:subscribe': subscribeSchema,
  'live:delta': deltaSchema,
  'live:event': liveEventSchema,
  'live:feed': liveFeedSchema,
  'live:alarm': liveAlarmSchema,
  'live:beat': beatSchema,
  'live:catalogue': liveCatalogueSchema,
} as const;
