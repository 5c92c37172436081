import { describe, expect, it } from 'vitest';
import { type Pair, toFlatData } from '../../../../client/features/charts/chartLines.ts';

describe('data of a line', () => {
  it('holds an empty value as what the chart breaks its line at', () => {
    const pairs: Pair[] = [
      [1, 2],
      [3, null],
    ];
    expect(toFlatData(pairs)).toEqual(Float64Array.of(1, 2, 3, Number.NaN));
  });
});
