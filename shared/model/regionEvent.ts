import { z } from 'zod';
import { areaCodeSchema } from './ids.ts';
import { eventKinds, eventSeverities } from './lists.ts';
import { originSchema } from './reading.ts';
import { sourceSchema } from './text.ts';

/**
 * Something that happened at a place and time, from a public feed. `id` is stable at its source: an update replaces the event of
 * the same id, a cancellation sets `state`.
 */
export const regionEventSchema = z.object({
  id: z.string().min(1).max(160),
  kind: z.enum(eventKinds),
  severity: z.enum(eventSeverities),
  state: z.enum(['active', 'ended', 'cancelled']),
  /** Plain text of the source in its own language; rendered as text only. */
  title: z.string().min(1).max(300),
  text: z.string().max(2_000).optional(),
  /** When it began or happened, epoch milliseconds. */
  startsAt: z.number(),
  /** When it is over, epoch milliseconds; null where the source gives no end. */
  endsAt: z.number().nullable(),
  recordedAt: z.number(),
  origin: originSchema,
  source: sourceSchema,
  /** Longitude, latitude. */
  point: z.tuple([z.number(), z.number()]).nullable(),
  /** Rings of longitude, latitude pairs; first and last equal. */
  polygons: z
    .array(
      z
        .array(z.tuple([z.number(), z.number()]))
        .min(4)
        .max(2_000),
    )
    .max(200),
  /** Areas of the region it touches. */
  areas: z.array(areaCodeSchema).max(220),
  /** Magnitude of a quake. */
  magnitude: z.number().optional(),
  depthKm: z.number().optional(),
  /** Distance from the regency's official point, km. */
  distanceKm: z.number().optional(),
  /** Where it was felt, as the source says. */
  felt: z.string().max(300).optional(),
  /** Tsunami potential or similar text, as the source says. */
  potential: z.string().max(300).optional(),
  floodDepthCm: z.number().optional(),
});
export type RegionEvent = z.infer<typeof regionEventSchema>;
