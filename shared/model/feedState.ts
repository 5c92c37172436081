import { z } from 'zod';
import { linkStates } from './lists.ts';

/** One way in which data reaches Simpul, or one part of Simpul itself (`kind: "system"`), and how it is doing. */
export const feedStateSchema = z.object({
  id: z.string().min(1).max(40),
  name: z.string().min(1).max(120),
  provider: z.string().max(120),
  kind: z.enum(['public', 'push', 'system']),
  state: z.enum(linkStates),
  /** Since when it has been in this state, epoch milliseconds. */
  since: z.number(),
  /** Last time it brought something valid, epoch milliseconds; null for never. */
  lastInAt: z.number().nullable(),
  /** Last failure; `code` is from a closed list so that screens can translate it. */
  lastError: z
    .object({
      at: z.number(),
      code: z.enum([
        'unreachable',
        'timeout',
        'http',
        'too-large',
        'invalid',
        'partial',
        'storage-full',
        'storage-locked',
        'storage-failed',
        'disk-low',
        'loop-slow',
        'clock-step',
        'backup-old',
        'alarms-silent',
        'alarms-full',
      ]),
      detail: z.string().max(300),
    })
    .nullable(),
  /** Indicators that it fills; one mark on all of them when it is down. */
  indicators: z.array(z.string()),
});
export type FeedState = z.infer<typeof feedStateSchema>;
