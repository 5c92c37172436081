import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Position } from '#shared/math/geometry.ts';
import type { Area } from '#shared/model/area.ts';
import { areaCodeSchema } from '#shared/model/ids.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { AreaShape, FeedRegion } from './feed.ts';

const ring = z.array(z.tuple([z.number(), z.number()], z.number())).transform(toPositions);

const shapesSchema = z.looseObject({
  features: z.array(
    z.looseObject({
      properties: z.looseObject({ code: areaCodeSchema, name: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
});

function toPositions(raw: readonly (readonly number[])[]): Position[] {
  return raw.map((pair) => [pair[0] ?? Number.NaN, pair[1] ?? Number.NaN] as const);
}

/** Reads the kecamatan shapes of a GeoJSON text. */
export function parseShapes(geoJson: string): AreaShape[] {
  const { features } = shapesSchema.parse(JSON.parse(geoJson));
  return features.map(({ properties, geometry }) => ({
    code: properties.code,
    name: properties.name,
    polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  }));
}

/** The part of a region pack that feeds need. */
export interface RegionSource {
  readonly catalogue: Catalogue;
  readonly areas: readonly Area[];
  readonly mapDir: string;
}

/** Prepares what feeds may know of the region; reads the map file once. */
export async function loadFeedRegion(source: RegionSource): Promise<FeedRegion> {
  const { region, map, indicators } = source.catalogue;
  const known = new Set<string>(indicators.map((indicator) => indicator.id));
  const shapes = parseShapes(await readFile(join(source.mapDir, map.kecamatan), 'utf8'));
  return {
    code: region.code,
    name: region.name,
    point: region.point,
    zone: region.zone,
    zoneLabel: region.zoneLabel,
    kecamatan: source.areas
      .filter((area) => area.level === 'kecamatan')
      .map(({ code, name, point }) => ({ code, name, point })),
    villages: source.areas
      .filter((area) => area.level === 'village')
      .flatMap(({ code, name, parent }) => (parent ? [{ code, name, parent }] : [])),
    shapes,
    hasIndicator: (id) => known.has(id),
  };
}
