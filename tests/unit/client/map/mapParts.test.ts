import { readFileSync } from 'node:fs';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { toLabelKey, toLabels } from '../../../../client/features/map/areaWords.ts';
import type { AreaState } from '../../../../client/features/map/choropleth.ts';
import { toEventFeatures } from '../../../../client/features/map/eventFeatures.ts';
import { buildDotsTile, buildHatchTile } from '../../../../client/features/map/mapImages.ts';
import { buildMapStyle } from '../../../../client/features/map/mapStyle.ts';
import { createFrame, toPath } from '../../../../client/features/map/projection.ts';

function readPack(file: string): FeatureCollection {
  const address = new URL(`../../../../server/regions/bekasi/map/${file}`, import.meta.url);
  return JSON.parse(readFileSync(address, 'utf8')) as FeatureCollection;
}

const styleInput = {
  kecamatan: 'http://x/k',
  surroundings: 'http://x/s',
  context: 'http://x/c',
  base: '#0C1117',
  textPx: 17,
};

describe('map style', () => {
  it('asks for no glyphs and no sprite, so that no request leaves the house', () => {
    const style = buildMapStyle({ ...styleInput, variant: 'overview' });
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
  });

  it('has unique layers over known sources, and the context points only in full', () => {
    const full = buildMapStyle({ ...styleInput, variant: 'full' });
    const ids = full.layers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const layer of full.layers) {
      if ('source' in layer) expect(Object.keys(full.sources)).toContain(layer.source);
    }
    expect(ids).toContain('estate');
    expect(buildMapStyle({ ...styleInput, variant: 'pillar' }).layers.map(({ id }) => id)).not.toContain(
      'estate',
    );
  });
});

describe('names on the map', () => {
  const points = readPack('labels.geojson');

  it('carry the age of an old value and nothing else', () => {
    const old = { code: '32.16.17', fill: 'old', observedAt: 0 } as AreaState;
    const labels = toLabels(points, new Map([[old.code, old]]), {
      now: 19 * 3_600_000,
      language: 'id',
      emDegrees: 0.01,
    });
    const notes = labels.features.filter(({ properties }) => properties?.['note'] !== '');
    expect(labels.features).toHaveLength(23);
    expect(notes.map(({ properties }) => properties?.['note'])).toEqual(['\n19 jam']);
    expect(toLabelKey(labels)).not.toBe(
      toLabelKey(toLabels(points, new Map(), { now: 0, language: 'id', emDegrees: 0.01 })),
    );
  });
});

describe('offset of a name', () => {
  it('moves it right and down by ems', () => {
    const point = { type: 'Point' as const, coordinates: [107, -6] };
    const feature = { type: 'Feature' as const, properties: { code: 'a', offset: [1, 2] }, geometry: point };
    const points = { type: 'FeatureCollection' as const, features: [feature] };
    const [moved] = toLabels(points, new Map(), { now: 0, language: 'id', emDegrees: 0.5 }).features;
    expect(moved?.geometry).toEqual({ type: 'Point', coordinates: [107.5, -7] });
  });
});

describe('events on the map', () => {
  const base = {
    id: 'a',
    state: 'active',
    endsAt: null,
    point: [107.1, -6.2],
    polygons: [],
  } as unknown as RegionEvent;
  const labels = {
    quake: (magnitude: number) => `M ${magnitude}`,
    floodDepth: (depth: number) => `${depth} cm`,
  };

  it('show what is active and leave out what ended or was cancelled', () => {
    const events = [
      { ...base, kind: 'quake' as const, magnitude: 3.1 },
      { ...base, kind: 'flood-report' as const, floodDepthCm: 60 },
      { ...base, kind: 'quake' as const, state: 'cancelled' as const },
      { ...base, kind: 'flood-report' as const, endsAt: 5 },
    ];
    const { features } = toEventFeatures(events, labels, 10);
    expect(features.map(({ properties }) => properties?.['label'])).toEqual(['M 3.1', '60 cm']);
  });

  it('draw a warning as one outline for each of its polygons', () => {
    const ring: [number, number][] = [
      [107, -6],
      [107.1, -6],
      [107.1, -6.1],
      [107, -6],
    ];
    const { features } = toEventFeatures([{ ...base, kind: 'warning', polygons: [ring, ring] }], labels, 10);
    expect(features.map(({ geometry }) => geometry.type)).toEqual(['Polygon', 'Polygon']);
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
