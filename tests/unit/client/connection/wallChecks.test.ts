import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOrders, isShown, isTold, isVerdict, isWelcome } from '../../../../client/connection/wallChecks.ts';
import { wallOrdersSchema } from '../../../../shared/model/wall.ts';
import {
  proofAnswerSchema,
  wallShownSchema,
  wallToldSchema,
  wallWelcomeSchema,
} from '../../../../shared/protocol/wall.ts';

const show = {
  view: { scene: 'peta', indicator: 'environment-pm25' },
  from: 1,
  until: null,
  by: 'op',
  session: 'x',
};
const message = { text: 'Halo', tone: 'watch', at: 1, until: 2, by: 'op' };
const orders = {
  name: 'kiri',
  anchorAt: 5,
  show,
  message,
  setup: {
    title: 'Kiri',
    group: 'ruang',
    tile: { x: 0, y: 0, cols: 2, rows: 1, bezelX: 10, bezelY: 0 },
    scenes: [
      { id: 'a', scene: 'ikhtisar', dwellSeconds: 30 },
      { id: 'b', scene: 'pilar', pillar: 'living', panels: ['map'], layout: 'map-first', dwellSeconds: 5 },
    ],
    holdOnCritical: false,
    lang: 'en',
  },
};

const payloads = [
  ['orders', isOrders, wallOrdersSchema, orders],
  ['a scene', isShown, wallShownSchema, { show }],
  ['a message', isTold, wallToldSchema, { message }],
] as const;

describe('what a wall is told', () => {
  it.each(payloads)('is taken when it fits the schema: %s', (_name, isGood, schema, payload) => {
    expect(schema.safeParse(payload).success).toBe(true);
    expect(isGood(payload)).toBe(true);
  });

  it.each(payloads)(
    'is not taken when a part of it is missing or of another kind: %s',
    (_n, isGood, schema, payload) => {
      const paths = listPaths(payload);
      const junk = fc.constantFrom(undefined, {}, [], 'nonsense', true);
      fc.assert(
        fc.property(fc.constantFrom(...paths), junk, (path, value) => {
          const broken = withValue(payload, path, value);
          // Neither side takes less than the other, where the schema only bounds lengths ours may take more.
          if (schema.safeParse(broken).success) expect(isGood(broken)).toBe(true);
          else if (typeof value !== 'string') expect(isGood(broken)).toBe(false);
        }),
      );
    },
  );

  it('is taken as an answer only when it is a good one', () => {
    const welcome = { serverAt: 1, orders, picture: null };
    expect(wallWelcomeSchema.safeParse(welcome).success).toBe(true);
    expect(isWelcome({ ok: true, data: welcome })).toBe(true);
    expect(isWelcome({ ok: false, code: 'version', message: '' })).toBe(false);
    expect(isWelcome({ ok: true, data: { serverAt: 1 } })).toBe(false);
    const verdict = { verdict: 'same', serverAt: 1 };
    expect(proofAnswerSchema.safeParse(verdict).success).toBe(true);
    expect(isVerdict({ ok: true, data: verdict })).toBe(true);
    expect(isVerdict({ ok: true, data: { ...verdict, verdict: 'maybe' } })).toBe(false);
  });

  it('never leaves a rotation without scenes, or one that does not move', () => {
    const set = (scenes: object[]) => ({ ...orders, setup: { ...orders.setup, scenes } });
    expect(isOrders(set([]))).toBe(false);
    expect(isOrders(set([{ id: 'a', scene: 'peta', dwellSeconds: 0 }]))).toBe(false);
  });
});

type Path = readonly (string | number)[];

function listPaths(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...path, key], ...listPaths(part, [...path, key])]);
}

function withValue(value: unknown, [key, ...rest]: Path, next: unknown): unknown {
  if (key === undefined) return next;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = withValue(copy[key], rest, next);
  return copy;
}
