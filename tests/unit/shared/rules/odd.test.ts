import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOdd } from '#shared/rules/odd.ts';

const seed = { seed: 3216 };
const aSize = fc.integer({ min: 1, max: 1_000_000 });
const aSign = fc.constantFrom(1, -1);
const steady = [100, 101, 99, 102, 98, 100, 101, 99];

describe('a step', () => {
  it('is to more than three times, or less than a third', () => {
    expect(findOdd(300, [100])).toBeNull();
    expect(findOdd(301, [100])).toEqual({ code: 'step_up', previous: 100, factor: 3.01 });
    expect(findOdd(100, [300])).toBeNull();
    expect(findOdd(99, [300])).toEqual({ code: 'step_down', previous: 300, factor: 0.33 });
  });

  it('is found by size alone, whatever the signs', () => {
    fc.assert(
      fc.property(aSize, aSize, aSign, aSign, (value, previous, one, other) => {
        expect(findOdd(one * value, [other * previous])?.code).toBe(findOdd(value, [previous])?.code);
      }),
      seed,
    );
  });

  it('up is a step down on the way back', () => {
    fc.assert(
      fc.property(aSize, aSize, (a, b) => {
        fc.pre(Math.max(a, b) !== 3 * Math.min(a, b));
        const turned = { step_up: 'step_down', step_down: 'step_up', outlier: 'outlier' } as const;
        const there = findOdd(a, [b]);
        expect(findOdd(b, [a])?.code).toBe(there ? turned[there.code] : undefined);
      }),
      seed,
    );
  });

  it('is judged by the newest value only, and none leads from or to zero', () => {
    expect(findOdd(100, [1, 1, 100])).toBeNull();
    expect(findOdd(1, [1, 1, 100])?.code).toBe('step_down');
    fc.assert(
      fc.property(aSize, aSign, (value, sign) => {
        expect(findOdd(sign * value, [0])).toBeNull();
        expect(findOdd(0, [sign * value])).toBeNull();
      }),
      seed,
    );
    expect(findOdd(1e12, [])).toBeNull();
  });
});

describe('an outlier', () => {
  it('lies further off than a steady series ever was', () => {
    expect(findOdd(106, steady)).toBeNull();
    expect(findOdd(107, steady)).toEqual({ code: 'outlier', low: 94, high: 106 });
    expect(findOdd(93, steady)).toEqual({ code: 'outlier', low: 94, high: 106 });
    expect(findOdd(0, steady)?.code).toBe('outlier');
  });

  it('wants eight values and some spread', () => {
    expect(findOdd(150, steady.slice(1))).toBeNull();
    expect(findOdd(150, Array(20).fill(100))).toBeNull();
  });

  it('is never a value that lies among the ones before, near their middle', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 200 }), { minLength: 8, maxLength: 40 }), (before) => {
        const sorted = [...before].sort((a, b) => a - b);
        const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
        expect(findOdd(middle, before)).toBeNull();
      }),
      seed,
    );
  });

  it('does not depend on the order of what came before, nor on the unit', () => {
    const series = fc.array(fc.integer({ min: 100, max: 200 }), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(series, fc.integer({ min: 70, max: 290 }), (before, value) => {
        const code = findOdd(value, before)?.code;
        expect(
          findOdd(
            value,
            [...before].sort((a, b) => a - b),
          )?.code,
        ).toBe(code);
        expect(
          findOdd(
            value * 1_024,
            before.map((one) => one * 1_024),
          )?.code,
        ).toBe(code);
      }),
      seed,
    );
  });

  it('names bounds that the value lies outside of, and that are not odd themselves', () => {
    const series = fc.array(fc.integer({ min: 100, max: 120 }), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(series, fc.integer({ min: 61, max: 290 }), (before, value) => {
        const found = findOdd(value, before);
        if (found?.code !== 'outlier') return;
        expect(value < found.low || value > found.high).toBe(true);
        for (const bound of [found.low, found.high]) {
          if (bound > 60) expect(findOdd(bound, before)).toBeNull();
        }
      }),
      seed,
    );
  });
});
