import { z } from 'zod';

/** The six pillars in the ministry's order (DOMAIN section 1). The order is part of the meaning: screens keep it. */
export const pillarIds = ['governance', 'branding', 'economy', 'living', 'society', 'environment'] as const;

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

/** Levels of area an indicator can be given for. */
export const areaLevels = ['regency', 'kecamatan', 'village'] as const;
export const areaLevelSchema = z.enum(areaLevels);
export type AreaLevel = z.infer<typeof areaLevelSchema>;

/** Level of a well-formed area code, read off its length. */
export function toAreaLevel(code: AreaCode): AreaLevel {
  if (code.length === 5) return 'regency';
  return code.length === 8 ? 'kecamatan' : 'village';
}

/** A series is one indicator in one area; this is its key in maps: `indicator|area`. */
export type SeriesKey = string & { readonly __brand: 'SeriesKey' };

/** Builds the key of a series. Neither part can hold `|`, so the key is unambiguous. */
export function toSeriesKey(indicator: string, area: string): SeriesKey {
  return `${indicator}|${area}` as SeriesKey;
}
