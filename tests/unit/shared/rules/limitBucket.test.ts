import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { IndicatorId } from '#shared/model/ids.ts';
import { type LimitMemory, stepLimit, stepLimitBucket, toLimitMemory } from '#shared/rules/alarmLimit.ts';

const usual = {
  kind: 'limit',
  indicator: 'environment-pm25' as IndicatorId,
  ...{ limit: 100, deadBand: 10 },
  ...{ count: 3, delaySeconds: 3, clearSeconds: 3 },
} as const;

it('counts of many values at once no more than of each by itself, and no longer', () => {
  const numbers = fc.array(fc.integer({ min: 70, max: 130 }), { minLength: 1, maxLength: 5 });
  const sides = fc.constantFrom('above' as const, 'below' as const);
  let broken = 0;
  fc.assert(
    fc.property(numbers, numbers, sides, (before, together, side) => {
      const condition = { ...usual, side };
      const step = (memory: LimitMemory, value: number, index: number) =>
        stepLimit(memory, value, index * 1_000, condition);
      const base = before.reduce(step, toLimitMemory(false));
      const each = together.reduce(
        (memory, value, index) => step(memory, value, before.length + index),
        base,
      );
      const bucket = {
        at: (before.length + together.length - 1) * 1_000,
        value: together.at(-1) ?? 0,
        ...{ low: Math.min(...together), high: Math.max(...together) },
      };
      const atOnce = stepLimitBucket(base, bucket, condition);
      expect(atOnce.beyond).toBeLessThanOrEqual(each.beyond);
      expect(atOnce.beyond > 0).toBe(each.beyond > 0);
      for (const since of ['beyondSince', 'insideSince'] as const) {
        expect(atOnce[since] === null).toBe(each[since] === null);
        expect(atOnce[since] ?? 0).toBeGreaterThanOrEqual(each[since] ?? 0);
      }
      if (stepLimit(base, bucket.value, bucket.at, condition).beyond > each.beyond) broken += 1;
    }),
    { seed: 3216, numRuns: 1_000 },
  );
  // The last value alone would have counted on over what broke the run.
  expect(broken).toBeGreaterThan(10);
});
