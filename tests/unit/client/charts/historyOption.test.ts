import { describe, expect, it } from 'vitest';
import type { Indicator } from '#shared/model/indicator.ts';
import type { History } from '../../../../client/connection/history.ts';
import { findTargetPlace } from '../../../../client/features/charts/chartLimits.ts';
import { listKinds, toPairs } from '../../../../client/features/charts/chartLines.ts';
import { listChartNotes } from '../../../../client/features/charts/chartNotes.ts';
import { formatTick, listTicks, toScale, toYearStep } from '../../../../client/features/charts/chartScale.ts';
import { toDrawnHistory, toReach } from '../../../../client/features/charts/drawnHistory.ts';
import { buildHistoryOption } from '../../../../client/features/charts/historyOption.ts';
import { summariseHistory } from '../../../../client/features/charts/historySummary.ts';

const indicator = {
  cadence: 'PT1H',
  periodAnchor: 'end',
  decimals: 2,
  scale: 'none',
  unit: 'mm',
  unitEn: 'mm',
  breaks: [],
  target: { value: 8, year: 2026, source: { key: 'x', label: 'RPJMD' } },
  thresholds: {
    id: 't',
    source: 'Permen 1/2020',
    confidence: 'high',
    bands: [
      { min: 0, max: 20, label: { id: 'sedang', en: 'medium' }, status: 'none' },
      { min: 20, max: null, label: { id: 'tinggi', en: 'high' }, status: 'bad' },
    ],
  },
} as unknown as Indicator;
const yearly = { ...indicator, cadence: 'P1Y' } as Indicator;
const zone = 'Asia/Jakarta';
const history: History = {
  unit: 'mm',
  points: [
    [1_000, 10],
    [2_000, 12],
    [5_000, 18],
  ],
  gaps: [[2_000, 5_000]],
  downsampled: false,
  bad: [],
  restated: [],
  provisional: [],
  origins: [[1_000, 'measured']],
};
const ink = {
  line: '#ffffff',
  text: '#bbbbbb',
  rule: '#222222',
  accent: '#79cbee',
  watch: '#f2b544',
  bad: '#ff6b5e',
  base: '#0c1117',
};
const words = {
  gap: 'tanpa data',
  newSeries: 'deret baru',
  restated: 'dikoreksi',
  target: (value: string) => `sasaran ${value}`,
};
const wib = 7 * 3_600_000;

function toDrawn(patch: Partial<History> = {}, given: Indicator = indicator) {
  return toDrawnHistory({ history: { ...history, ...patch }, indicator: given, zone, origin: 'measured' });
}

interface Drawn {
  readonly name: string;
  readonly data: unknown[];
  readonly symbol?: string;
  readonly label?: { readonly position: string; readonly formatter: string };
  readonly markArea?: { readonly data: { readonly name?: string }[][] };
  readonly markLine?: {
    readonly data: { readonly name: string; readonly lineStyle: { readonly type: string } }[];
  };
}

interface Axis {
  readonly type: string;
  readonly min: number;
  readonly max: number;
  readonly axisLabel: { readonly formatter: (x: number) => string };
}

function draw(patch: Partial<History> = {}, given: Indicator = indicator) {
  const option = buildHistoryOption({
    drawn: toDrawn(patch, given),
    indicator: given,
    language: 'id',
    ...{ words, ink },
    textPx: 16,
    size: { width: 700, height: 240 },
    gapFill: '#222222',
  });
  return option as unknown as { series: Drawn[]; animation: boolean; xAxis: Axis; yAxis: Axis };
}

function endOf(year: number): number {
  return Date.UTC(year + 1, 0, 1) - wib - 1_000;
}

describe('line of a history', () => {
  it('goes over no gap, no break of the series and no change to a guess or a simulation', () => {
    const at = (x: number) => x + wib;
    expect(toPairs(toDrawn(), 'stated')).toEqual([
      [at(1_000), 10],
      [at(2_000), 12],
      [at(3_500), null],
      [at(5_000), 18],
    ]);
    const broken = { ...indicator, breaks: ['1970-01-01T00:00:04Z'] } as Indicator;
    expect(toPairs(toDrawn({ gaps: [] }, broken), 'stated')).toContainEqual([at(3_500), null]);
    const mixed = toDrawn({
      gaps: [],
      origins: [
        [1_000, 'published'],
        [2_000, 'estimated'],
        [5_000, 'reported'],
      ],
    });
    expect(listKinds(mixed)).toEqual(['stated', 'estimated']);
    expect(toPairs(mixed, 'stated')).toEqual([
      [at(1_000), 10],
      [at(1_500), null],
      [at(5_000), 18],
    ]);
    expect(toPairs(mixed, 'estimated')).toEqual([
      [at(2_000), 12],
      [at(3_500), null],
    ]);
  });

  it('keeps spikes as an envelope when the server condensed the points', () => {
    const { series } = draw({ downsampled: true, points: [[1_000, 5, 1, 9]], origins: [] });
    expect(series.find(({ name }) => name === 'span')?.data).toEqual(Float64Array.of(1_000 + wib, 8));
    expect(draw().series.some(({ name }) => name === 'span')).toBe(false);
  });

  it('keeps every one of 1,000 points and the spike among them', () => {
    const points = Array.from({ length: 1_000 }, (_, index): [number, number] => [
      index * 60_000,
      index === 617 ? 95 : 3,
    ]);
    const { series, yAxis } = draw({ points, gaps: [] });
    const line = series.find(({ name }) => name === 'stated');
    expect(line?.data).toHaveLength(2_000);
    expect(line?.data?.[2 * 617 + 1]).toBe(95);
    expect(yAxis.max).toBeGreaterThanOrEqual(95);
    expect(series.some(({ name }) => name.startsWith('points'))).toBe(false);
  });
});

