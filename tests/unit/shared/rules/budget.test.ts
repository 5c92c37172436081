import { describe, expect, it } from 'vitest';
import {
  ceilingOn,
  findIdleMoney,
  summarise,
  toCumulative,
  toMonthly,
  totalMoney,
} from '#shared/rules/budget.ts';
import { buildFund, buildMonths } from '../../../support/programmes.ts';

const ceiling = (amountIdr: number, on: string) =>
  ({ stage: 'original', amountIdr, on, document: null }) as const;
const money = (patch: Partial<Parameters<typeof totalMoney>[0][number] & object> = {}) => ({
  ceilingIdr: null,
  planIdr: null,
  realisedIdr: null,
  progressPercent: null,
  ...patch,
});

describe('months', () => {
  it('are summed at those that were reported, and what came between is in the next sum', () => {
    const months = buildMonths({ 2: 5, 5: 7 });
    expect(toCumulative(months).slice(0, 6)).toEqual([null, 5, null, null, 12, null]);
    expect(toMonthly(toCumulative(months))).toEqual(months);
  });

  it('tell a sum that sinks by a month below zero', () => {
    expect(toMonthly([10, null, 4])).toEqual([10, null, -6]);
  });
});

describe('a ceiling', () => {
  it('is that of the latest decision until a day, in whatever order they stand', () => {
    const ceilings = [ceiling(9, '2026-09-20'), ceiling(5, '2026-01-02'), ceiling(7, '2026-06-30')];
    expect(
      ['2026-01-01', '2026-01-02', '2026-09-19', '2026-09-20'].map((day) => ceilingOn({ ceilings }, day)),
    ).toEqual([null, 5, 7, 9]);
  });

  it('of the same day is the one that stands later', () => {
    expect(ceilingOn({ ceilings: [ceiling(5, '2026-01-02'), ceiling(6, '2026-01-02')] }, '2026-02-01')).toBe(
      6,
    );
  });
});

describe('a year of money', () => {
  const plan = buildMonths({ 1: 10, 2: 10, 3: 10, 4: 10 });

  it('is compared with the plan of the month that was reported last, not of today', () => {
    const funds = [buildFund({ plan, realised: buildMonths({ 2: 12 }) })];
    expect(summarise({ year: 2026, funds, progress: buildMonths() }, '2026-11-05')).toMatchObject({
      planIdr: 20,
      planMonth: '2026-02',
      realisedIdr: 12,
      realisedMonth: '2026-02',
      progressPercent: null,
    });
  });

  it('without a report is held against the plan of the present month; a year to come against none', () => {
    const funds = [buildFund({ plan })];
    expect(summarise({ year: 2026, funds, progress: buildMonths() }, '2026-03-01').planIdr).toBe(30);
    expect(summarise({ year: 2025, funds, progress: buildMonths() }, '2026-03-01').planIdr).toBe(40);
    expect(summarise({ year: 2027, funds, progress: buildMonths() }, '2026-03-01')).toMatchObject({
      planIdr: null,
      planMonth: null,
      realisedMonth: null,
    });
  });

  it('compares each source up to its own last month, and one that is not reported with nothing', () => {
    const funds = [
      buildFund({ plan, realised: buildMonths({ 1: 10, 4: 30 }) }),
      buildFund({ source: 'dak', plan, realised: buildMonths({ 2: 20 }) }),
      buildFund({ source: 'csr', plan, ceilings: [ceiling(90, '2026-01-02')] }),
    ];
    const money = summarise({ year: 2026, funds, progress: buildMonths() }, '2026-11-05');
    expect(money.funds.map(({ source, planIdr, realisedMonth }) => [source, planIdr, realisedMonth])).toEqual(
      [
        ['apbd', 40, '2026-04'],
        ['dak', 20, '2026-02'],
        ['csr', null, null],
      ],
    );
    expect(money).toMatchObject({ planIdr: 60, realisedIdr: 60, planMonth: '2026-04' });
    expect(totalMoney([money])).toMatchObject({
      planGap: 0,
      spans: {
        ceiling: { given: 1, all: 3 },
        plan: { given: 2, all: 3, from: '2026-02', to: '2026-04' },
        realised: { given: 2, all: 3, from: '2026-02', to: '2026-04' },
      },
    });
  });

  it('holds what was realised against the ceiling and the plan of that source alone', () => {
    const ceilings = [ceiling(100, '2026-01-02')];
    const funds = [
      buildFund({ ceilings, plan, realised: buildMonths({ 4: 40 }) }),
      buildFund({ source: 'dak', ceilings, plan }),
      buildFund({ source: 'csr', realised: buildMonths({ 4: 500 }) }),
    ];
    const money = summarise({ year: 2026, funds, progress: buildMonths() }, '2026-11-05');
    expect(totalMoney([money])).toMatchObject({ realisedShare: 0.4, planShare: 0.4, planGap: 0 });
  });
});

