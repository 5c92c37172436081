import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeFreshnessWindow, freshnesses, type Timing, toFreshness } from '#shared/rules/freshness.ts';

const wib = 'Asia/Jakarta';
const none = 'PT0S';

function timing(cadence: string, publicationLag = none, grace = none): Timing {
  return { cadence, publicationLag, grace };
}

function windowOf(observedAt: string, rhythm: Timing, zone = wib) {
  const { freshUntil, dueUntil } = computeFreshnessWindow(Date.parse(observedAt), rhythm, zone);
  return [new Date(freshUntil).toISOString(), new Date(dueUntil).toISOString()];
}

describe('computeFreshnessWindow', () => {
  it.each([
    ['PT1S', 5_000],
    ['PT2S', 5_000],
    ['PT3S', 5_700],
    ['PT5S', 9_500],
    ['PT1M', 114_000],
    ['PT10M', 1_140_000],
    ['PT1H', 6_840_000],
    ['PT12H', 82_080_000],
  ])('gives a sensor of %s 1.9 turns and never less than 5 s', (cadence, freshMs) => {
    const at = Date.parse('2026-11-23T10:00:00+07:00');
    const { freshUntil, dueUntil } = computeFreshnessWindow(at, timing(cadence, none, 'PT1M'), wib);
    expect(freshUntil - at).toBeCloseTo(freshMs, 6);
    expect(dueUntil - freshUntil).toBeCloseTo(60_000, 6);
  });

  it('expects a daily figure a day later, not 1.9 days', () => {
    expect(windowOf('2026-11-22T23:59:59+07:00', timing('P1D', 'P1D', 'P2D'))).toEqual([
      '2026-11-24T16:59:59.000Z',
      '2026-11-26T16:59:59.000Z',
    ]);
  });

  it('expects the figure of a year at the end of the next, after its lag, in WIB', () => {
    expect(windowOf('2025-12-31T23:59:59+07:00', timing('P1Y', 'P6M', 'P12M'))).toEqual([
      '2027-06-30T16:59:59.000Z',
      '2028-06-30T16:59:59.000Z',
    ]);
  });

  it('expects February after January whatever its length, and March after February', () => {
    const monthly = timing('P1M', none, 'P14D');
    expect(windowOf('2026-01-31T23:59:59+07:00', monthly)[0]).toBe('2026-02-28T16:59:59.000Z');
    expect(windowOf('2028-01-31T23:59:59+07:00', monthly)[0]).toBe('2028-02-29T16:59:59.000Z');
    expect(windowOf('2026-02-28T23:59:59+07:00', monthly)).toEqual([
      '2026-03-31T16:59:59.000Z',
      '2026-04-14T16:59:59.000Z',
    ]);
  });

  it('expects a quarter at the end of the next quarter', () => {
    expect(windowOf('2026-03-31T23:59:59+07:00', timing('P3M', 'P14D'))[0]).toBe('2026-07-14T16:59:59.000Z');
    expect(windowOf('2026-09-30T23:59:59+07:00', timing('P3M'))[0]).toBe('2026-12-31T16:59:59.000Z');
  });

  it('expects a budget that is in force from 1 January on the next 1 January', () => {
    expect(windowOf('2026-01-01T00:00:00+07:00', timing('P1Y', 'P2M', 'P6M'))).toEqual([
      '2027-02-28T17:00:00.000Z',
      '2027-08-31T17:00:00.000Z',
    ]);
  });

  it("counts in the region's zone", () => {
    const wit = windowOf('2026-01-31T23:59:59+09:00', timing('P1M'), 'Asia/Jayapura');
    expect(wit[0]).toBe('2026-02-28T14:59:59.000Z');
  });

  it('lies in order and after the value, whatever the rhythm', () => {
    const durations = fc.constantFrom(
      'PT0S',
      'PT1S',
      'PT90S',
      'PT3H',
      'P1D',
      'P1W',
      'P1M',
      'P6M',
      'P1Y',
      'P10Y',
    );
    const at = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2050, 0, 1) });
    fc.assert(
      fc.property(at, durations, durations, durations, (observedAt, cadence, lag, grace) => {
        const made = computeFreshnessWindow(observedAt, timing(cadence, lag, grace), wib);
        expect(made.freshUntil).toBeGreaterThan(observedAt);
        expect(made.dueUntil).toBeGreaterThanOrEqual(made.freshUntil);
      }),
    );
  });
});

describe('toFreshness', () => {
  const window = { freshUntil: 1_000, dueUntil: 2_000 };

  it('changes exactly at its two instants', () => {
    expect([0, 999, 1_000, 1_999, 2_000, 9_999].map((now) => toFreshness(window, now))).toEqual([
      'fresh',
      'fresh',
      'due',
      'due',
      'late',
      'late',
    ]);
  });

  it('is late at once where there is no grace', () => {
    const strict = { freshUntil: 1_000, dueUntil: 1_000 };
    expect([999, 1_000].map((now) => toFreshness(strict, now))).toEqual(['fresh', 'late']);
  });

  it('is none for a series that never had a value', () => {
    expect(toFreshness(null, 5)).toBe('none');
  });

  it('only ever gets older while no value comes', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), (a, b) => {
        const [before, after] = [Math.min(a, b), Math.max(a, b)].map((now) =>
          freshnesses.indexOf(toFreshness(window, now)),
        );
        expect(after).toBeGreaterThanOrEqual(before ?? 0);
      }),
    );
  });
});
