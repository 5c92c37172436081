/** How bearable a load is. */
export type LoadBand = 'calm' | 'manageable' | 'too-many' | 'flood';

/** Upper ends of the bands: alarms raised per operator in 10 minutes. */
export const loadBands: readonly (readonly [LoadBand, number])[] = [
  ['calm', 1],
  ['manageable', 2],
  ['too-many', 10],
  ['flood', Number.POSITIVE_INFINITY],
];

/**
 * Band of a load per operator and 10 minutes: up to 1 is very likely to be acceptable, up to 2 manageable, beyond it over-demanding,
 * and more than 10 a flood (EEMUA 191, table of average and peak rates; ISA-18.2 section 16 takes the same numbers).
 */
export function toLoadBand(perOperator: number): LoadBand {
  return loadBands.find(([, end]) => perOperator <= end)?.[0] ?? 'flood';
}

/** Where a load stands on a gauge whose four bands are equally wide, 0 to 1; beyond 30 it is full. */
export function toGaugeShare(perOperator: number): number {
  const ends = [0, 1, 2, 10, 30];
  const value = Math.min(30, Math.max(0, perOperator));
  const band = ends.findIndex((end, index) => index > 0 && value <= end);
  const [from = 0, to = 1] = [ends[band - 1], ends[band]];
  return (band - 1 + (value - from) / (to - from)) / (ends.length - 1);
}
