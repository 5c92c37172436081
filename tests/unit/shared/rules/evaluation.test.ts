import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensions, maxScore, type Scores, type Weights } from '#shared/model/evaluation.ts';
import type { Programme } from '#shared/model/programme.ts';
import {
  isCountingSurvey,
  listGains,
  toEstimatedProgramme,
  toEstimates,
  toPrinted,
  toSurveyState,
  toWeightedScore,
  toWeightSum,
} from '#shared/rules/evaluation.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const region = loadRegion('server/regions/bekasi');
const of = (year: number) => {
  const found = region.evaluations.find((one) => one.year === year);
  if (!found) throw new Error(`no evaluation of ${year}`);
  return found.doc;
};
const schemeOf = (id: string): Weights => {
  const found = region.weightSchemes.find((one) => one.id === id);
  if (!found) throw new Error(`no weights ${id}`);
  return found.weights;
};

describe('the published evaluation', () => {
  it('of 2023 comes out as it was published: 2.81', () => {
    const { scores, weights, published } = of(2023);
    const { value } = toWeightedScore(scores, weights);
    expect(value).toBeCloseTo(2.806, 9);
    expect(toPrinted(value ?? 0)).toBe(2.81);
    expect(published).toBe(2.81);
  });

  it('of 2023 would print 2.80 with the other weights, which is why they are not used', () => {
    const { value } = toWeightedScore(of(2023).scores, schemeOf('B'));
    expect(toPrinted(value ?? 0)).toBe(2.8);
  });

  it('of 2024 has no published total, and ours is not put in its place', () => {
    const { scores, weights, published } = of(2024);
    expect(published).toBeNull();
    expect(toPrinted(toWeightedScore(scores, weights).value ?? 0)).toBe(3.23);
  });
});

function scoresOf(values: readonly number[]): Scores {
  return Object.fromEntries(dimensions.map((one, index) => [one, values[index] ?? 0])) as Scores;
}
const weightsA = schemeOf('A');

