import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parsePeriodKey,
  toCadenceUnit,
  toPeriodInstant,
  toPeriodKey,
  toPeriodLabel,
  toPeriodStart,
} from '#shared/rules/period.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const zone = 'Asia/Jakarta';
const iso = (at: number): string => new Date(at).toISOString();

describe('the instant of a period', () => {
  it.each([
    ['2025', 'end', '2025-12-31T16:59:59.000Z'],
    ['2025', 'start', '2024-12-31T17:00:00.000Z'],
    ['2026-S1', 'end', '2026-06-30T16:59:59.000Z'],
    ['2026-Q4', 'start', '2026-09-30T17:00:00.000Z'],
    ['2024-02', 'end', '2024-02-29T16:59:59.000Z'],
    ['2026-01-31', 'end', '2026-01-31T16:59:59.000Z'],
    ['2026-01-31T07:05', 'end', '2026-01-31T00:05:00.000Z'],
  ] as const)('%s at its %s is %s', (key, anchor, at) => {
    expect(iso(toPeriodInstant(key, anchor, zone))).toBe(at);
  });

  it('follows the clock of a zone that changes it', () => {
    expect(iso(toPeriodInstant('2026-03', 'end', 'Europe/Berlin'))).toBe('2026-03-31T21:59:59.000Z');
    expect(iso(toPeriodInstant('2026-02', 'end', 'Europe/Berlin'))).toBe('2026-02-28T22:59:59.000Z');
  });

  it('is the one at which the baseline of the region stands', () => {
    const region = loadRegion(fileURLToPath(new URL('../../../../server/regions/bekasi', import.meta.url)));
    const whole = region.baseline.filter(({ period }) => parsePeriodKey(period) !== null);
    expect(whole.length).toBeGreaterThan(100);
    for (const { indicator, period, observedAt } of whole) {
      const anchor = region.indicator(indicator)?.periodAnchor ?? 'end';
      expect(iso(toPeriodInstant(period, anchor, zone)), `${indicator} ${period}`).toBe(iso(observedAt));
    }
  });

  it('of no period is an error', () => {
    for (const key of [
      '',
      '26',
      '2026-13',
      '2026-Q5',
      '2026-02-30',
      '2026-01-31T24:00',
      'Januari 2026',
      '0026',
    ]) {
      expect(parsePeriodKey(key), key).toBeNull();
      expect(() => toPeriodInstant(key, 'end', zone)).toThrow(RangeError);
    }
  });

  it('ends a second before the next one begins', () => {
    const month = fc.record({
      year: fc.integer({ min: 1950, max: 2090 }),
      month: fc.integer({ min: 1, max: 11 }),
    });
    fc.assert(
      fc.property(
        month,
        fc.constantFrom(zone, 'Asia/Makassar', 'Europe/Berlin'),
        ({ year, month: number }, of) => {
          const end = toPeriodInstant(toPeriodKey('month', year, number, 1), 'end', of);
          expect(toPeriodStart(toPeriodKey('month', year, number + 1, 1), of) - end).toBe(1_000);
        },
      ),
      { seed: 3216 },
    );
  });
});

describe('the words of a period', () => {
  it('are the ones that people use', () => {
    const keys = ['2025', '2026-S2', '2026-Q3', '2026-01', '2026-01-31', '2026-01-31T07:05', 'x'];
    expect(keys.map((key) => toPeriodLabel(key, 'id'))).toEqual([
      '2025',
      'Semester II 2026',
      'Triwulan III 2026',
      'Januari 2026',
      '31 Januari 2026',
      '31 Januari 2026 07.05',
      'x',
    ]);
    expect(keys.map((key) => toPeriodLabel(key, 'en')).slice(1, 4)).toEqual([
      'H2 2026',
      'Q3 2026',
      'January 2026',
    ]);
  });

  it('follow the cadence', () => {
    expect(['P10Y', 'P1Y', 'P6M', 'P3M', 'P1M', 'P1W', 'P1D', 'PT1H', 'PT0S'].map(toCadenceUnit)).toEqual([
      'year',
      'year',
      'semester',
      'quarter',
      'month',
      'day',
      'day',
      'minute',
      'minute',
    ]);
    expect(toPeriodKey('semester', 2026, 7, 1)).toBe('2026-S2');
    expect(toPeriodKey('quarter', 2026, 7, 1)).toBe('2026-Q3');
  });
});
