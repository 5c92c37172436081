/** A pattern tile with its pixels, for `map.addImage`. */
export interface PatternTile {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const stroke = [143, 163, 179] as const;

function buildTile(sizePx: number, alphaAt: (x: number, y: number) => number): PatternTile {
  const data = new Uint8ClampedArray(sizePx * sizePx * 4);
  for (let y = 0; y < sizePx; y += 1) {
    for (let x = 0; x < sizePx; x += 1) {
      const alpha = Math.min(1, Math.max(0, alphaAt(x, y)));
      data.set([...stroke, Math.round(alpha * 255)], (y * sizePx + x) * 4);
    }
  }
  return { width: sizePx, height: sizePx, data };
}

/** Diagonal lines at 45 degrees that join over tile edges: an area without data. */
export function buildHatchTile(sizePx = 10): PatternTile {
  return buildTile(sizePx, (x, y) => {
    const along = (x + y) % sizePx;
    const distance = Math.min(along, sizePx - along);
    return (1.8 - distance) * 0.36;
  });
}

/** Dots in two staggered rows: an area whose value is old. Dots and lines differ by shape, not only by shade. */
export function buildDotsTile(sizePx = 12): PatternTile {
  const centres = [
    [sizePx / 4, sizePx / 4],
    [(sizePx * 3) / 4, (sizePx * 3) / 4],
  ] as const;
  return buildTile(sizePx, (x, y) => {
    const distance = Math.min(...centres.map(([cx, cy]) => Math.hypot(x + 0.5 - cx, y + 0.5 - cy)));
    return (1.8 - distance) * 0.7;
  });
}
