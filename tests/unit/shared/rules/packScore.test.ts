import { expect, it } from 'vitest';
import { isSimulatedScore } from '../../../../shared/rules/packScore.ts';
import { buildPack, buildPackFigure, buildPackScore } from '../../../support/packBuilder.ts';

const score = buildPackScore();
const simulated = buildPackFigure({ origin: 'simulated' });

it.each([
  ['no figure that counts is', [buildPackFigure()], false],
  ['one that counts is', [simulated], true],
  ['one of a single area is', [buildPackFigure(), { ...simulated, level: 'kecamatan' }], false],
  [
    'one that does not count is',
    [buildPackFigure(), { ...simulated, indicator: 'governance-apbd-total' }],
    false,
  ],
] as const)('a score where %s simulated: %#', (_, figures, expected) => {
  expect(isSimulatedScore(score, buildPack({ figures, scores: [score] }).sections)).toBe(expected);
});

it('a score is simulated where a total that counts is', () => {
  const { indicator, pillar, name, value, unit, observedAt, freshness } = buildPackFigure();
  const total = { indicator, pillar, name, value, unit, observedAt, freshness };
  const made = { made: 'mean', areaName: null, count: 2, origin: 'simulated' };
  const { sections } = buildPack({ totals: [{ ...total, ...made }], scores: [score] });
  expect(isSimulatedScore(score, sections)).toBe(true);
});
