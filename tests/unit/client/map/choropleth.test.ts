import { describe, expect, it } from 'vitest';
import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import {
  computeChoropleth,
  computeClasses,
  diffFeatureStates,
  findClass,
  floorToSignificant,
  toAreaCode,
  toFeatureId,
  toFeatureStates,
} from '../../../../client/features/map/choropleth.ts';

const now = Date.UTC(2026, 10, 23, 7);
const hour = 3_600_000;

function buildIndicator(patch: Partial<Indicator> = {}): Indicator {
  return {
    id: 'environment-rain-24h',
    cadence: 'PT1H',
    publicationLag: 'PT0S',
    grace: 'PT1H',
    thresholds: null,
    ...patch,
  } as Indicator;
}

function buildArea(code: string): Area {
  return { code, name: code, level: 'kecamatan', parent: '32.16' } as Area;
}

function buildRecord(value: number | null, patch: Partial<LiveRecord> = {}): LiveRecord {
  return { value, observedAt: now - 60_000, recordedAt: now, quality: 'good', ...patch } as LiveRecord;
}

const label = { id: 'x', en: 'x' };
const bands = [
  { min: 0, max: 20, label, status: 'none' as const },
  { min: 20, max: 50, label, status: 'none' as const },
  { min: 50, max: null, label, status: 'watch' as const },
];

function compute(records: Record<string, LiveRecord>, indicator: Indicator | null = buildIndicator()) {
  return computeChoropleth({
    areas: ['32.16.01', '32.16.02', '32.16.03'].map(buildArea),
    indicator,
    lookup: (key) => records[key.split('|')[1] ?? ''],
    now,
    zone: 'Asia/Jakarta',
  });
}

describe('classes of the scale', () => {
  it('are the bands of the threshold when it has some', () => {
    const threshold = { id: 'r', source: 'BMKG', confidence: 'high' as const, bands };
    const classes = computeClasses(buildIndicator({ thresholds: threshold }), [1, 2]);
    expect(classes.map(({ min }) => min)).toEqual([0, 20, 50]);
    expect(new Set(classes.map(({ colour }) => colour)).size).toBe(3);
  });

  it('are rising quantiles without a threshold, one class for one value', () => {
    const values = Array.from({ length: 23 }, (_, index) => 40_123 + index * 7_777);
    const limits = computeClasses(buildIndicator(), values).map(({ min }) => min ?? 0);
    expect(limits).toHaveLength(5);
    expect([...limits].sort((a, b) => a - b)).toEqual(limits);
    expect(computeClasses(buildIndicator(), [7, 7, 7])).toHaveLength(1);
  });

  it('take values beyond closed ends into the nearest class', () => {
    const classes = computeClasses(buildIndicator(), [1, 2, 3, 4, 5]);
    expect(findClass(classes, -10)).toBe(classes[0]);
    expect(findClass(classes, 99)).toBe(classes.at(-1));
  });

  it('are cut at readable numbers', () => {
    expect(floorToSignificant(47_777)).toBe(47_000);
    expect(floorToSignificant(0)).toBe(0);
    expect(floorToSignificant(0.0347)).toBe(0.034);
  });
});

describe('choropleth', () => {
  it('draws zero as a colour and absence as a hatch', () => {
    const { states } = compute({ '32.16.01': buildRecord(0), '32.16.02': buildRecord(30) });
    expect(states.get('32.16.01')).toMatchObject({ fill: 'value', value: 0 });
    expect(states.get('32.16.01')?.colour).not.toBe('');
    expect(states.get('32.16.03')).toMatchObject({ fill: 'none', value: null });
  });

  it('draws late values as old and rejected or null ones as absent', () => {
    const { states } = compute({
      '32.16.01': buildRecord(5, { observedAt: now - 19 * hour }),
      '32.16.02': buildRecord(900, { quality: 'bad' }),
      '32.16.03': buildRecord(null),
    });
    expect([...states.values()].map(({ fill }) => fill)).toEqual(['old', 'none', 'none']);
  });

  it('hatches nothing while no indicator is chosen', () => {
    const { states } = compute({ '32.16.01': buildRecord(5) }, null);
    const wanted = toFeatureStates(states, { hasIndicator: false, selected: null, plainColour: '#111111' });
    expect([...wanted.values()].every(({ fill, colour }) => fill === 'value' && colour === '#111111')).toBe(
      true,
    );
  });
});

describe('feature states', () => {
  it('are sent only where they differ', () => {
    const before = compute({ '32.16.01': buildRecord(5), '32.16.02': buildRecord(30) }).states;
    const options = { hasIndicator: true, selected: null, plainColour: '#111111' };
    const first = toFeatureStates(before, options);
    const second = toFeatureStates(before, { ...options, selected: '32.16.02' });
    expect(diffFeatureStates(new Map(), first)).toHaveLength(3);
    expect(diffFeatureStates(first, toFeatureStates(before, options))).toEqual([]);
    expect(diffFeatureStates(first, second).map(([id]) => id)).toEqual([321602]);
  });

  it('name features by the digits of the area code', () => {
    expect(toFeatureId('32.16.09')).toBe(321609);
    expect(toAreaCode(321609)).toBe('32.16.09');
  });
});
