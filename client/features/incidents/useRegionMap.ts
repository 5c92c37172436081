import { useMemo } from 'react';
import type { Catalogue } from '#shared/model/region.ts';
import { useMapFile } from '../../hooks/useMapFile.ts';
import { type AreaShape, toAreaShapes } from '../../lib/areaShapes.ts';
import { createFrame, type Frame } from '../../lib/projection.ts';

/** The region's areas in drawing units. */
export interface RegionMap {
  readonly frame: Frame;
  readonly shapes: readonly AreaShape[];
}

const heightUnits = 1_000;
const none: readonly AreaShape[] = [];

/** The region's map; without shapes until its file is there. */
export function useRegionMap({ region, map }: Catalogue): RegionMap {
  const file = useMapFile(map.kecamatan);
  const frame = useMemo(() => createFrame(region.bounds, heightUnits), [region]);
  const shapes = useMemo(() => (file ? toAreaShapes(file, frame.project) : none), [file, frame]);
  return { frame, shapes };
}

/** Part of the drawing that is shown: one area with what lies around it, or all of it; the point is always in it. */
export function toViewBox(
  { frame, shapes }: RegionMap,
  { area, point }: { readonly area: string | null; readonly point: readonly [number, number] | null },
): { x: number; y: number; width: number; height: number } {
  const shape = shapes.find(({ code }) => code === area);
  const corners = shape
    ? [frame.project([shape.bounds[0], shape.bounds[3]]), frame.project([shape.bounds[2], shape.bounds[1]])]
    : [[0, 0] as const, [frame.width, frame.height] as const];
  const all = point ? [...corners, frame.project(point)] : corners;
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const rim = Math.max(width, height) * (shape ? 0.25 : 0.02);
  return { x: left - rim, y: top - rim, width: width + 2 * rim, height: height + 2 * rim };
}
