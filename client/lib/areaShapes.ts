import type { FeatureCollection, Position as GeoPosition } from 'geojson';
import { type Bounds, isInPolygon, type Polygon, type Position, toBounds } from '#shared/math/geometry.ts';
import { type Project, toPath } from './projection.ts';

/** One area of a map file, ready to be drawn and asked whether a point lies in it. */
export interface AreaShape {
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly polygons: readonly Polygon[];
  readonly bounds: Bounds;
}

/** The areas of a map file. */
export function toAreaShapes({ features }: FeatureCollection, project: Project): AreaShape[] {
  return features.map(({ geometry, properties }) => {
    const polygons = toPolygons(geometry);
    return {
      code: String(properties?.['code']),
      name: String(properties?.['name']),
      path: toPath(geometry, project),
      polygons,
      bounds: toBounds(polygons.flatMap((polygon) => polygon[0] ?? [])),
    };
  });
}

/** The area that a point lies in; null beyond all of them. */
export function findArea(shapes: readonly AreaShape[], point: Position): AreaShape | null {
  return shapes.find(({ polygons }) => polygons.some((polygon) => isInPolygon(point, polygon))) ?? null;
}

function toPolygons(geometry: FeatureCollection['features'][number]['geometry']): Polygon[] {
  const toPolygon = (rings: readonly GeoPosition[][]): Polygon =>
    rings.map((ring) => ring.map(([x = 0, y = 0]) => [x, y] as const));
  if (geometry.type === 'Polygon') return [toPolygon(geometry.coordinates)];
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.map(toPolygon) : [];
}
