import { readFileSync } from 'node:fs';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { findArea, toAreaShapes } from '../../../../client/lib/areaShapes.ts';
import { createFrame } from '../../../../client/lib/projection.ts';
import { region } from '../../../support/desk.ts';

const { bounds } = region.catalogue.region;
const frame = createFrame(bounds, 1_000);
const file = JSON.parse(
  readFileSync('server/regions/bekasi/map/kecamatan.geojson', 'utf8'),
) as FeatureCollection;
const shapes = toAreaShapes(file, frame.project);

describe('the areas of the map', () => {
  it('find the kecamatan of its own representative point', () => {
    const wrong = region.catalogue.areas.filter(
      ({ level, point, code }) =>
        level === 'kecamatan' && point !== null && findArea(shapes, point)?.code !== code,
    );
    expect(wrong).toEqual([]);
  });

  it('find nothing at sea', () => {
    expect(findArea(shapes, [106.99, -5.92])).toBeNull();
  });

  it('are drawn within the frame, and every drawn point leads back to where it lies', () => {
    for (const { path } of shapes) expect(path).toMatch(/^M[\d.]/);
    const [x, y] = frame.project([107.14, -6.26]);
    const [longitude, latitude] = frame.unproject([x, y]);
    expect(longitude).toBeCloseTo(107.14, 9);
    expect(latitude).toBeCloseTo(-6.26, 9);
  });
});
