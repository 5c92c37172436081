import type { Direction, Indicator, Target } from '../model/indicator.ts';
import type { Quality } from '../model/reading.ts';
import type { Freshness } from './freshness.ts';

/** How much must be known before a pillar gets a score; data of the region pack. */
export interface ScoreRule {
  /** Least number of indicators that count. */
  readonly minCounted: number;
  /** Least share of the pillar's weight that counts, 0 to 1. */
  readonly minShare: number;
}

/** One indicator of the pillar with what is known of it at the regency's level. */
export interface ScoreInput {
  readonly indicator: Pick<Indicator, 'id' | 'direction' | 'target' | 'weight'>;
  readonly value: number | null;
  readonly quality: Quality;
  readonly freshness: Freshness;
  /** Calendar year of the value in the region's zone; null without a value. */
  readonly year: number | null;
}

/** A pillar's score with everything needed to explain it. */
export interface PillarScore {
  /** 1.00 = on target, at most 1.25; null when too little is known ("belum dapat dihitung"). */
  readonly value: number | null;
  readonly total: number;
  /** Indicators with a value that is fresh or due. */
  readonly current: number;
  /** Indicators with a sourced target that still applies. */
  readonly withTarget: number;
  /** Indicators that are both, and so count. */
  readonly counted: number;
  /** Ratio per counted indicator, worst first; the first two pull the score down most. */
  readonly ratios: readonly { readonly id: string; readonly ratio: number }[];
}

/** Cap of one indicator's ratio, so that one overshoot cannot hide a failure (PRODUCT, indicator catalogue). */
export const ratioCap = 1.25;

/**
 * Value against target, 1.00 = reached, between 0 and 1.25. Null where no ratio can be told: the direction has no better side, or the
 * target is negative, or is zero with higher better. A target of zero with lower better is reached or not.
 */
export function toRatio(value: number, target: Target, direction: Direction): number | null {
  if (target.value < 0) return null;
  if (direction === 'higher') return target.value === 0 ? null : clamp(value / target.value);
  if (direction !== 'lower') return null;
  if (target.value === 0) return value <= 0 ? 1 : 0;
  return value <= 0 ? ratioCap : clamp(target.value / value);
}

function clamp(ratio: number): number {
  return Math.min(ratioCap, Math.max(0, ratio));
}

/** A target applies to values up to its own year; an older target says nothing about a newer value. */
export function hasApplicableTarget(target: Target | null, year: number | null): boolean {
  return target !== null && (year === null || year <= target.year);
}

/** Weighted mean of the ratios over indicators that are current and have an applicable target. Pure; formula shown on screen. */
export function computePillarScore(inputs: readonly ScoreInput[], rule: ScoreRule): PillarScore {
  let weightAll = 0;
  let weightCounted = 0;
  let sum = 0;
  let current = 0;
  let withTarget = 0;
  const ratios: { id: string; ratio: number }[] = [];
  for (const input of inputs) {
    weightAll += input.indicator.weight;
    const isCurrent = isCounting(input);
    if (isCurrent) current += 1;
    const applies = hasApplicableTarget(input.indicator.target, input.year);
    if (applies) withTarget += 1;
    if (!isCurrent || !applies || input.value === null || input.indicator.target === null) continue;
    const ratio = toRatio(input.value, input.indicator.target, input.indicator.direction);
    if (ratio === null) continue;
    weightCounted += input.indicator.weight;
    sum += ratio * input.indicator.weight;
    ratios.push({ id: input.indicator.id, ratio });
  }
  ratios.sort((a, b) => a.ratio - b.ratio || a.id.localeCompare(b.id));
  const enough =
    ratios.length >= rule.minCounted && weightAll > 0 && weightCounted / weightAll >= rule.minShare;
  return {
    value: enough && weightCounted > 0 ? sum / weightCounted : null,
    total: inputs.length,
    current,
    withTarget,
    counted: ratios.length,
    ratios,
  };
}

function isCounting(input: ScoreInput): boolean {
  return (
    input.value !== null &&
    input.quality !== 'bad' &&
    (input.freshness === 'fresh' || input.freshness === 'due')
  );
}
