import { z } from 'zod';
import { indicatorIdSchema } from '#shared/model/ids.ts';
import { indicatorMetadataSchema, licenceSchema } from '#shared/model/openData.ts';
import type { Pack } from './readPack.ts';
import type { RegionFault } from './region.ts';
import { requireKey } from './requireKey.ts';

/** `open.json`, which a pack may leave out: then nothing is closed, no licence is set, and metadata is what the indicators say. */
export const openFileSchema = z.strictObject({
  publisher: z
    .strictObject({
      name: z.string().min(1).max(160),
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .optional(),
      email: z.email().optional(),
    })
    .optional(),
  licence: licenceSchema.optional(),
  /** Indicators that are never opened. */
  closed: z.array(indicatorIdSchema).max(1_000).default([]),
  metadata: z.record(indicatorIdSchema, indicatorMetadataSchema).default({}),
});
export type OpenFile = z.infer<typeof openFileSchema>;

/** Checks what `open.json` says of indicators. */
export function checkOpen(pack: Pack, report: (fault: RegionFault) => void): void {
  const file = 'open.json';
  for (const [index, id] of (pack.open?.closed ?? []).entries())
    requireKey(pack.indicators, id, { file, path: `/closed/${index}` }, report);
  for (const id of Object.keys(pack.open?.metadata ?? {}))
    requireKey(pack.indicators, id, { file, path: `/metadata/${id}` }, report);
}
