import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeFreshnessWindow } from '#shared/rules/freshness.ts';
import {
  type DueContext,
  isOwed,
  listOwedPeriods,
  toDueAt,
  toObligationState,
  toOwedPeriod,
} from '#shared/rules/obligations.ts';
import { parsePeriodKey } from '#shared/rules/period.ts';
import { countWorkingDays, isWorkingDay, toEndOfDay } from '#shared/rules/workingDays.ts';

const zone = 'Asia/Jakarta';
const at = (text: string) => Date.parse(`${text}+07:00`);

function buildContext(holidays: readonly string[] = [], years: readonly number[] = [2026]): DueContext {
  return { zone, calendar: { weekend: [0, 6], holidays: new Set(holidays), knownYears: new Set(years) } };
}

type Owing = Parameters<typeof toOwedPeriod>[1];
const monthly: Owing = { cadence: 'P1M', publicationLag: 'P14D', periodAnchor: 'end', feeds: [] };
const due = (key: string, context: DueContext, more: Partial<Owing> = {}) =>
  new Date(toOwedPeriod(key, { ...monthly, ...more }, context).dueAt + 7 * 3_600_000).toISOString();

const anOwing: fc.Arbitrary<Owing> = fc.record({
  cadence: fc.constantFrom('P1D', 'P1W', 'P1M', 'P3M', 'P6M', 'P1Y'),
  publicationLag: fc.constantFrom('PT0S', 'P1D', 'P14D', 'P1M', 'P6M'),
  periodAnchor: fc.constantFrom('start' as const, 'end' as const),
  feeds: fc.constant([]),
});
const anInstant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 11, 31) });
const aContext = fc
  .array(
    anInstant.map((one) => new Date(one).toISOString().slice(0, 10)),
    { maxLength: 80 },
  )
  .map((holidays) => buildContext(holidays));
const seed = { seed: 3216 };

describe('a due date', () => {
  it('is the end of the day after the lag, moved over weekend and holidays', () => {
    expect(due('2026-03', buildContext())).toBe('2026-04-15T23:59:59.999Z');
    expect(due('2026-10', buildContext())).toBe('2026-11-16T23:59:59.999Z');
    expect(due('2026-10', buildContext(['2026-11-16', '2026-11-17']))).toBe('2026-11-18T23:59:59.999Z');
    expect(due('2026-10', buildContext(['2026-11-15']))).toBe('2026-11-16T23:59:59.999Z');
  });

  it('counts from the start where a figure is in force from then', () => {
    const yearly = { cadence: 'P1Y', publicationLag: 'P2M' };
    expect(due('2026', buildContext(), { ...yearly, periodAnchor: 'start' })).toBe(
      '2026-03-02T23:59:59.999Z',
    );
    expect(due('2026', buildContext(), yearly)).toBe('2027-03-01T23:59:59.999Z');
  });

  it('says where the holidays of its year are not known', () => {
    const without = (key: string) => toOwedPeriod(key, monthly, buildContext()).withoutCalendar;
    expect(['2025-11', '2025-12', '2026-11', '2026-12'].map(without)).toEqual([true, false, false, true]);
  });

  it('is the end of a working day, never before the wall expects the figure', () => {
    fc.assert(
      fc.property(anInstant, anOwing, aContext, (endsAt, owing, context) => {
        const dueAt = toDueAt(endsAt, owing, context);
        expect(dueAt).toBe(toEndOfDay(dueAt, zone));
        expect(isWorkingDay(dueAt, context.calendar, zone)).toBe(true);
        const plain = toDueAt(endsAt, owing, {
          ...context,
          calendar: { ...context.calendar, weekend: [], holidays: new Set() },
        });
        expect(dueAt).toBeGreaterThanOrEqual(plain);
        expect(countWorkingDays(plain, dueAt, context.calendar, zone)).toBeLessThanOrEqual(1);
      }),
      seed,
    );
    const { observedAt, dueAt } = toOwedPeriod('2026-10', monthly, buildContext());
    const before = toOwedPeriod('2026-09', monthly, buildContext()).observedAt;
    const window = computeFreshnessWindow(before, { ...monthly, grace: 'PT0S' }, zone);
    expect(observedAt).toBeLessThan(dueAt);
    expect(window.freshUntil).toBeLessThanOrEqual(dueAt);
  });
});