describe('marks of points', () => {
  it('tell apart every corrected, provisional, guessed, simulated and rejected one', () => {
    const { series } = draw({
      points: [
        [1_000, 10],
        [2_000, 12],
        [3_000, 13],
        [4_000, 14],
        [5_000, 18],
      ],
      gaps: [],
      provisional: [2_000],
      restated: [[3_000, 9]],
      bad: [[3_500, 40]],
      origins: [
        [1_000, 'measured'],
        [4_000, 'estimated'],
        [5_000, 'simulated'],
      ],
    });
    const at = (name: string) => series.find((one) => one.name === name);
    expect(at('points stated')?.data).toEqual([[1_000 + wib, 10]]);
    expect(at('provisional')?.data).toEqual([[2_000 + wib, 12]]);
    expect(at('restated')).toMatchObject({ symbol: 'diamond', data: [[3_000 + wib, 13]] });
    expect(at('was')?.data).toEqual([[3_000 + wib, 9]]);
    expect(at('points estimated')).toMatchObject({ symbol: 'rect', data: [[4_000 + wib, 14]] });
    expect(at('points simulated')).toMatchObject({ symbol: 'triangle', data: [[5_000 + wib, 18]] });
    expect(at('bad')?.data).toEqual([[3_500 + wib, 40]]);
    expect(at('last')?.symbol).toBe('triangle');
  });

  it('put the last value on the side that the line does not come from, and say that it was corrected', () => {
    const last = (patch: Partial<History>) => draw(patch).series.at(-1)?.label;
    expect(last({})).toMatchObject({ position: 'top', formatter: '18,00\u00a0mm' });
    expect(
      last({
        points: [
          [1, 9],
          [2, 4],
        ],
        restated: [[2, 5]],
      }),
    ).toMatchObject({
      position: 'bottom',
      formatter: '4,00\u00a0mm · dikoreksi',
    });
  });
});

describe('backdrop of a history', () => {
  it('names bands and gaps, draws the limit solid and the target dotted, and moves nothing', () => {
    const { series, animation } = draw({
      points: [
        [1_000, 10],
        [9_000, 25],
      ],
      gaps: [[1_000, 9_000]],
    });
    const backdrop = series.find(({ name }) => name === 'backdrop');
    expect(animation).toBe(false);
    expect(backdrop?.markArea?.data.map(([from]) => from?.name)).toEqual(['sedang', 'tinggi', 'tanpa data']);
    expect(backdrop?.markLine?.data.map(({ name, lineStyle }) => [name, lineStyle.type])).toEqual([
      ['limit 0', 'solid'],
      ['target', 'dotted'],
    ]);
  });

  it('writes the target where no point is', () => {
    const scale = { min: 0, max: 10, step: 2 };
    const falling = toDrawn({
      points: [
        [0, 9],
        [50, 6],
        [100, 1],
      ],
      gaps: [],
    });
    const place = { value: 5, scale, reach: toReach(falling) };
    expect(findTargetPlace(falling, place)).toBe('insideStartBottom');
    const low = toDrawn({
      points: [
        [0, 1],
        [50, 2],
        [100, 3],
      ],
      gaps: [],
    });
    expect(findTargetPlace(low, place)).toBe('insideStartTop');
  });
});

