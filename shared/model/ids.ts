import { z } from 'zod';
import { areaLevels, pillarIds } from './lists.ts';

/** One of the six pillars. */
export const pillarIdSchema = z.enum(pillarIds);
export type PillarId = z.infer<typeof pillarIdSchema>;

/** Kemendagri area code with dots: `32.16` a regency, `32.16.09` a kecamatan, `32.16.09.2001` a village. */
export const areaCodeSchema = z
  .string()
  .max(13)
  .regex(/^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/)
  .brand('AreaCode');
export type AreaCode = z.infer<typeof areaCodeSchema>;

/** Lower-case kebab id of an indicator, unique in a region pack, e.g. `environment-pm25`. */
export const indicatorIdSchema = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .brand('IndicatorId');
export type IndicatorId = z.infer<typeof indicatorIdSchema>;

/** Short kebab code of an agency, made from its abbreviation, e.g. `disdukcapil`. */
export const agencyCodeSchema = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .brand('AgencyCode');
export type AgencyCode = z.infer<typeof agencyCodeSchema>;

/** One of the levels of area. */
export const areaLevelSchema = z.enum(areaLevels);
export type AreaLevel = z.infer<typeof areaLevelSchema>;

/** Level of a well-formed area code, read off its length. */
export function toAreaLevel(code: AreaCode): AreaLevel {
  if (code.length === 5) return 'regency';
  return code.length === 8 ? 'kecamatan' : 'village';
}