describe('a weighted score', () => {
  it('is the sum of what its dimensions bring', () => {
    const { value, contributions } = toWeightedScore(of(2023).scores, weightsA);
    expect(contributions.map(({ points }) => toPrinted(points ?? 0))).toEqual([0.35, 0.47, 0.9, 0.54, 0.55]);
    expect(contributions.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBeCloseTo(value ?? 0, 9);
  });

  it('cannot be told while a dimension that weighs has no score', () => {
    const scores = { ...of(2023).scores, impact: null };
    expect(toWeightedScore(scores, weightsA)).toMatchObject({ value: null, balance: null });
    const without = { ...weightsA, impact: 0, outcome: 50 };
    expect(toWeightedScore(scores, without).value).not.toBeNull();
  });

  it('moves at once by the weight of the dimension that changes', () => {
    const before = toWeightedScore(of(2023).scores, weightsA).value ?? 0;
    const after = toWeightedScore({ ...of(2023).scores, output: 3.34 }, weightsA).value ?? 0;
    expect(after - before).toBeCloseTo(0.2, 9);
  });

  it('is printed with a half rounded up, however binary fractions hold it', () => {
    for (const half of [2.685, 2.005, 3.345, 1.005]) {
      expect(toPrinted(half)).toBe(Math.ceil(Math.round(half * 1_000) / 10) / 100);
      expect(toPrinted(half - 1e-13)).toBe(toPrinted(half));
      expect(toPrinted(-half)).toBe(-toPrinted(half));
    }
    expect(toPrinted(2.6849)).toBe(2.68);
    expect(toPrinted(0)).toBe(0);
  });

  it('says which dimension has most to bring', () => {
    const gains = listGains(toWeightedScore(of(2023).scores, weightsA));
    expect(gains.map(({ dimension }) => dimension)).toEqual([
      'output',
      'outcome',
      'impact',
      'quickWin',
      'baseline',
    ]);
    expect(toPrinted(gains[0]?.toGain ?? 0)).toBe(0.33);
  });

  it('does not say what a dimension without a score would bring', () => {
    const weighted = toWeightedScore({ ...of(2023).scores, output: null }, weightsA);
    expect(weighted.contributions.find(({ dimension }) => dimension === 'output')?.toGain).toBeNull();
    expect(listGains(weighted).map(({ dimension }) => dimension)).toEqual([
      'outcome',
      'impact',
      'quickWin',
      'baseline',
    ]);
  });

  it('lies between its lowest and highest part, and its gains lead to the highest score', () => {
    const score = fc.integer({ min: 0, max: 400 }).map((one) => one / 100);
    fc.assert(
      fc.property(fc.array(score, { minLength: 5, maxLength: 5 }), (values) => {
        const { value, contributions, balance } = toWeightedScore(scoresOf(values), weightsA);
        const all = contributions.reduce((sum, { toGain }) => sum + (toGain ?? 0), value ?? 0);
        expect(all).toBeCloseTo(maxScore, 9);
        expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        if (balance !== null) expect(balance).toBeGreaterThanOrEqual(0);
        if (balance !== null) expect(balance).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is balanced when all are alike', () => {
    expect(toWeightedScore(scoresOf([3, 3, 3, 3, 3]), weightsA).balance).toBe(1);
    expect(toWeightedScore(scoresOf([4, 4, 4, 4, 0]), weightsA).balance).toBeCloseTo(0.5, 9);
    expect(toWeightedScore(scoresOf([0, 0, 0, 0, 0]), weightsA).balance).toBeNull();
  });

  it('adds weights up without the noise of binary fractions', () => {
    expect(toWeightSum({ baseline: 33.3, output: 33.3, outcome: 33.3, impact: 0.1, quickWin: 0 })).toBe(100);
  });
});

describe('our own estimate', () => {
  const unknown = { isQuickWin: null, isDone: null, hasMoney: null };

  it('is not told where nothing is registered', () => {
    const estimates = toEstimates({ programmes: [unknown, unknown], pillarScores: [null, null] });
    for (const one of dimensions) expect(estimates[one].value).toBeNull();
    expect(estimates.outcome).toEqual({ value: null, counted: 0, of: 2 });
  });

  it('is the share of what is known, of money the share that is registered, once half is known', () => {
    const done = { isQuickWin: true, isDone: true, hasMoney: true };
    const running = { isQuickWin: false, isDone: false, hasMoney: true };
    const { outcome, output, quickWin, baseline } = toEstimates({
      programmes: [done, running, unknown, unknown],
      pillarScores: [],
    });
    expect(outcome).toEqual({ value: 2, counted: 2, of: 4 });
    // Money that nobody registered is not proven, whatever is known of the rest.
    expect(output).toEqual({ value: 2, counted: 2, of: 4 });
    expect(quickWin).toEqual({ value: 4, counted: 1, of: 1 });
    expect(baseline.value).toBeNull();
    expect(toEstimates({ programmes: [done, unknown, unknown], pillarScores: [] }).outcome.value).toBeNull();
  });

  it('takes a status for what it says, and a programme that nobody said anything of for unknown', () => {
    const isDone = (status: Programme['status']) =>
      toEstimatedProgramme({ quickWin: true, status, budgetIdr: null }).isDone;
    expect(isDone('planned')).toBe(false);
    expect(isDone('running')).toBe(false);
    expect(isDone('stopped')).toBe(false);
    expect(isDone('done')).toBe(true);
    expect(isDone(null)).toBeNull();
  });

  it('caps a pillar that is beyond its targets, so that it hides no other', () => {
    const { impact } = toEstimates({ programmes: [], pillarScores: [1.25, 0.5, null, null] });
    expect(impact).toEqual({ value: 3, counted: 2, of: 4 });
  });
});

describe('citizen surveys', () => {
  const survey = (programme: string, respondents: number, score = 3) => ({
    programme,
    respondents,
    score,
    scale: 4,
  });

  it('count from 50 answers on', () => {
    expect(isCountingSurvey(survey('a', 49))).toBe(false);
    expect(isCountingSurvey(survey('a', 50))).toBe(true);
  });

  it('are whole with six programmes; one that was asked about twice counts once, with its latest result', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((name) => survey(name, 60));
    expect(toSurveyState([...five, survey('f', 10), survey('E ', 70, 2)])).toMatchObject({
      counting: 5,
      isWhole: false,
    });
    const six = toSurveyState([...five, survey('f', 50, 4)]);
    expect(six).toMatchObject({ counting: 6, isWhole: true });
    expect(six.share).toBeCloseTo((5 * 0.75 + 1) / 6, 9);
    expect(toSurveyState([survey('a', 3)])).toEqual({ counting: 0, isWhole: false, share: null });
  });
});
