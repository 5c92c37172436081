import {
  type Dimension,
  dimensions,
  type Estimate,
  type Estimates,
  maxScore,
  type Scores,
  type Survey,
  surveyRule,
  type Weights,
} from '../model/evaluation.ts';
import type { Programme } from '../model/programme.ts';

/** What one dimension brings to the weighted score. */
export interface Contribution {
  readonly dimension: Dimension;
  readonly weight: number;
  readonly score: number | null;
  /** Points of the final score that come from it; null without a score. */
  readonly points: number | null;
  /** Points that the final score gains when this dimension reaches the highest score; null without a score, since what it brings already is not known. */
  readonly toGain: number | null;
}

/** A weighted score with all that explains it. */
export interface WeightedScore {
  /** Weighted mean, 0 to 4; null while any dimension that weighs has no score. */
  readonly value: number | null;
  readonly contributions: readonly Contribution[];
  /**
   * 1 is all dimensions alike: 1 − standard deviation ÷ mean, never below 0. Our own formula: that of the ministry was not found. Null
   * while a score is missing or all are 0.
   */
  readonly balance: number | null;
}

/** Sum of the weights in percent, without the noise of binary fractions. */
export function toWeightSum(weights: Weights): number {
  return Math.round(dimensions.reduce((sum, one) => sum + weights[one], 0) * 1e6) / 1e6;
}

/** The weighted mean of the dimensions. Weights are percent and add up to 100. */
export function toWeightedScore(scores: Scores, weights: Weights): WeightedScore {
  const contributions = dimensions.map((dimension): Contribution => {
    const [score, weight] = [scores[dimension], weights[dimension]];
    const points = score === null ? null : (score * weight) / 100;
    const toGain = points === null ? null : (maxScore * weight) / 100 - points;
    return { dimension, weight, score, points, toGain };
  });
  const missing = contributions.some(({ points, weight }) => points === null && weight > 0);
  const sum = contributions.reduce((total, { points }) => total + (points ?? 0), 0);
  return { value: missing ? null : sum, contributions, balance: toBalance(scores) };
}

function toBalance(scores: Scores): number | null {
  const values = dimensions.map((one) => scores[one]).filter((one) => one !== null);
  if (values.length < dimensions.length) return null;
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  if (mean === 0) return null;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length;
  return Math.max(0, 1 - Math.sqrt(variance) / mean);
}

/** A dimension of which it is known what it would still bring. */
export interface Gain extends Contribution {
  readonly toGain: number;
}

/** Dimensions by what they would bring to the final score, most first; those without a score are left out. */
export function listGains({ contributions }: WeightedScore): readonly Gain[] {
  return contributions
    .filter((one): one is Gain => one.toGain !== null)
    .toSorted((a, b) => b.toGain - a.toGain);
}

/** As it is printed: two decimals, half away from zero, so that 2.685 reads 2.69 however binary fractions hold it. */
export function toPrinted(value: number): number {
  // What lies beyond nine decimals is noise of the sum: without it a half is a half again.
  const hundredths = Math.round(Math.round(Math.abs(value) * 1e9) / 1e7);
  return (Math.sign(value) * hundredths) / 100;
}

/** A programme as an estimate looks at it; null where it is not registered. */
export interface EstimatedProgramme {
  readonly isQuickWin: boolean | null;
  readonly isDone: boolean | null;
  readonly hasMoney: boolean | null;
}

/**
 * What an estimate needs of a programme. Done is what the register says is done, as on the board of programmes: physical progress is that
 * of one year's money, and a whole year of it does not end a programme of several.
 */
export function toEstimatedProgramme({
  quickWin,
  status,
  budgetIdr,
}: Pick<Programme, 'quickWin' | 'status' | 'budgetIdr'>): EstimatedProgramme {
  return {
    isQuickWin: quickWin,
    isDone: status === null ? null : status === 'done',
    hasMoney: budgetIdr === null ? null : budgetIdr > 0,
  };
}

/** What an estimate is reckoned from. */
export interface EstimateInput {
  readonly programmes: readonly EstimatedProgramme[];
  /** Score of each pillar, 1 = on target; null where it cannot be told. */
  readonly pillarScores: readonly (number | null)[];
}

/** Least share of the things in question that must be known before a share of them is told. */
export const estimateCoverage = 0.5;

/**
 * Simpul's own estimate, scale 0 to 4, from what is registered; not the ministry's value. Output: share of all programmes that have
 * registered money, one without any being none that is proven. Outcome: share of programmes done. Quick win: the same of quick wins. Impact: mean of the pillar scores, each at most 1. Baseline: no
 * rule is written, since it measures change by documents that are not here.
 */
export function toEstimates({ programmes, pillarScores }: EstimateInput): Estimates {
  const quickWins = programmes.filter(({ isQuickWin }) => isQuickWin === true);
  const reached = pillarScores.map((one) => (one === null ? null : Math.min(1, Math.max(0, one))));
  return {
    baseline: { value: null, counted: 0, of: 0 },
    output: toProven(programmes.map(({ hasMoney }) => toNumber(hasMoney))),
    outcome: toShare(programmes.map(({ isDone }) => toNumber(isDone))),
    impact: toShare(reached),
    quickWin: toShare(quickWins.map(({ isDone }) => toNumber(isDone))),
  };
}

const toNumber = (flag: boolean | null): number | null => (flag === null ? null : Number(flag));

function toShare(values: readonly (number | null)[]): Estimate {
  const known = values.filter((one) => one !== null);
  const of = values.length;
  const isEnough = of > 0 && known.length / of >= estimateCoverage;
  const mean = known.reduce((sum, one) => sum + one, 0) / known.length;
  return { value: isEnough ? mean * maxScore : null, counted: known.length, of };
}

/** Share of all that are known to be so, where enough is known to tell. */
function toProven(values: readonly (number | null)[]): Estimate {
  const { value, counted, of } = toShare(values);
  const proven = values.filter((one) => one === 1).length;
  return { value: value === null ? null : (proven / of) * maxScore, counted, of };
}

/** How a year's citizen survey stands against the rule. */
export interface SurveyState {
  /** Programmes with enough answers. */
  readonly counting: number;
  /** True when so many programmes count as the rule asks for. */
  readonly isWhole: boolean;
  /** Mean over the programmes that count, as a share of their scales, 0 to 1; null where none counts. */
  readonly share: number | null;
}

/** A result with fewer answers than the rule asks for is shown, but does not count. */
export function isCountingSurvey({ respondents }: Pick<Survey, 'respondents'>): boolean {
  return respondents >= surveyRule.respondents;
}

/** The results of one year against the rule. A programme that was asked about twice counts once, with its latest result. */
export function toSurveyState(
  surveys: readonly Pick<Survey, 'programme' | 'respondents' | 'score' | 'scale'>[],
): SurveyState {
  const latest = new Map<string, (typeof surveys)[number]>();
  for (const one of surveys) if (isCountingSurvey(one)) latest.set(one.programme.trim().toLowerCase(), one);
  const shares = [...latest.values()].map(({ score, scale }) => score / scale);
  return {
    counting: shares.length,
    isWhole: shares.length >= surveyRule.programmes,
    share: shares.length > 0 ? shares.reduce((sum, one) => sum + one, 0) / shares.length : null,
  };
}
