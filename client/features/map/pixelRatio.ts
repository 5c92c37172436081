/** Pixels that one picture may have: beyond it the geometry is drawn a little coarser, the names stay sharp (they are not in it). */
const maxPixels = 3_600_000;

/** Device pixels per CSS pixel of a panel of this size. */
export function toPixelRatio(width: number, height: number, devicePixelRatio: number): number {
  return Math.min(devicePixelRatio, Math.sqrt(maxPixels / Math.max(1, width * height)));
}
