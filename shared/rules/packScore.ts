import type { PackScore, PackSections } from '../model/pack.ts';

/** True where any figure that counts in the score is simulated: then so is the score. */
export function isSimulatedScore(
  { pillar, ratios }: Pick<PackScore, 'pillar' | 'ratios'>,
  { figures, totals }: Pick<PackSections, 'figures' | 'totals'>,
): boolean {
  const counted = new Set(ratios.map(({ id }) => id));
  return [...figures.filter(({ level }) => level === 'regency'), ...totals].some(
    (one) => one.pillar === pillar && one.origin === 'simulated' && counted.has(one.indicator),
  );
}
