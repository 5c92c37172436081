import { z } from 'zod';
import { agencyCodeSchema, areaCodeSchema } from './ids.ts';
import { localisedSchema } from './text.ts';

/** How a camera gives its picture: an HLS playlist, or an address whose still image is read again and again. */
export const cameraKinds = ['hls', 'snapshot'] as const;

/** A camera of the region pack. Browsers read `url` themselves; nothing passes through the server. */
export const cameraSchema = z.object({
  id: z.string(),
  name: localisedSchema,
  area: areaCodeSchema,
  /** Longitude, latitude. */
  point: z.tuple([z.number(), z.number()]),
  kind: z.enum(cameraKinds),
  url: z.string(),
  /** Seconds between two reads of a snapshot; null for HLS. */
  refreshSeconds: z.number().int().nullable(),
  /** Agency that owns it. */
  owner: agencyCodeSchema,
  /** True where the wall may show it. */
  public: z.boolean(),
});
export type Camera = z.infer<typeof cameraSchema>;
