/** A sparkline ready to draw: path data with a new `M` after each gap, and the last point. */
export interface SparklineShape {
  readonly path: string;
  readonly last: readonly [x: number, y: number] | null;
}

/** Box of a sparkline in drawing units, with room for the dot. */
export interface SparklineBox {
  readonly width: number;
  readonly height: number;
  readonly pad: number;
}

/** Turns `[time, value]` pairs in order of time into a path; null values are gaps. */
export function toSparkline(
  points: readonly (readonly [number, number | null])[],
  { width, height, pad }: SparklineBox,
): SparklineShape {
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]));
  if (values.length === 0) return { path: '', last: null };
  const low = Math.min(...values);
  const reach = Math.max(...values) - low;
  const start = points[0]?.[0] ?? 0;
  const span = (points.at(-1)?.[0] ?? 0) - start;
  const toX = (at: number): number =>
    span === 0 ? width - pad : pad + ((at - start) / span) * (width - 2 * pad);
  const toY = (value: number): number =>
    reach === 0 ? height / 2 : height - pad - ((value - low) / reach) * (height - 2 * pad);
  let path = '';
  let isDrawing = false;
  let last: readonly [number, number] | null = null;
  for (const [at, value] of points) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    last = [toX(at), toY(value)];
    path += `${isDrawing ? 'L' : 'M'}${last[0].toFixed(1)} ${last[1].toFixed(1)}`;
    isDrawing = true;
  }
  return { path, last };
}
