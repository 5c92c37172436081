import { describe, expect, it } from 'vitest';
import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { rankAreas } from '../../../../client/features/ranking/rankAreas.ts';

const now = Date.UTC(2026, 10, 23, 7);
const label = { id: 'x', en: 'x' };
const indicator = {
  id: 'environment-rain-24h',
  cadence: 'PT1H',
  publicationLag: 'PT0S',
  grace: 'PT1H',
  thresholds: {
    id: 't',
    source: 's',
    confidence: 'high',
    bands: [
      { min: 0, max: 50, label, status: 'normal' },
      { min: 50, max: null, label, status: 'watch' },
    ],
  },
} as unknown as Indicator;
const areas = ['01', '02', '03', '04'].map(
  (code) => ({ code: `32.16.${code}`, name: code, level: 'kecamatan' }) as unknown as Area,
);

function rank(values: Record<string, [number, number]>) {
  return rankAreas({
    areas,
    indicator,
    now,
    zone: 'Asia/Jakarta',
    lookup: (key) => {
      const found = values[key.slice(-2)];
      if (!found) return undefined;
      return { value: found[0], observedAt: now - found[1], quality: 'good' } as LiveRecord;
    },
  });
}

describe('ranking', () => {
  it('puts the highest first and keeps what is old or absent out of the places', () => {
    const { rows, old, none } = rank({ '01': [20, 0], '02': [80, 0], '03': [99, 19 * 3_600_000] });
    expect(rows.map(({ code, status }) => [code, status])).toEqual([
      ['32.16.02', 'watch'],
      ['32.16.01', 'normal'],
    ]);
    expect(old.map(({ code, value }) => [code, value])).toEqual([['32.16.03', 99]]);
    expect(none.map(({ code }) => code)).toEqual(['32.16.04']);
  });

  it('gives equal values one place', () => {
    const { rows } = rank({ '01': [20, 0], '02': [20, 0], '03': [30, 0], '04': [5, 0] });
    expect(rows.map(({ place }) => place)).toEqual([1, 2, 2, 4]);
  });

  it('lists old values from the newest', () => {
    const day = 86_400_000;
    const { old } = rank({ '01': [1, 9 * day], '02': [2, 3 * day], '03': [3, 5 * day] });
    expect(old.map(({ value }) => value)).toEqual([2, 3, 1]);
  });

  it('draws the limit where the status begins, and only inside the bars', () => {
    expect(rank({ '02': [100, 0] }).limit).toEqual({ value: 50, share: 0.5 });
    expect(rank({ '02': [10, 0] }).limit).toBeNull();
  });
});
