import { z } from 'zod';
import { areaCodeSchema, areaLevelSchema } from './ids.ts';

/** An administrative area. Both official code systems are kept: Kemendagri (`code`) and BPS (`bpsCode`). */
export const areaSchema = z.object({
  code: areaCodeSchema,
  name: z.string().min(1).max(80),
  level: areaLevelSchema,
  /** Code of the area above; null for the regency. */
  parent: areaCodeSchema.nullable(),
  /** BPS code without dots; villages have none in the facts at hand. */
  bpsCode: z.string().max(12).nullable(),
  /** Other spellings seen in files and feeds; matching is on code, these only help to propose one. */
  aliases: z.array(z.string().max(80)).default([]),
  /** Representative point, degrees WGS84, longitude then latitude as in GeoJSON. */
  point: z.tuple([z.number(), z.number()]).nullable(),
  /** Village kind: `desa` (rural) or `kelurahan` (urban). */
  kind: z.enum(['kabupaten', 'kecamatan', 'desa', 'kelurahan']),
});
export type Area = z.infer<typeof areaSchema>;
