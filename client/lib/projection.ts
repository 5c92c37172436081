import type { Geometry, Position } from 'geojson';
/** Turns longitude and latitude into drawing units of a box. */
export type Project = (point: readonly [number, number]) => readonly [number, number];

/** Box of a drawing and what lies in it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly project: Project;
  /** The way back, from drawing units to longitude and latitude. */
  readonly unproject: Project;
}

/** Corners in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Equirectangular with one scale for both axes: a degree of longitude is shortened by the cosine of the middle latitude. */
export function createFrame([west, south, east, north]: Bounds, height: number): Frame {
  const shorten = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = height / (north - south);
  return {
    height,
    width: (east - west) * shorten * scale,
    project: ([longitude, latitude]) => [(longitude - west) * shorten * scale, (north - latitude) * scale],
    unproject: ([x, y]) => [west + x / (shorten * scale), north - y / scale],
  };
}

/** SVG path of a polygon's rings; other geometries give an empty path. */
export function toPath(geometry: Geometry, project: Project): string {
  if (geometry.type === 'Polygon') return toRingsPath(geometry.coordinates, project);
  if (geometry.type !== 'MultiPolygon') return '';
  return geometry.coordinates.map((rings) => toRingsPath(rings, project)).join('');
}

function toRingsPath(rings: readonly Position[][], project: Project): string {
  return rings.map((ring) => `M${ring.map((position) => toPair(position, project)).join('L')}Z`).join('');
}

function toPair(position: Position, project: Project): string {
  const [x, y] = project([position[0] ?? 0, position[1] ?? 0]);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
