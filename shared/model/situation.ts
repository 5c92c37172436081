import { z } from 'zod';
import { alarmSchema } from './alarm.ts';
import { feedStateSchema } from './feedState.ts';
import { liveRecordSchema } from './reading.ts';
import { regionEventSchema } from './regionEvent.ts';

/**
 * Answer of `GET /situation?at=`: everything as it was known at `at`. `seq` is the highest number of the stream in it. Figures of a
 * series whose raw readings are no longer kept are not in it; `keptSince` is the instant from which every series is whole, by policy.
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
