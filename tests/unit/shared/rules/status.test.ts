import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Threshold } from '#shared/model/indicator.ts';
import { findBand, toStatus } from '#shared/rules/status.ts';

const label = (text: string) => ({ id: text, en: text });
const spbe: Threshold = {
  id: 'spbe',
  source: 'PermenPANRB 59/2020',
  confidence: 'high',
  bands: [
    { min: 0, max: 1.8, label: label('Kurang'), status: 'bad' },
    { min: 1.8, max: 2.6, label: label('Cukup'), status: 'watch' },
    { min: 2.6, max: 5, label: label('Baik'), status: 'normal' },
  ],
};
const open: Threshold = {
  ...spbe,
  bands: [
    { min: null, max: 50, label: label('biasa'), status: 'normal' },
    { min: 50, max: null, label: label('lebat'), status: 'watch' },
  ],
};

describe('findBand', () => {
  it('gives a limit to the band above it, and the last limit to the last band', () => {
    const found = [0, 1.799, 1.8, 2.599, 2.6, 5].map((value) => findBand(spbe, value)?.label.id);
    expect(found).toEqual(['Kurang', 'Kurang', 'Cukup', 'Cukup', 'Baik', 'Baik']);
  });

  it('finds nothing outside closed ends and always something inside open ones', () => {
    expect(findBand(spbe, -0.1)).toBeNull();
    expect(findBand(spbe, 5.1)).toBeNull();
    expect(findBand(null, 1)).toBeNull();
    fc.assert(fc.property(fc.double({ noNaN: true }), (value) => findBand(open, value) !== null));
  });

  it('finds the one band that holds the value', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), (value) => {
        const band = findBand(spbe, value);
        const holding = spbe.bands.filter(({ min, max }) => value >= (min ?? 0) && value < (max ?? 5));
        expect(band).toBe(holding[0] ?? spbe.bands.at(-1));
        expect(holding.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('toStatus', () => {
  it('is the status of the band', () => {
    expect(toStatus(spbe, 1.79, 'good')).toBe('bad');
    expect(toStatus(spbe, 1.8, 'good')).toBe('watch');
    expect(toStatus(spbe, 4.48, 'uncertain')).toBe('normal');
  });

  it('colours no absent, bad or unbounded value, and nothing by limits of low confidence', () => {
    expect(toStatus(spbe, null, 'good')).toBe('none');
    expect(toStatus(spbe, 1, 'bad')).toBe('none');
    expect(toStatus(null, 1, 'good')).toBe('none');
    expect(toStatus(spbe, 7, 'good')).toBe('none');
    expect(toStatus({ ...spbe, confidence: 'low' }, 1, 'good')).toBe('none');
  });
});