describe('months that nobody gave', () => {
  it('leave a plan by quarter uncompared within a quarter, and its own month is told', () => {
    const quarters = buildMonths({ 3: 300, 6: 300, 9: 300, 12: 300 });
    const ceilings = [ceiling(1_200, '2026-01-02')];
    const toMoney = (realised: Record<number, number>) =>
      summarise(
        {
          year: 2026,
          funds: [buildFund({ ceilings, plan: quarters, realised: buildMonths(realised) })],
          progress: buildMonths(),
        },
        '2026-11-10',
      );
    const within = toMoney({ 3: 300, 5: 200 });
    expect(within).toMatchObject({ planIdr: 300, planMonth: '2026-03', realisedMonth: '2026-05' });
    expect(totalMoney([within])).toMatchObject({ planGap: null, planShare: null });
    const level = toMoney({ 3: 300, 6: 150 });
    expect(level).toMatchObject({ planIdr: 600, planMonth: '2026-06' });
    expect(totalMoney([level, within])).toMatchObject({ planGap: -0.25, planShare: 0.5 });
    expect(toMoney({})).toMatchObject({ planIdr: 900, planMonth: '2026-09' });
  });

  it('are those that have not begun, however a sheet fills them', () => {
    const year = Object.fromEntries(Array.from({ length: 12 }, (_, month) => [month + 1, 100]));
    const realised = buildMonths({ ...year, 11: 100, 12: 0 });
    const funds = [buildFund({ plan: buildMonths(year), realised })];
    const progress = buildMonths({ 10: 80, 11: 85, 12: 0 });
    expect(summarise({ year: 2026, funds, progress }, '2026-11-10')).toMatchObject({
      planIdr: 1_100,
      realisedIdr: 1_100,
      realisedMonth: '2026-11',
      progressPercent: 85,
      progressMonth: '2026-11',
    });
    expect(summarise({ year: 2027, funds, progress }, '2026-11-10')).toMatchObject({
      realisedIdr: null,
      progressPercent: null,
    });
    expect(summarise({ year: 2025, funds, progress }, '2026-11-10')).toMatchObject({
      realisedMonth: '2025-12',
      progressPercent: 0,
    });
  });
});

describe('money without progress', () => {
  it.each([
    [1, null, 'unreported'],
    [1, 0, 'zero'],
    [1, 0.5, null],
    [0, 0, null],
    [null, null, null],
  ] as const)('with ceiling %s and progress %s is %s', (ceilingIdr, progressPercent, kind) => {
    expect(findIdleMoney({ ceilingIdr, progressPercent })).toBe(kind);
  });

  it('is not where nobody entered money at all', () => {
    expect(findIdleMoney(null)).toBeNull();
  });
});

describe('a sum of money', () => {
  it('says of how many it is, and never counts what is not known as zero', () => {
    const total = totalMoney([money({ ceilingIdr: 100, realisedIdr: 20 }), money({ ceilingIdr: 50 }), null]);
    expect(total).toMatchObject({ programmes: 3, ceilingIdr: 150, realisedIdr: 20, planIdr: null });
    expect(total.known).toEqual({ ceiling: 2, realised: 1 });
  });

  it('gives shares of those alone that give both sides', () => {
    const total = totalMoney([
      money({ ceilingIdr: 100, realisedIdr: 50, planIdr: 40 }),
      money({ ceilingIdr: 900 }),
      money({ realisedIdr: 1_000 }),
      money({ planIdr: 5_000 }),
    ]);
    expect([total.realisedShare, total.planShare, total.planGap]).toEqual([0.5, 0.4, 0.25]);
  });

  it('marks the plan of those that are reported alone, and of all where none is', () => {
    const silent = money({ ceilingIdr: 100, planIdr: 90 });
    const reported = money({ ceilingIdr: 100, planIdr: 40, realisedIdr: 30 });
    expect(totalMoney([reported, silent]).planShare).toBe(0.4);
    expect(totalMoney([silent]).planShare).toBe(0.9);
  });

  it('weighs physical progress by ceiling, of those that report it, and says of which months', () => {
    const total = totalMoney([
      money({ ceilingIdr: 300, progressPercent: 10, progressMonth: '2026-01' }),
      money({ ceilingIdr: 100, progressPercent: 50, progressMonth: '2026-10' }),
      money({ ceilingIdr: 600 }),
      money({ progressPercent: 90, progressMonth: '2026-12' }),
    ]);
    expect(total.spans.progress).toEqual({ given: 2, all: 4, from: '2026-01', to: '2026-10' });
    expect([total.progressPercent, total.progressKnown, total.idle]).toEqual([20, 2, 1]);
  });

  it('of nothing is nothing, not zero', () => {
    expect(totalMoney([null])).toMatchObject({
      ceilingIdr: null,
      realisedShare: null,
      progressPercent: null,
    });
  });
});
