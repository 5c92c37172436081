import { readFileSync } from 'node:fs';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { buildDotsTile, buildHatchTile } from '../../../../client/features/map/mapImages.ts';
import { buildMapStyle } from '../../../../client/features/map/mapStyle.ts';
import { toPixelRatio } from '../../../../client/features/map/pixelRatio.ts';
import { createFrame, toPath } from '../../../../client/lib/projection.ts';

function readPack(file: string): FeatureCollection {
  const address = new URL(`../../../../server/regions/bekasi/map/${file}`, import.meta.url);
  return JSON.parse(readFileSync(address, 'utf8')) as FeatureCollection;
}

const sheet = [106.72, -6.78, 107.62, -5.7] as const;
const style = buildMapStyle({
  kecamatan: 'http://x/k',
  surroundings: 'http://x/s',
  context: 'http://x/c',
  base: '#0C1117',
  sheet,
  scale: 1,
});

describe('map style', () => {
  it('asks for no glyphs and no sprite, so that no request leaves the house', () => {
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(style.layers.filter(({ type }) => type === 'symbol')).toEqual([]);
  });

  it('has unique layers over known sources', () => {
    const ids = style.layers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const layer of style.layers) {
      if ('source' in layer) expect(Object.keys(style.sources)).toContain(layer.source);
    }
  });

  it('draws only what the surroundings of the pack hold, bands of the sea from far to near', () => {
    const { features, bbox } = readPack('surroundings.geojson');
    const roles = features.map(({ properties }) => properties?.['role']);
    expect(new Set(roles)).toEqual(new Set(['waterline', 'land', 'neighbour', 'regency', 'coastline']));
    const steps = features.flatMap(({ properties }) =>
      properties?.['role'] === 'waterline' ? [properties['step']] : [],
    );
    expect(steps).toEqual([0, 1, 2, 3, 4, 5]);
    expect(bbox).toEqual([...sheet]);
  });

  it('keeps the picture under a number of pixels that a machine without a graphics card can draw', () => {
    expect(toPixelRatio(1_200, 900, 1)).toBe(1);
    expect(toPixelRatio(1_200, 900, 2)).toBeCloseTo(1.826, 2);
    expect(toPixelRatio(3_800, 1_900, 1)).toBeLessThan(0.75);
  });
});

describe('plain drawing', () => {
  it('keeps the shape of the regency: a degree of longitude is a little shorter than one of latitude', () => {
    const frame = createFrame([106.97, -6.486, 107.297, -5.918], 568);
    expect(frame.width).toBeCloseTo(327 * Math.cos((6.202 * Math.PI) / 180), 0);
    expect(frame.project([106.97, -5.918])).toEqual([0, 0]);
  });

  it('has a path for every kecamatan, several parts included', () => {
    const { features } = readPack('kecamatan.geojson');
    const frame = createFrame([106.97, -6.486, 107.297, -5.918], 600);
    const paths = features.map(({ geometry }) => toPath(geometry, frame.project));
    expect(paths).toHaveLength(23);
    expect(paths.every((path) => path.startsWith('M') && path.endsWith('Z'))).toBe(true);
  });
});

describe('patterns', () => {
  it('differ by shape and repeat without a seam', () => {
    const hatch = buildHatchTile(10);
    const alphaAt = (x: number, y: number) => hatch.data[(y * 10 + x) * 4 + 3];
    expect(alphaAt(0, 3)).toBe(alphaAt(3, 0));
    expect(alphaAt(5, 5)).toBe(alphaAt(0, 0));
    expect(buildDotsTile(10).data).not.toEqual(hatch.data);
  });
});
