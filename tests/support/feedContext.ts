import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { areaCodeSchema } from '#shared/model/ids.ts';
import type { FeedContext } from '../../server/feeds/feed.ts';
import { parseShapes } from '../../server/feeds/feedRegion.ts';

const mapFile = new URL('../../server/regions/bekasi/map/kecamatan.geojson', import.meta.url);

/** A context over the real shapes of the regency, with a fixed clock and answers from a function. */
export function buildFeedContext(
  overrides: Partial<FeedContext> & { answer?: (url: string) => string } = {},
): FeedContext {
  const { answer, ...rest } = overrides;
  const shapes = parseShapes(readFileSync(fileURLToPath(mapFile), 'utf8'));
  const code = (text: string) => areaCodeSchema.parse(text);
  return {
    region: {
      code: code('32.16'),
      name: 'Kabupaten Bekasi',
      point: [107.1556, -6.2753],
      zone: 'Asia/Jakarta',
      zoneLabel: 'WIB',
      kecamatan: shapes.map((shape) => ({ code: shape.code, name: shape.name, point: [107.1, -6.2] })),
      villages: shapes.flatMap((shape) =>
        ['2001', '2002', '2003', '2004'].map((tail) => ({
          code: code(`${shape.code}.${tail}`),
          name: `Desa ${tail}`,
          parent: shape.code,
        })),
      ),
      shapes,
      hasIndicator: () => true,
    },
    params: {},
    http: { getText: async (url) => answer?.(url) ?? '', close: async () => {} },
    acceptExercises: false,
    signal: new AbortController().signal,
    now: () => Date.parse('2026-09-24T07:25:00Z'),
    lastObservedAt: () => null,
    knownEvents: () => [],
    ...rest,
  };
}
