import { describe, expect, it } from 'vitest';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toSparkline } from '../../../../client/components/sparklinePath.ts';
import type { History } from '../../../../client/connection/history.ts';
import { buildHistoryOption, toExtent, toPairs } from '../../../../client/features/charts/historyOption.ts';
import { summariseHistory } from '../../../../client/features/charts/historySummary.ts';
import { toDrawnYears } from '../../../../client/features/charts/yearAxis.ts';

const label = { id: 'tinggi', en: 'high' };
const indicator = {
  cadence: 'PT1H',
  decimals: 2,
  scale: 'none',
  unit: 'mm',
  unitEn: 'mm',
  breaks: [],
  target: { value: 8, year: 2026, source: { key: 'x', label: 'x' } },
  thresholds: {
    id: 't',
    source: 's',
    confidence: 'high',
    bands: [
      { min: 0, max: 20, label: { id: 'sedang', en: 'medium' }, status: 'none' },
      { min: 20, max: null, label, status: 'bad' },
    ],
  },
} as unknown as Indicator;
const history: History = {
  unit: 'mm',
  points: [
    [1_000, 10],
    [2_000, 12],
    [5_000, 18],
  ],
  gaps: [[2_000, 5_000]],
  downsampled: false,
};
const words = { gap: 'tanpa data', restated: 'dikoreksi', target: (value: string) => `sasaran ${value}` };

interface Drawn {
  readonly name: string;
  readonly data: unknown[];
  readonly symbol?: string;
  readonly markArea?: { readonly data: { readonly name?: string }[][] };
  readonly markLine?: {
    readonly data: { readonly yAxis: number; readonly lineStyle: { readonly type: string } }[];
  };
  readonly areaStyle?: unknown;
}

function draw(
  patch: Partial<History> = {},
  record: LiveRecord | null = null,
): { series: Drawn[]; animation: boolean } {
  const option = buildHistoryOption({
    history: { ...history, ...patch },
    indicator,
    record,
    language: 'id',
    zone: 'Asia/Jakarta',
    words,
    textPx: 16,
    gapFill: '#222222',
  });
  return option as unknown as { series: Drawn[]; animation: boolean };
}

describe('history chart', () => {
  it('joins no line across a gap or a break of the series', () => {
    expect(toPairs(history, [])).toContainEqual([3_500, null]);
    expect(toPairs({ ...history, gaps: [] }, ['1970-01-01T00:00:03Z'])).toContainEqual([3_000, null]);
  });

  it('names bands and gaps, draws the limit solid and the target dotted, and moves nothing', () => {
    const { series, animation } = draw();
    const main = series.find(({ name }) => name === 'value');
    expect(animation).toBe(false);
    expect(main?.markArea?.data.map(([from]) => from?.name)).toEqual(['sedang', 'tinggi', 'tanpa data']);
    expect(main?.markLine?.data.map(({ yAxis, lineStyle }) => [yAxis, lineStyle.type])).toEqual([
      [20, 'solid'],
      [8, 'dotted'],
    ]);
  });

  it('keeps spikes as an envelope when the server condensed the points', () => {
    expect(draw().series.map(({ name }) => name)).toEqual(['value', 'last']);
    const { series } = draw({ downsampled: true, points: [[1_000, 5, 1, 9]] });
    expect(series.map(({ name }) => name)).toEqual(['low', 'span', 'value', 'last']);
    expect(series[1]?.data).toContainEqual([1_000, 8]);
  });

  it('marks a corrected last value by shape', () => {
    const record = { verification: 'restated', observedAt: 5_000 } as LiveRecord;
    expect(draw({}, record).series.at(-1)?.symbol).toBe('diamond');
    expect(draw().series.at(-1)?.symbol).toBe('circle');
  });

  it('keeps limits in reach, the target and spikes inside the axis', () => {
    const { min, max } = toExtent({ history: { ...history, points: [[1_000, 10, 4, 18]] }, indicator });
    expect(min).toBeLessThanOrEqual(4);
    expect(max).toBeGreaterThan(20);
    expect(
      toExtent({ history: { ...history, points: [] }, indicator: { ...indicator, target: null } }),
    ).toEqual({
      min: 0,
      max: 1,
    });
  });

  it('is said in one sentence of facts, or none when nothing was measured', () => {
    expect(summariseHistory(history)).toEqual({
      count: 3,
      from: 1_000,
      to: 5_000,
      last: 18,
      min: 10,
      max: 18,
      gaps: 1,
    });
    expect(summariseHistory({ ...history, points: [[1, null]] })).toBeNull();
  });
});

describe('sparkline', () => {
  const box = { width: 100, height: 20, pad: 0 };

  it('starts a new stroke after a gap and ends at the last value', () => {
    const { path, last } = toSparkline(
      [
        [0, 1],
        [1, null],
        [2, 3],
      ],
      box,
    );
    expect(path.match(/M/g)).toHaveLength(2);
    expect(last).toEqual([100, 0]);
  });

  it('draws a flat series in the middle and nothing without values', () => {
    expect(toSparkline([[0, 5]], box).last).toEqual([100, 10]);
    expect(toSparkline([[0, null]], box)).toEqual({ path: '', last: null });
  });
});

describe('year axis', () => {
  it("puts a year's last second on the tick of that year, in the region's zone", () => {
    const endOf2021 = Date.parse('2021-12-31T16:59:59Z');
    const drawn = toDrawnYears({
      history: { ...history, points: [[endOf2021, 261_950]], gaps: [] },
      record: null,
      zone: 'Asia/Jakarta',
    });
    expect(drawn.history.points).toEqual([[Date.parse('2020-12-31T17:00:00Z'), 261_950]]);
  });
});
