import type { Band, Status, Threshold } from '../model/indicator.ts';
import type { Quality } from '../model/reading.ts';

/** The band a value falls in: `min` inclusive, `max` exclusive, the last band takes its own upper bound too. */
export function findBand(threshold: Threshold | null, value: number): Band | null {
  if (!threshold) return null;
  const { bands } = threshold;
  for (const [index, band] of bands.entries()) {
    const isLast = index === bands.length - 1;
    const aboveMin = band.min === null || value >= band.min;
    const belowMax = band.max === null || value < band.max || (isLast && value === band.max);
    if (aboveMin && belowMax) return band;
  }
  return null;
}

/** Status of a value. Bad quality, no value and low-confidence limits never colour a figure (PRODUCT principle 1, design/README). */
export function toStatus(threshold: Threshold | null, value: number | null, quality: Quality): Status {
  if (value === null || quality === 'bad' || !threshold || threshold.confidence === 'low') return 'none';
  return findBand(threshold, value)?.status ?? 'none';
}
