import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorId } from '#shared/model/ids.ts';
import { type LimitCondition, type LimitMemory, stepLimit, toLimitMemory } from '#shared/rules/alarmLimit.ts';

const usual: LimitCondition = {
  kind: 'limit',
  indicator: 'environment-pm25' as IndicatorId,
  side: 'above',
  limit: 100,
  deadBand: 10,
  delaySeconds: 0,
  clearSeconds: 0,
  count: 1,
};

/** Active after each `[seconds, value]`. */
function run(
  values: readonly (readonly [number, number])[],
  more: Partial<LimitCondition> = {},
  from = false,
) {
  let memory = toLimitMemory(from);
  return values.map(([seconds, value]) => {
    memory = stepLimit(memory, value, seconds * 1_000, { ...usual, ...more });
    return memory.active;
  });
}

describe('a limit', () => {
  it('is passed beyond it, not at it, and left a dead band inside, not before', () => {
    expect(
      run([
        [0, 100],
        [1, 100.1],
        [2, 90.1],
        [3, 90],
        [4, 99],
        [5, 101],
      ]),
    ).toEqual([false, true, true, false, false, true]);
    expect(
      run(
        [
          [0, 100],
          [1, 99.9],
          [2, 109.9],
          [3, 110],
        ],
        { side: 'below' },
      ),
    ).toEqual([false, true, true, false]);
  });

  it('asks for so many values in a row: one in the dead band or inside begins anew', () => {
    const count = 3;
    expect(
      run(
        [
          [0, 101],
          [1, 101],
          [2, 101],
        ],
        { count },
      ),
    ).toEqual([false, false, true]);
    expect(
      run(
        [
          [0, 101],
          [1, 101],
          [2, 95],
          [3, 101],
          [4, 101],
          [5, 101],
        ],
        { count },
      ),
    ).toEqual([false, false, false, false, false, true]);
  });

  it('asks for values that span the delay, by their own times, whenever they come', () => {
    const more = { delaySeconds: 60 };
    expect(
      run(
        [
          [0, 101],
          [30, 101],
          [59, 101],
          [60, 101],
        ],
        more,
      ),
    ).toEqual([false, false, false, true]);
    expect(
      run(
        [
          [0, 101],
          [30, 50],
          [60, 101],
          [119, 101],
          [120, 101],
        ],
        more,
      ),
    ).toEqual([false, false, false, false, true]);
    expect(
      run(
        [
          [0, 101],
          [3_600, 101],
        ],
        { ...more, count: 3 },
      ),
    ).toEqual([false, false]);
  });

  it('is over once values lie inside for the clearing time; one beyond or between begins it anew', () => {
    const more = { clearSeconds: 60 };
    expect(
      run(
        [
          [0, 101],
          [10, 80],
          [69, 80],
          [70, 80],
        ],
        more,
      ),
    ).toEqual([true, true, true, false]);
    expect(
      run(
        [
          [0, 101],
          [10, 80],
          [40, 95],
          [70, 80],
          [129, 80],
          [130, 80],
        ],
        more,
      ),
    ).toEqual([true, true, true, true, true, false]);
  });

  const valueArbitrary = fc.integer({ min: 9_001, max: 10_000 }).map((value) => value / 100);

  it('never changes by a value that chatters within the dead band', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5_000 }), valueArbitrary), { maxLength: 50 }),
        fc.record({
          count: fc.integer({ min: 1, max: 20 }),
          delaySeconds: fc.integer({ min: 0, max: 3_600 }),
          clearSeconds: fc.integer({ min: 0, max: 3_600 }),
        }),
        (from, values, more) => {
          expect(run(values, more, from).every((active) => active === from)).toBe(true);
        },
      ),
      { seed: 3216, numRuns: 1_000 },
    );
  });

  it('decides the same for both sides, mirrored', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 70, max: 130 })), {
          maxLength: 40,
        }),
        fc.record({
          count: fc.integer({ min: 1, max: 4 }),
          delaySeconds: fc.integer({ min: 0, max: 100 }),
          clearSeconds: fc.integer({ min: 0, max: 100 }),
          deadBand: fc.integer({ min: 0, max: 20 }),
        }),
        (steps, more) => {
          let seconds = 0;
          const values = steps.map(([wait, value]) => {
            seconds += wait;
            return [seconds, value] as const;
          });
          const mirrored = values.map(([at, value]) => [at, 200 - value] as const);
          expect(run(mirrored, { ...more, side: 'below' })).toEqual(run(values, more));
        },
      ),
      { seed: 3216, numRuns: 500 },
    );
  });

  it('is never active without the count and the delay behind it, nor over without the clearing time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 70, max: 130 })), {
          maxLength: 60,
        }),
        (steps) => {
          const condition = { ...usual, count: 2, delaySeconds: 60, clearSeconds: 60 };
          let memory: LimitMemory = toLimitMemory(false);
          let at = 0;
          const past: [number, number][] = [];
          for (const [wait, value] of steps) {
            at += wait * 1_000;
            past.push([at, value]);
            const before = memory.active;
            memory = stepLimit(memory, value, at, condition);
            const since = (isIn: (value: number) => boolean) => {
              const last = past.findLastIndex(([, one]) => !isIn(one));
              return past.slice(last + 1);
            };
            const beyond = since((one) => one > 100);
            const inside = since((one) => one <= 90);
            const isDue = beyond.length >= 2 && at - (beyond[0]?.[0] ?? at) >= 60_000;
            const isOver = inside.length > 0 && at - (inside[0]?.[0] ?? at) >= 60_000;
            expect(memory.active).toBe(before ? !isOver : isDue);
          }
        },
      ),
      { seed: 3216, numRuns: 500 },
    );
  });
});