describe('what is owed', () => {
  it('is what people send: no sensor, and nothing that a feed fills', () => {
    expect(isOwed(monthly)).toBe(true);
    expect(isOwed({ cadence: 'P1D', feeds: [] })).toBe(true);
    expect(isOwed({ cadence: 'PT1H', feeds: [] })).toBe(false);
    expect(isOwed({ cadence: 'PT1S', feeds: [] })).toBe(false);
    expect(isOwed({ ...monthly, feeds: ['bmkg'] })).toBe(false);
    expect(
      listOwedPeriods({ ...monthly, feeds: ['bmkg'] }, at('2026-11-23T10:00:00'), buildContext()),
    ).toEqual([]);
  });

  it('is the last closed periods, and the running one where it can be given ahead', () => {
    const keys = (now: string, more: Partial<Owing> = {}) =>
      listOwedPeriods({ ...monthly, ...more }, at(now), buildContext()).map(({ key }) => key);
    expect(keys('2026-11-30T23:59:59').slice(-2)).toEqual(['2026-09', '2026-10']);
    expect(keys('2026-12-01T00:00:00').slice(-2)).toEqual(['2026-10', '2026-11']);
    expect(keys('2026-11-23T10:00:00')).toHaveLength(12);
    expect(keys('2026-11-23T10:00:00', { cadence: 'P1Y' })).toEqual(['2024', '2025']);
    expect(keys('2026-11-23T10:00:00', { cadence: 'P1Y', periodAnchor: 'start' })).toEqual([
      '2024',
      '2025',
      '2026',
    ]);
    expect(keys('2026-11-23T10:00:00', { cadence: 'P3M' }).at(-1)).toBe('2026-Q3');
    expect(keys('2026-11-23T10:00:00', { cadence: 'P6M' }).at(-1)).toBe('2026-S1');
    expect(keys('2026-11-23T10:00:00', { cadence: 'P1D' }).at(-1)).toBe('2026-11-22');
  });

  it('follows on without a gap, oldest first, and is over unless it is in force from its start', () => {
    fc.assert(
      fc.property(anInstant, anOwing, aContext, (now, owing, context) => {
        const periods = listOwedPeriods(owing, now, context);
        expect(periods.length).toBeGreaterThan(0);
        for (const [index, { key, observedAt, endsAt, dueAt }] of periods.entries()) {
          expect(parsePeriodKey(key)).not.toBeNull();
          expect(observedAt).toBeLessThan(endsAt);
          expect(endsAt <= now || (owing.periodAnchor === 'start' && observedAt <= now)).toBe(true);
          const next = periods[index + 1];
          if (!next) continue;
          expect(toOwedPeriod(next.key, { ...owing, periodAnchor: 'start' }, context).observedAt).toBe(
            endsAt,
          );
          expect(next.dueAt).toBeGreaterThanOrEqual(dueAt);
        }
      }),
      seed,
    );
  });
});

describe('where a period stands', () => {
  const context = buildContext(['2026-11-12']);
  const period = toOwedPeriod('2026-10', monthly, context);
  const stand = (now: string, completedAt: string | null = null) =>
    toObligationState(
      period,
      { now: at(now), completedAt: completedAt === null ? null : at(completedAt) },
      context,
    );

  it('is soon due from three working days before, and late only after the day', () => {
    expect(stand('2026-11-09T23:59:59')).toBe('open');
    expect(stand('2026-11-10T00:00:00')).toBe('due-soon');
    expect(stand('2026-11-16T23:59:59')).toBe('due-soon');
    expect(stand('2026-11-17T00:00:00')).toBe('late');
  });

  it('is done by when the last figure came, whatever the time is now', () => {
    expect(stand('2027-01-01T00:00:00', '2026-11-16T23:59:59')).toBe('done');
    expect(stand('2026-11-17T00:00:00', '2026-11-17T00:00:00')).toBe('done-late');
  });

  it('only ever goes on from open to soon to late', () => {
    const order = ['open', 'due-soon', 'late'];
    fc.assert(
      fc.property(anInstant, anInstant, aContext, (one, other, of) => {
        const owed = toOwedPeriod('2026-10', monthly, of);
        const [before = 0, after = 0] = [Math.min(one, other), Math.max(one, other)].map((now) =>
          order.indexOf(toObligationState(owed, { now, completedAt: null }, of)),
        );
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
      seed,
    );
  });
});
