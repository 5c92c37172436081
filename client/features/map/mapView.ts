import type { Box } from './labelPlacement.ts';

/** Where the picture stands in its panel: what the overlay needs to draw names and marks over it. */
export interface MapView {
  /** Pixels in the panel of longitude and latitude. */
  project(point: readonly [number, number]): readonly [number, number];
  readonly width: number;
  readonly height: number;
  /** Size of the smallest text, CSS pixels. */
  readonly textPx: number;
  /** Whether somebody moved the picture away from the whole region. */
  readonly isMoved: boolean;
}

/** The part of the panel that has geometry: names stay inside it and the page colour begins at its rim. */
export function toSheetBox(
  view: MapView,
  [west, south, east, north]: readonly [number, number, number, number],
): Box {
  const [left, top] = view.project([west, north]);
  const [right, bottom] = view.project([east, south]);
  const x = Math.max(0, left);
  const y = Math.max(0, top);
  return {
    x,
    y,
    width: Math.max(0, Math.min(view.width, right) - x),
    height: Math.max(0, Math.min(view.height, bottom) - y),
  };
}