describe('axes of a history', () => {
  it('put a figure of a year on the tick of its own year', () => {
    const drawn = toDrawn(
      {
        points: [
          [endOf(2023), 1],
          [endOf(2024), 2],
        ],
        gaps: [[endOf(2023), endOf(2024)]],
      },
      yearly,
    );
    expect(drawn.points.map(({ x }) => x)).toEqual([2023, 2024]);
    expect(drawn.gaps).toEqual([[2023, 2024]]);
    const { xAxis } = draw(
      {
        points: [
          [endOf(2019), 1],
          [endOf(2025), 2],
        ],
        gaps: [],
      },
      yearly,
    );
    expect([xAxis.type, xAxis.min, xAxis.max]).toEqual(['value', 2019, 2025]);
    expect(xAxis.axisLabel.formatter(2025)).toBe('2025');
  });

  it('put a budget that begins with its year into that year, and a break between two years', () => {
    const start = { ...yearly, periodAnchor: 'start', breaks: ['2024-01-01'] } as Indicator;
    const drawn = toDrawn({ points: [[Date.UTC(2024, 0, 1) - wib, 1]], gaps: [] }, start);
    expect(drawn.points[0]?.x).toBe(2024);
    expect(drawn.breaks).toEqual([2023.5]);
  });

  it('keep two figures of one year apart and in their order', () => {
    const drawn = toDrawn(
      {
        points: [
          [endOf(2019), 1],
          [Date.UTC(2020, 5, 30), 2],
          [endOf(2020), 3],
        ],
        gaps: [],
      },
      yearly,
    );
    expect(drawn.points.map(({ x }) => x)).toEqual([2019, 2019.75, 2020.25]);
  });

  it('have room on both sides of a single point', () => {
    expect(toReach(toDrawn({ points: [[endOf(2024), 5]], gaps: [] }, yearly))).toEqual([2023, 2025]);
    const [from, to] = toReach(toDrawn({ points: [[1_000, 5]], gaps: [] }));
    expect(to - from).toBe(86_400_000);
    expect(toReach(toDrawn({ points: [], gaps: [] }))).toEqual([0, 1]);
  });

  it('name hours and days of the region, whatever zone the screen has', () => {
    const noon = Date.UTC(2026, 10, 23, 5);
    const { xAxis } = draw({
      points: [
        [noon, 1],
        [noon + 3_600_000, 2],
      ],
      gaps: [],
    });
    expect(xAxis.axisLabel.formatter(xAxis.min)).toBe('12.00');
    const months = draw({
      points: [
        [noon, 1],
        [noon + 200 * 86_400_000, 2],
      ],
      gaps: [],
    }).xAxis;
    expect(months.axisLabel.formatter(months.min)).toBe('Nov 2026');
  });

  it('hold limits in reach, the target and spikes', () => {
    const { min, max } = toScale(toDrawn({ points: [[1_000, 10, 4, 18]] }), indicator);
    expect(min).toBe(0);
    expect(max).toBeGreaterThan(20);
    expect(toScale({ points: [] }, { target: null, thresholds: null })).toEqual({
      min: 0,
      max: 1,
      step: 0.2,
    });
  });

  it('begin at zero where the values use the better part of the way, and elsewhere say that they do not', () => {
    const plain = { ...yearly, target: null, thresholds: null } as Indicator;
    const of = (low: number, high: number) =>
      toDrawn(
        {
          points: [
            [endOf(2023), low],
            [endOf(2024), high],
          ],
          gaps: [],
        },
        plain,
      );
    expect(toScale(of(20, 100), plain).min).toBe(0);
    expect(toScale(of(74, 78), plain).min).toBeGreaterThan(70);
    const keys = (low: number) => listChartNotes(of(low, 78), plain, 'id').map(({ key }) => key);
    expect(keys(74)).toEqual(['noteAxis']);
    expect(keys(20)).toEqual([]);
  });

  it('print numbers the way of the language, round and short', () => {
    expect(formatTick(1_500_000, 500_000, 'id')).toBe('1,5 jt');
    expect(formatTick(0, 500_000, 'id')).toBe('0');
    expect(formatTick(0.35, 0.05, 'id')).toBe('0,35');
    expect(formatTick(75, 2, 'en')).toBe('75');
    expect(listTicks({ min: 72, max: 78, step: 2 })).toEqual([72, 74, 76, 78]);
    expect(toYearStep(14, 500, 16)).toBe(2);
    expect(toYearStep(6, 900, 16)).toBe(1);
  });
});

describe('notes below a history', () => {
  it('name the sources of target and limits, and count what is marked', () => {
    const drawn = toDrawn({ restated: [[1_000, 9]], provisional: [1_000, 2_000], bad: [[3_000, null]] });
    const notes = listChartNotes(drawn, indicator, 'id');
    expect(notes.map(({ key, values }) => [key, values['count'] ?? values['source'] ?? ''])).toEqual([
      ['noteProvisional', 1],
      ['noteRestated', 1],
      ['noteBad', 1],
      ['noteGaps', ''],
      ['noteTarget', 'RPJMD'],
      ['noteLimits', 'Permen 1/2020'],
    ]);
  });

  it('say SIMULASI and estimates aloud, and that unsure limits do not colour', () => {
    const unsure = { ...indicator, thresholds: { ...indicator.thresholds, confidence: 'low' } } as Indicator;
    const strong = (origin: 'simulated' | 'estimated') =>
      listChartNotes(toDrawn({ origins: [[1_000, origin]] }), unsure, 'id').filter(
        ({ isStrong }) => isStrong,
      );
    expect(strong('simulated').map(({ key }) => key)).toEqual(['noteSimulated']);
    expect(strong('estimated').map(({ key }) => key)).toEqual(['noteEstimated']);
    expect(listChartNotes(toDrawn(), unsure, 'id').at(-1)?.key).toBe('noteLimitsUnsure');
  });

  it('are one sentence of facts for those who do not see the chart, or none when nothing was measured', () => {
    expect(summariseHistory(history)).toMatchObject({ count: 3, from: 1_000, to: 5_000, last: 18, gaps: 1 });
    expect(summariseHistory({ ...history, points: [[1, null]] })).toBeNull();
  });
});
