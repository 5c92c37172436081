import { expect, it } from 'vitest';
import { toDecidedFigure } from '../../../../shared/rules/decidedFigure.ts';
import { buildRecord } from '../../../support/liveBuilders.ts';

const { indicator, area, observedAt } = buildRecord();
const none = { indicator, area, value: null, observedAt: null, origin: null };

it('a rejected value decides nothing: it is none, and so is one that the source does not know', () => {
  expect(toDecidedFigure({ indicator, area }, buildRecord({ quality: 'bad' }))).toEqual(none);
  expect(toDecidedFigure({ indicator, area }, buildRecord({ value: null }))).toEqual(none);
  expect(toDecidedFigure({ indicator, area }, undefined)).toEqual(none);
});

it('a figure that stands is kept with what qualifies it', () => {
  const record = buildRecord({ quality: 'uncertain', period: '2025 (tahun tidak pasti)' });
  expect(toDecidedFigure({ indicator, area }, record)).toEqual({
    ...{ indicator, area, value: 12.5, observedAt, origin: 'measured' },
    ...{ quality: 'uncertain', verification: 'provisional', period: '2025 (tahun tidak pasti)' },
  });
});
