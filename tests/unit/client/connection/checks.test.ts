import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { catalogueSchema } from '#shared/model/region.ts';
import {
  beatSchema,
  deltaSchema,
  liveEventSchema,
  liveFeedSchema,
  subscribedSchema,
} from '#shared/protocol/live.ts';
import {
  isBeat,
  isCatalogue,
  isDelta,
  isEventFrame,
  isFeedFrame,
  isSubscribed,
} from '../../../../client/connection/checks.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const source = { key: 'bps', label: 'BPS', url: 'https://example.go.id' };
const head = {
  indicator: 'environment-pm25',
  area: '32.16.09',
  origin: 'measured',
  quality: 'good',
  verification: 'restated',
  source,
  period: '2025',
  note: 'catatan',
  was: { value: 3.5, until: 1_000 },
};
const record = { ...head, value: 41.2, observedAt: 10, recordedAt: 20 };
const event = {
  id: 'quake-1',
  kind: 'quake',
  severity: 'moderate',
  state: 'active',
  title: 'Gempa',
  text: 'teks',
  startsAt: 1,
  endsAt: 2,
  recordedAt: 3,
  origin: 'published',
  source,
  point: [107.1, -6.3],
  polygons: [
    [
      [107, -6],
      [107.1, -6],
      [107.1, -6.1],
      [107, -6],
    ],
  ],
  areas: ['32.16'],
  magnitude: 5.1,
  depthKm: 10,
  distanceKm: 40,
  felt: 'III Cikarang',
  potential: 'tidak berpotensi',
  floodDepthCm: 30,
};
const feed = {
  id: 'bmkg',
  name: 'BMKG',
  provider: 'BMKG',
  kind: 'public',
  state: 'down',
  since: 1,
  lastInAt: 2,
  lastError: { at: 3, code: 'timeout', detail: 'lama' },
  indicators: ['environment-pm25'],
};
const chained = { epoch: 'e', prev: 1, seq: 2, at: 3 };
const changes = { records: [record], heads: [[1, head]], rows: [[1, 2.5, -3, -4]] };
const subscribed = {
  ...changes,
  epoch: 'e',
  seq: 2,
  protocol: 1,
  serverAt: 9,
  mode: 'live',
  kind: 'snapshot',
  events: [event],
  feeds: [feed],
};

const cases: [string, (value: unknown) => boolean, z.ZodType, Json][] = [
  ['live:delta', isDelta, deltaSchema, { ...chained, ...changes }],
  ['live:event', isEventFrame, liveEventSchema, { ...chained, events: [event] }],
  ['live:feed', isFeedFrame, liveFeedSchema, { ...chained, feeds: [feed] }],
  ['live:beat', isBeat, beatSchema, chained],
  ['subscribed', isSubscribed, subscribedSchema, subscribed],
];

/** Every place in a value, as the keys that lead to it. */
function listPlaces(value: Json, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, child]) => listPlaces(child, [...path, name]))];
}

/** A copy with one place changed; `undefined` takes it away. */
function changeAt(value: Json, path: readonly string[], to: Json | undefined): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return to;
  if (typeof value !== 'object' || value === null) return value;
  const changed = changeAt((value as Record<string, Json>)[name] as Json, rest, to);
  if (Array.isArray(value))
    return value.map((one, place) => (String(place) === name ? (changed ?? null) : one));
  const { [name]: _gone, ...others } = value;
  return changed === undefined ? others : { ...others, [name]: changed };
}

/** Where the two may differ: a default that the server always writes out, a closed list a newer server may lengthen. */
function isExempt(path: readonly string[]): boolean {
  return path.includes('aliases') || (path.at(-1) === 'code' && path.at(-2) === 'lastError');
}

/** Patterns of texts and ranges of numbers stay with the server; kinds and closed lists are looked at on both sides. */
function toVerdict(schema: z.ZodType, value: unknown): 'good' | 'other' | 'misshapen' {
  const verdict = schema.safeParse(value);
  if (verdict.success) return 'good';
  const finer = new Set(['invalid_format', 'too_small', 'too_big']);
  return verdict.error.issues.every(({ code }) => finer.has(code)) ? 'other' : 'misshapen';
}

function expectSameVerdict(check: (value: unknown) => boolean, schema: z.ZodType, sample: Json): void {
  expect(schema.safeParse(sample).success).toBe(true);
  expect(check(sample)).toBe(true);
  const places = listPlaces(sample).filter((path) => !isExempt(path));
  fc.assert(
    fc.property(
      fc.constantFrom(...places),
      fc.constantFrom<Json | undefined>(undefined, null, true, 7, 'x', {}),
      (path, junk) => {
        const changed = changeAt(sample, path, junk);
        const verdict = toVerdict(schema, changed);
        if (verdict !== 'other') expect(check(changed)).toBe(verdict === 'good');
      },
    ),
    { numRuns: 600 },
  );
}

describe('the checks of what the server sends', () => {
  it.each(cases)('judge a broken %s as its schema does', (_name, check, schema, sample) => {
    expectSameVerdict(check, schema, sample);
  });

  it('judge a broken catalogue as its schema does', () => {
    const { catalogue } = loadRegion('server/regions/bekasi');
    const rich = catalogue.indicators.filter((one) => one.thresholds !== null || one.target !== null);
    const small = {
      ...catalogue,
      indicators: [...rich.slice(0, 3), ...catalogue.indicators.slice(0, 2)],
      areas: catalogue.areas.slice(0, 2),
      agencies: catalogue.agencies.slice(0, 2),
      programmes: catalogue.programmes.slice(0, 2),
    };
    expectSameVerdict(isCatalogue, catalogueSchema, JSON.parse(JSON.stringify(small)) as Json);
  });
});
