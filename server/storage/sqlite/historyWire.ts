import type { HistoryPoint, HistoryResult } from '../../domain/readings/readingStore.ts';

/** A history on its way between threads: the points as one block of numbers, two or four a point; not a number stands for null. */
export interface PackedHistory extends Omit<HistoryResult, 'points'> {
  readonly numbers: Float64Array;
  readonly each: 2 | 4;
}

export function packHistory({ points, ...rest }: HistoryResult): PackedHistory {
  const each = rest.downsampled ? 4 : 2;
  const numbers = new Float64Array(points.length * each);
  for (const [index, [at, value, low, high]] of points.entries()) {
    const start = index * each;
    numbers[start] = at;
    numbers[start + 1] = value ?? Number.NaN;
    if (each === 2) continue;
    numbers[start + 2] = low ?? Number.NaN;
    numbers[start + 3] = high ?? Number.NaN;
  }
  return { ...rest, numbers, each };
}

export function unpackHistory({ numbers, each, ...rest }: PackedHistory): HistoryResult {
  const points: HistoryPoint[] = [];
  for (let start = 0; start < numbers.length; start += each) {
    const at = numbers[start] ?? 0;
    const stored = numbers[start + 1] ?? Number.NaN;
    const value = Number.isNaN(stored) ? null : stored;
    if (each === 2) points.push([at, value]);
    else points.push([at, value, numbers[start + 2] ?? 0, numbers[start + 3] ?? 0]);
  }
  return { ...rest, points };
}
