import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, toApproximateMs, toDurationParts, toZoneOffsetMs } from '#shared/rules/calendar.ts';

const wib = 'Asia/Jakarta';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });

function add(from: string, duration: string, zone = wib): string {
  return new Date(addDuration(Date.parse(from), duration, zone)).toISOString();
}

/** Year, month and day on the wall calendar of WIB. */
function toWibDate(at: number): [number, number, number] {
  const local = new Date(at + 7 * hourMs);
  return [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
}

function isLastDayInWib(at: number): boolean {
  return toWibDate(at + dayMs)[2] === 1;
}

describe('toDurationParts', () => {
  it('splits every field, weeks into days', () => {
    expect(toDurationParts('P1Y2M3W4DT5H6M7S')).toEqual({
      years: 1,
      months: 2,
      days: 25,
      clockMs: 5 * hourMs + 6 * 60_000 + 7_000,
    });
    expect(toDurationParts('PT0S')).toEqual({ years: 0, months: 0, days: 0, clockMs: 0 });
  });

  it('throws on what is no duration', () => {
    for (const text of ['1Y', 'P-1D', 'P1.5D', 'P', 'PT', 'P1H', ''])
      expect(() => toDurationParts(text), text).toThrow(RangeError);
  });

  it('measures a year as twelve months and a month as thirty and a half days, roughly', () => {
    expect(toApproximateMs('P1Y')).toBe(toApproximateMs('P12M'));
    expect(toApproximateMs('P1W')).toBe(7 * dayMs);
    expect(toApproximateMs('PT24H')).toBe(toApproximateMs('P1D'));
  });
});

describe('toZoneOffsetMs', () => {
  it('knows the three zones of Indonesia and a zone with summer time', () => {
    const at = Date.UTC(2026, 6, 1);
    expect(toZoneOffsetMs(at, wib)).toBe(7 * hourMs);
    expect(toZoneOffsetMs(at, 'Asia/Makassar')).toBe(8 * hourMs);
    expect(toZoneOffsetMs(at, 'Asia/Jayapura')).toBe(9 * hourMs);
    expect(toZoneOffsetMs(at, 'America/New_York')).toBe(-4 * hourMs);
    expect(toZoneOffsetMs(Date.UTC(2026, 0, 1), 'America/New_York')).toBe(-5 * hourMs);
  });

  it('is not disturbed by milliseconds', () => {
    fc.assert(fc.property(instants, (at) => toZoneOffsetMs(at, wib) === 7 * hourMs));
  });
});

describe('addDuration', () => {
  it('goes from the end of a period in WIB to the end of the next', () => {
    expect(add('2025-12-31T23:59:59+07:00', 'P1Y')).toBe('2026-12-31T16:59:59.000Z');
    expect(add('2025-12-31T23:59:59+07:00', 'P1M')).toBe('2026-01-31T16:59:59.000Z');
    expect(add('2026-01-31T23:59:59+07:00', 'P1M')).toBe('2026-02-28T16:59:59.000Z');
    expect(add('2026-02-28T23:59:59+07:00', 'P1M')).toBe('2026-03-31T16:59:59.000Z');
    expect(add('2024-02-29T23:59:59+07:00', 'P1Y')).toBe('2025-02-28T16:59:59.000Z');
    expect(add('2023-02-28T23:59:59+07:00', 'P1Y')).toBe('2024-02-29T16:59:59.000Z');
    expect(add('2026-03-31T23:59:59+07:00', 'P3M')).toBe('2026-06-30T16:59:59.000Z');
    expect(add('2026-06-30T23:59:59+07:00', 'P6M')).toBe('2026-12-31T16:59:59.000Z');
  });

  it('takes the day of the zone, not of UTC, for the end of a month', () => {
    // 00:30 on 1 March in WIB is still February in UTC.
    expect(add('2026-03-01T00:30:00+07:00', 'P1M')).toBe('2026-03-31T17:30:00.000Z');
    expect(add('2026-03-01T00:30:00+07:00', 'P1M', 'UTC')).toBe('2026-03-31T17:30:00.000Z');
    expect(add('2026-04-01T00:30:00+07:00', 'P1M')).toBe('2026-04-30T17:30:00.000Z');
    expect(add('2026-04-01T00:30:00+07:00', 'P1M', 'UTC')).toBe('2026-04-30T17:30:00.000Z');
    expect(add('2026-05-01T00:00:00+07:00', 'P1M')).toBe('2026-05-31T17:00:00.000Z');
  });

  it('keeps the hour of the wall clock where a zone changes it, and adds hours as plain time', () => {
    expect(add('2026-03-07T12:00:00-05:00', 'P1D', 'America/New_York')).toBe('2026-03-08T16:00:00.000Z');
    expect(add('2026-03-07T12:00:00-05:00', 'PT24H', 'America/New_York')).toBe('2026-03-08T17:00:00.000Z');
  });

  it('adds days as 24 hours in a zone without summer time', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 400 }), (at, days) => {
        expect(addDuration(at, `P${days}D`, wib)).toBe(at + days * dayMs);
      }),
    );
  });

  it('moves months by the calendar: same clock, same day or the last, a last day stays a last day', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 240 }), (at, months) => {
        const to = addDuration(at, `P${months}M`, wib);
        const [year, month, day] = toWibDate(at);
        const [toYear, toMonth, toDay] = toWibDate(to);
        expect(toYear * 12 + toMonth).toBe(year * 12 + month + months);
        expect((to - at) % dayMs).toBe(0);
        if (isLastDayInWib(at)) expect(isLastDayInWib(to)).toBe(true);
        else expect(toDay === day || (toDay < day && isLastDayInWib(to))).toBe(true);
      }),
    );
  });

  it('gives twelve months and one year the same end', () => {
    fc.assert(fc.property(instants, (at) => addDuration(at, 'P12M', wib) === addDuration(at, 'P1Y', wib)));
  });

  it('never goes back, and stands still for nothing', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom('P1M', 'P3M', 'P1Y', 'P1D', 'PT1S'), (at, duration) => {
        expect(addDuration(at, duration, wib)).toBeGreaterThan(at);
        expect(addDuration(at, 'PT0S', wib)).toBe(at);
      }),
    );
  });
});
