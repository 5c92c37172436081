import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorIdSchema } from '#shared/model/ids.ts';
import type { Target } from '#shared/model/indicator.ts';
import {
  computePillarScore,
  hasApplicableTarget,
  ratioCap,
  type ScoreInput,
  toRatio,
} from '#shared/rules/score.ts';

const rule = { minCounted: 1, minShare: 0 };

function target(value: number, year = 2026): Target {
  return { value, year, source: { key: 'test', label: 'RPJMD' } };
}

interface Part {
  readonly id?: string;
  readonly value?: number | null;
  readonly weight?: number;
  readonly target?: Target | null;
  readonly direction?: 'higher' | 'lower' | 'within' | 'neutral';
  readonly quality?: ScoreInput['quality'];
  readonly freshness?: ScoreInput['freshness'];
  readonly year?: number | null;
}

function input(part: Part = {}): ScoreInput {
  return {
    indicator: {
      id: indicatorIdSchema.parse(part.id ?? 'society-ipm'),
      direction: part.direction ?? 'higher',
      target: part.target === undefined ? target(100) : part.target,
      weight: part.weight ?? 1,
    },
    value: part.value === undefined ? 80 : part.value,
    quality: part.quality ?? 'good',
    freshness: part.freshness ?? 'fresh',
    year: part.year === undefined ? 2025 : part.year,
  };
}

const anyInput: fc.Arbitrary<ScoreInput> = fc
  .record({
    value: fc.option(fc.double({ min: -100, max: 300, noNaN: true }), { nil: null }),
    weight: fc.integer({ min: 0, max: 10 }),
    target: fc.option(
      fc.double({ min: 0, max: 200, noNaN: true }).map((value) => target(value)),
      { nil: null },
    ),
    direction: fc.constantFrom('higher', 'lower', 'within', 'neutral'),
    quality: fc.constantFrom('good', 'uncertain', 'bad'),
    freshness: fc.constantFrom('fresh', 'due', 'late', 'none'),
    year: fc.constantFrom(2024, 2025, 2026, 2027, null),
  })
  .map((part) => input(part as Part));

describe('toRatio', () => {
  it('is 1 on target on either side', () => {
    expect(toRatio(75.95, target(75.95), 'higher')).toBe(1);
    expect(toRatio(10, target(10), 'lower')).toBe(1);
  });

  it('falls below 1 on the worse side and stops at the cap on the better', () => {
    expect(toRatio(38, target(76), 'higher')).toBe(0.5);
    expect(toRatio(20, target(10), 'lower')).toBe(0.5);
    expect(toRatio(500, target(10), 'higher')).toBe(ratioCap);
    expect(toRatio(0, target(10), 'lower')).toBe(ratioCap);
  });

  it('reaches a target of zero and no more, because nothing is below zero', () => {
    expect(toRatio(0, target(0), 'lower')).toBe(1);
    expect(toRatio(1, target(0), 'lower')).toBe(0);
  });

  it('gives no ratio where a division would lie: zero or less as a target, or no better side', () => {
    expect(toRatio(3, target(0), 'higher')).toBeNull();
    expect(toRatio(-1, target(-2), 'higher')).toBeNull();
    expect(toRatio(-3, target(-2), 'lower')).toBeNull();
    expect(toRatio(1, target(1), 'within')).toBeNull();
    expect(toRatio(1, target(1), 'neutral')).toBeNull();
  });

  it('never gets better by a worse value', () => {
    const number = fc.double({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.1, max: 500, noNaN: true }), (a, b, aim) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const higher = [low, high].map((value) => toRatio(value, target(aim), 'higher') ?? Number.NaN);
        const lower = [low, high].map((value) => toRatio(value, target(aim), 'lower') ?? Number.NaN);
        expect(higher[0]).toBeLessThanOrEqual(higher[1] ?? 0);
        expect(lower[0]).toBeGreaterThanOrEqual(lower[1] ?? 0);
      }),
    );
  });
});

describe('hasApplicableTarget', () => {
  it('holds a value of the target year or before against it, and no newer one', () => {
    expect(hasApplicableTarget(target(1, 2025), 2025)).toBe(true);
    expect(hasApplicableTarget(target(1, 2025), 2024)).toBe(true);
    expect(hasApplicableTarget(target(1, 2025), 2026)).toBe(false);
    expect(hasApplicableTarget(null, 2025)).toBe(false);
  });
});

describe('computePillarScore', () => {
  it('is the weighted mean of the ratios, worst first', () => {
    const score = computePillarScore(
      [
        input({ id: 'society-a', value: 50, weight: 3 }),
        input({ id: 'society-b', value: 100 }),
        input({ id: 'society-c', value: 40, direction: 'neutral' }),
      ],
      rule,
    );
    expect(score.value).toBeCloseTo((0.5 * 3 + 1) / 4, 12);
    expect(score.ratios).toEqual([
      { id: 'society-a', ratio: 0.5 },
      { id: 'society-b', ratio: 1 },
    ]);
    expect([score.total, score.current, score.withTarget, score.counted]).toEqual([3, 3, 3, 2]);
  });

  it('counts a due value and leaves out late, bad and absent ones', () => {
    const parts: Part[] = [
      { freshness: 'due' },
      { freshness: 'late' },
      { quality: 'bad' },
      { value: null, freshness: 'none', year: null },
    ];
    const score = computePillarScore(parts.map(input), rule);
    expect([score.current, score.counted, score.withTarget]).toEqual([1, 1, 4]);
  });

  it('is not computed with too few indicators or too small a share of the weight', () => {
    const two = [input(), input({ target: null, weight: 3 })];
    expect(computePillarScore(two, { minCounted: 2, minShare: 0 }).value).toBeNull();
    expect(computePillarScore(two, { minCounted: 1, minShare: 0.25 }).value).toBeCloseTo(0.8, 12);
    expect(computePillarScore(two, { minCounted: 1, minShare: 0.26 }).value).toBeNull();
    expect(computePillarScore([], { minCounted: 0, minShare: 0 }).value).toBeNull();
    expect(computePillarScore([input({ weight: 0 })], rule).value).toBeNull();
  });

  it('stays between nothing and the cap, and its counts fit each other', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 20 }), (inputs) => {
        const { value, total, current, withTarget, counted, ratios } = computePillarScore(inputs, rule);
        if (value !== null) expect(value >= 0 && value <= ratioCap + 1e-9).toBe(true);
        expect(total).toBe(inputs.length);
        expect(counted).toBe(ratios.length);
        expect(counted).toBeLessThanOrEqual(Math.min(current, withTarget));
        expect([...ratios].sort((a, b) => a.ratio - b.ratio).map(({ ratio }) => ratio)).toEqual(
          ratios.map(({ ratio }) => ratio),
        );
      }),
    );
  });

  it('does not depend on the order of the indicators or the scale of the weights', () => {
    fc.assert(
      fc.property(fc.array(anyInput, { maxLength: 12 }), (inputs) => {
        const score = computePillarScore(inputs, rule);
        const turned = computePillarScore([...inputs].reverse(), rule);
        const heavier = computePillarScore(
          inputs.map((one) => ({
            ...one,
            indicator: { ...one.indicator, weight: one.indicator.weight * 2 },
          })),
          rule,
        );
        for (const other of [turned, heavier]) {
          expect(other.value === null).toBe(score.value === null);
          if (score.value !== null) expect(other.value).toBeCloseTo(score.value, 9);
        }
      }),
    );
  });
});
