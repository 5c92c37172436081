import { describe, expect, it } from 'vitest';
import { toSparkline } from '../../../../client/components/sparklinePath.ts';

describe('sparkline', () => {
  const box = { width: 100, height: 20, pad: 0 };

  it('starts a new stroke after a gap and ends at the last value', () => {
    const { path, last } = toSparkline(
      [
        [0, 1],
        [1, null],
        [2, 3],
      ],
      box,
    );
    expect(path.match(/M/g)).toHaveLength(2);
    expect(last).toEqual([100, 0]);
  });

  it('draws a flat series in the middle and nothing without values', () => {
    expect(toSparkline([[0, 5]], box).last).toEqual([100, 10]);
    expect(toSparkline([[0, null]], box)).toEqual({ path: '', last: null });
  });
});
