import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../../../server/domain/drills/checkScenario.ts';
import { recordScenario } from '../../../../../server/domain/drills/recordScenario.ts';
import type { HistoryQuery, HistoryResult } from '../../../../../server/domain/readings/readingStore.ts';
import { loadRegion } from '../../../../../server/regions/loadRegion.ts';
import {
  type DrillStep,
  drillScenarioSchema,
  maxDrillStrokes,
} from '../../../../../shared/model/drillScenario.ts';
import { areaCodeSchema, indicatorIdSchema } from '../../../../../shared/model/ids.ts';
import type { RegionEvent } from '../../../../../shared/model/regionEvent.ts';
import { buildRecord } from '../../../../support/liveBuilders.ts';

const from = Date.UTC(2026, 10, 27, 3);
const to = from + 3_600_000;
const region = loadRegion('server/regions/bekasi');

const empty: Omit<HistoryResult, 'points'> = {
  downsampled: false,
  bucketMs: 0,
  bad: [],
  restated: [],
  provisional: [],
  uncertain: [],
  origins: [],
};

function build(
  points: (query: HistoryQuery) => HistoryResult['points'],
  { events = [], series = 1 }: { events?: RegionEvent[]; series?: number } = {},
) {
  const asked: HistoryQuery[] = [];
  const areas = region.areas.filter(({ level }) => level === 'kecamatan').slice(0, series);
  const indicator = indicatorIdSchema.parse('environment-river-level');
  const made = recordScenario(
    {
      store: {
        async readHistory(query) {
          asked.push(query);
          return { ...empty, points: points(query) };
        },
        listBetween: async () => events,
      },
      records: () => areas.map(({ code }) => buildRecord({ indicator, area: code, observedAt: to })),
      changedRules: async () => [],
    },
    { id: 'recorded-1', title: 'Banjir kemarin', from, to },
  );
  return { made, asked };
}

const readingsOf = (steps: readonly DrillStep[]) => steps.filter((step) => step.kind === 'reading');

describe('a scenario from a recording', () => {
  it('plays what was recorded, relative to its beginning, without gaps of nothing', async () => {
    const { made } = build(() => [
      [from, 100],
      [from + 60_000, null],
      [from + 90_500, 130],
    ]);
    const { scenario, thinned } = await made;
    expect(readingsOf(scenario.steps).map(({ afterSeconds, value }) => [afterSeconds, value])).toEqual([
      [0, 100],
      [90.5, 130],
    ]);
    expect(scenario.minutes).toBe(60);
    expect(thinned).toBe(false);
    expect(drillScenarioSchema.safeParse(scenario).success).toBe(true);
  });

  it('asks only for series that spoke within the span', async () => {
    const old = buildRecord({ observedAt: from - 1 });
    const { scenario } = await recordScenario(
      {
        store: {
          readHistory: () => Promise.reject(new Error('asked')),
          listBetween: async () => [],
        },
        records: () => [old],
        changedRules: async () => [],
      },
      { id: 'recorded-1', title: 'Tidak ada', from, to },
    );
    expect(scenario.steps).toEqual([]);
  });

  it('marks events as an exercise and takes nothing of their source along', async () => {
    const event: RegionEvent = {
      id: 'bmkg-1',
      kind: 'warning',
      severity: 'moderate',
      state: 'active',
      title: 'Hujan lebat',
      startsAt: from - 600_000,
      endsAt: from + 600_000,
      recordedAt: from,
      origin: 'reported',
      source: { key: 'bmkg', label: 'BMKG' },
      point: null,
      polygons: [],
      areas: [areaCodeSchema.parse('32.16.22')],
    };
    const { scenario } = await build(() => [], { events: [event] }).made;
    expect(scenario.steps).toEqual([
      {
        kind: 'event',
        afterSeconds: 0,
        event: {
          id: 'recorded-1',
          kind: 'warning',
          severity: 'moderate',
          title: 'LATIHAN: Hujan lebat',
          endsAfterSeconds: 600,
          areas: ['32.16.22'],
        },
      },
    ]);
    expect(JSON.stringify(scenario)).not.toContain('BMKG');
  });

  it('is thinned evenly over the whole span where there is too much, and says so', async () => {
    const perSeries = 2_000;
    const { made, asked } = build(
      () => Array.from({ length: perSeries }, (_, index) => [from + index * 1_800, 1] as const),
      { series: 12 },
    );
    const { scenario, thinned } = await made;
    expect(asked.every(({ maxPoints }) => maxPoints <= perSeries)).toBe(true);
    expect(thinned).toBe(true);
    expect(scenario.steps).toHaveLength(maxDrillStrokes);
    const times = readingsOf(scenario.steps).map(({ afterSeconds }) => afterSeconds);
    expect(Math.max(...times)).toBeGreaterThan(3_590);
    const early = times.filter((at) => at < 1_800).length;
    expect(early / times.length).toBeCloseTo(0.5, 2);
    const rules = { indicator: region.indicator, area: region.area, rule: () => ({ suppressedBy: [] }) };
    expect(checkScenario(scenario, rules)).toEqual([]);
  });
});
