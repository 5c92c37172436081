/** Why a value asks for a reason before it is taken, with the numbers that say so. */
export type OddReason =
  | { readonly code: 'step_up' | 'step_down'; readonly previous: number; readonly factor: number }
  | { readonly code: 'outlier'; readonly low: number; readonly high: number };

/** A step to more than three times, or less than a third, of the value before. Our own setting; it only asks, it never refuses. */
const stepFactor = 3;
/** Distance from the median in median absolute deviations; 6 of them is beyond what a steady series shows. */
const outlierMads = 6;
const fewestForOutlier = 8;

/**
 * Judges a new value by the ones before it, newest last; null where nothing is odd. Values of other signs are judged by size; a step
 * from or to zero is no step.
 */
export function findOdd(value: number, before: readonly number[]): OddReason | null {
  const previous = before.at(-1);
  if (previous !== undefined && previous !== 0 && value !== 0) {
    const factor = Math.abs(value / previous);
    if (factor > stepFactor) return { code: 'step_up', previous, factor };
    if (factor < 1 / stepFactor) return { code: 'step_down', previous, factor };
  }
  if (before.length < fewestForOutlier) return null;
  const middle = toMedian(before);
  const mad = toMedian(before.map((one) => Math.abs(one - middle)));
  if (mad === 0 || Math.abs(value - middle) <= outlierMads * mad) return null;
  return { code: 'outlier', low: middle - outlierMads * mad, high: middle + outlierMads * mad };
}

function toMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? 0;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? 0) + upper) / 2 : upper;
}
