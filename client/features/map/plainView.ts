import type { Frame } from '../../lib/projection.ts';
import type { MapView } from './mapView.ts';

/** Room around the shapes of the plain drawing, in its own units. */
export const rim = 6;

/** Share of the panel left free on each side of the plain drawing (`.regency-map-panel .mini-map`). */
const margin = 0.06;

/** The view of the plain drawing when it is fitted into a panel, so that names and marks lie over it as over the map. */
export function toPlainView(frame: Frame, width: number, height: number, textPx: number): MapView {
  const inner = 1 - 2 * margin;
  const scale = Math.min(
    (width * inner) / (frame.width + 2 * rim),
    (height * inner) / (frame.height + 2 * rim),
  );
  const left = (width - frame.width * scale) / 2;
  const top = (height - frame.height * scale) / 2;
  return {
    width,
    height,
    textPx,
    isMoved: false,
    project: (point) => {
      const [x, y] = frame.project(point);
      return [left + x * scale, top + y * scale];
    },
  };
}
