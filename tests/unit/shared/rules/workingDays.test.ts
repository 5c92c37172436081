import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countWorkingDays,
  isWorkingDay,
  isYearKnown,
  toEndOfDay,
  toLocalDate,
  toWorkingDay,
  type WorkCalendar,
} from '#shared/rules/workingDays.ts';

const wib = 'Asia/Jakarta';
const hourMs = 3_600_000;
const day = (date: string, zone = '+07:00') => Date.parse(`${date}T10:00:00${zone}`);

function buildCalendar(holidays: readonly string[] = [], weekend: readonly number[] = [0, 6]): WorkCalendar {
  return { weekend, holidays: new Set(holidays), knownYears: new Set([2026]) };
}

/** Instants of some years, in zones that change their clocks and in some that do not. */
const anInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
const aZone = fc.constantFrom(
  wib,
  'Asia/Jayapura',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
);
const someDates = anInstant.map((at) => new Date(at).toISOString().slice(0, 10));
const aCalendar = fc
  .record({ holidays: fc.array(someDates, { maxLength: 60 }), weekend: fc.subarray([0, 5, 6]) })
  .map(({ holidays, weekend }) => buildCalendar(holidays, weekend));
const seed = { seed: 3216 };

describe('a day of a zone', () => {
  it('begins and ends by its own clock', () => {
    expect(toLocalDate(Date.parse('2026-11-23T16:59:59Z'), wib)).toBe('2026-11-23');
    expect(toLocalDate(Date.parse('2026-11-23T17:00:00Z'), wib)).toBe('2026-11-24');
    expect(new Date(toEndOfDay(day('2026-11-23'), wib)).toISOString()).toBe('2026-11-23T16:59:59.999Z');
  });

  it('ends in the same day, a millisecond before the next', () => {
    fc.assert(
      fc.property(anInstant, aZone, (at, zone) => {
        const end = toEndOfDay(at, zone);
        expect(end).toBeGreaterThanOrEqual(at);
        expect(toLocalDate(end, zone)).toBe(toLocalDate(at, zone));
        expect(toLocalDate(end + 1, zone) > toLocalDate(at, zone)).toBe(true);
        expect(toEndOfDay(end, zone)).toBe(end);
      }),
      seed,
    );
  });
});

describe('a working day', () => {
  it('is neither weekend nor holiday', () => {
    const calendar = buildCalendar(['2026-12-25']);
    const works = (date: string) => isWorkingDay(day(date), calendar, wib);
    expect(['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'].map(works)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });

  it('is the next one over weekend and holiday, at the same time of the day', () => {
    const calendar = buildCalendar(['2026-12-24', '2026-12-25', '2026-12-28']);
    expect(toWorkingDay(day('2026-12-23'), calendar, wib)).toBe(day('2026-12-23'));
    expect(toWorkingDay(day('2026-12-24'), calendar, wib)).toBe(day('2026-12-29'));
  });

  it('is the first that is not before, with no other in between', () => {
    fc.assert(
      fc.property(anInstant, aCalendar, aZone, (at, calendar, zone) => {
        const found = toWorkingDay(toEndOfDay(at, zone), calendar, zone);
        expect(isWorkingDay(found, calendar, zone)).toBe(true);
        expect(found).toBe(toEndOfDay(found, zone));
        for (let other = toEndOfDay(at, zone); other < found; other = toEndOfDay(other + 1, zone))
          expect(isWorkingDay(other, calendar, zone)).toBe(false);
        expect(toWorkingDay(found, calendar, zone)).toBe(found);
      }),
      seed,
    );
  });

  it('is not sought for ever where nobody ever works', () => {
    const never = buildCalendar([], [0, 1, 2, 3, 4, 5, 6]);
    expect(Number.isFinite(toWorkingDay(day('2026-01-01'), never, wib))).toBe(true);
    expect(countWorkingDays(day('2026-01-01'), day('2026-12-31'), never, wib)).toBe(0);
  });
});

describe('working days between two days', () => {
  it('leave the first out and take the last in', () => {
    const calendar = buildCalendar(['2026-11-25']);
    const count = (from: string, to: string) => countWorkingDays(day(from), day(to), calendar, wib);
    expect(count('2026-11-23', '2026-11-23')).toBe(0);
    expect(count('2026-11-23', '2026-11-24')).toBe(1);
    expect(count('2026-11-23', '2026-11-30')).toBe(4);
    expect(count('2026-11-27', '2026-11-29')).toBe(0);
    expect(count('2026-11-30', '2026-11-23')).toBe(0);
  });

  it('add up, whatever day lies between', () => {
    fc.assert(
      fc.property(fc.tuple(anInstant, anInstant, anInstant), aCalendar, aZone, (some, calendar, zone) => {
        const [a = 0, b = 0, c = 0] = [...some].sort((one, other) => one - other);
        const count = (from: number, to: number) => countWorkingDays(from, to, calendar, zone);
        expect(count(a, b) + count(b, c)).toBe(count(a, c));
      }),
      { ...seed, numRuns: 40 },
    );
  });

  it('do not depend on the time of the day', () => {
    const within = fc.integer({ min: 0, max: 23 * hourMs });
    fc.assert(
      fc.property(anInstant, anInstant, within, aCalendar, aZone, (from, to, later, calendar, zone) => {
        const at = Math.min(from + later, toEndOfDay(from, zone));
        expect(countWorkingDays(at, to, calendar, zone)).toBe(countWorkingDays(from, to, calendar, zone));
      }),
      { ...seed, numRuns: 40 },
    );
  });

  it('are never more with one holiday more, and at most one fewer', () => {
    fc.assert(
      fc.property(anInstant, fc.nat(60), aCalendar, someDates, (from, days, calendar, holiday) => {
        const to = from + days * 24 * hourMs;
        const more = { ...calendar, holidays: new Set([...calendar.holidays, holiday]) };
        const fewer = countWorkingDays(from, to, calendar, wib) - countWorkingDays(from, to, more, wib);
        expect([0, 1]).toContain(fewer);
      }),
      seed,
    );
  });
});

it('the year of a day is that of its zone', () => {
  const calendar = buildCalendar();
  expect(isYearKnown(Date.parse('2025-12-31T17:00:00Z'), calendar, wib)).toBe(true);
  expect(isYearKnown(Date.parse('2026-12-31T17:00:00Z'), calendar, wib)).toBe(false);
  expect(isYearKnown(Date.parse('2025-12-31T16:59:59Z'), calendar, wib)).toBe(false);
});
