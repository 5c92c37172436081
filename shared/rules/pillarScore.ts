import { toRecordYear } from './figure.ts';
import type { RegionFigure } from './regionFigure.ts';
import { computePillarScore, type PillarScore, type ScoreRule } from './score.ts';

/** Score of a pillar from its regional figures. */
export function toPillarScore(figures: readonly RegionFigure[], rule: ScoreRule, zone: string): PillarScore {
  const inputs = figures.map(({ figure }) => ({
    indicator: figure.indicator,
    value: figure.value,
    quality: figure.record?.quality ?? ('good' as const),
    freshness: figure.freshness,
    year: figure.record ? toRecordYear(figure.record, figure.indicator, zone) : null,
  }));
  return computePillarScore(inputs, rule);
}
