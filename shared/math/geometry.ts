/** Plane geometry on small areas in degrees: longitude first, latitude second, as in GeoJSON. Pure. */
export type Position = readonly [number, number];

/** Closed line of positions; the first and last may or may not be equal. */
export type Ring = readonly Position[];

/** Outer ring first, then holes. */
export type Polygon = readonly Ring[];

const earthRadiusKm = 6371.0088;

/** Great-circle distance in kilometres. */
export function distanceKm(a: Position, b: Position): number {
  const rad = Math.PI / 180;
  const dLat = (b[1] - a[1]) * rad;
  const dLon = (b[0] - a[0]) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** True when the point lies inside the ring by even-odd crossing; a point on the edge may fall on either side. */
export function isInRing(point: Position, ring: Ring): boolean {
  const [x, y] = point;
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i];
    const b = ring[j];
    if (!a || !b) continue;
    const crosses = a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0];
    if (crosses) inside = !inside;
  }
  return inside;
}

/** True when the point lies in the outer ring and in no hole. */
export function isInPolygon(point: Position, polygon: Polygon): boolean {
  const outer = polygon[0];
  if (!outer || !isInRing(point, outer)) return false;
  return !polygon.slice(1).some((hole) => isInRing(point, hole));
}

/** Twice the signed area of a triangle; its sign is the turn from `ab` to `c`. */
function turn(a: Position, b: Position, c: Position): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function isBetween(a: Position, b: Position, p: Position): boolean {
  return (
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1])
  );
}

/** True when the two closed segments share a point. */
export function doSegmentsMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  const d1 = turn(c, d, a);
  const d2 = turn(c, d, b);
  const d3 = turn(a, b, c);
  const d4 = turn(a, b, d);
  if (((d1 > 0 && d2 < 0) || (d1 < 0 && d2 > 0)) && ((d3 > 0 && d4 < 0) || (d3 < 0 && d4 > 0))) return true;
  return (
    (d1 === 0 && isBetween(c, d, a)) ||
    (d2 === 0 && isBetween(c, d, b)) ||
    (d3 === 0 && isBetween(a, b, c)) ||
    (d4 === 0 && isBetween(a, b, d))
  );
}

/** West, south, east, north. */
export type Bounds = readonly [number, number, number, number];

/** Smallest box around a ring; infinite the wrong way round when the ring is empty, so that it meets nothing. */
export function toBounds(ring: Ring): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

function doBoundsMeet(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

function doEdgesMeet(a: Ring, b: Ring): boolean {
  for (let i = 0; i < a.length; i++) {
    const a1 = a[i];
    const a2 = a[(i + 1) % a.length];
    if (!a1 || !a2) continue;
    for (let j = 0; j < b.length; j++) {
      const b1 = b[j];
      const b2 = b[(j + 1) % b.length];
      if (b1 && b2 && doSegmentsMeet(a1, a2, b1, b2)) return true;
    }
  }
  return false;
}

/** True when a simple ring and a polygon share any point: edges meet, or one lies inside the other. Quadratic in their sizes. */
export function doesRingMeetPolygon(ring: Ring, polygon: Polygon): boolean {
  const outer = polygon[0];
  const first = ring[0];
  if (!outer || !first || !doBoundsMeet(toBounds(ring), toBounds(outer))) return false;
  if (isInPolygon(first, polygon)) return true;
  const corner = outer[0];
  if (corner && isInRing(corner, ring)) return true;
  return polygon.some((part) => doEdgesMeet(ring, part));
}
