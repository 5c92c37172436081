import { describe, expect, it } from 'vitest';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { selectAreaFigures } from '../../../../client/features/map/areaFigures.ts';
import type { AreaState, Choropleth } from '../../../../client/features/map/choropleth.ts';
import {
  listRecords,
  listSources,
  toCoverage,
  toLimitWords,
  toPeriodWords,
} from '../../../../client/features/map/legendFacts.ts';

const zone = 'Asia/Jakarta';
const now = Date.UTC(2026, 10, 23, 5);

function buildRecord(patch: Partial<LiveRecord>): LiveRecord {
  return { observedAt: now, source: { key: 'bps', label: 'BPS' }, ...patch } as LiveRecord;
}

function buildChoropleth(records: readonly (LiveRecord | null)[]): Choropleth {
  const states = records.map((record, index): [string, AreaState] => {
    const code = `32.16.0${index + 1}`;
    const fill = record === null ? 'none' : record.observedAt < now - 1e10 ? 'old' : 'value';
    return [code, { code, record, fill } as AreaState];
  });
  return { classes: [], states: new Map(states) };
}

const options = { now, zone, language: 'id' } as const;

describe('facts of a legend', () => {
  it('counts how many kecamatan have a current value, an old one, none', () => {
    const choropleth = buildChoropleth([buildRecord({}), buildRecord({ observedAt: 0 }), null, null]);
    expect(toCoverage(choropleth.states.values())).toEqual({ current: 1, old: 1, none: 2, total: 4 });
  });

  it('names the one period of all values, the years they lie between, or the age of the newest', () => {
    const of = (...records: LiveRecord[]) => toPeriodWords(listRecords(buildChoropleth(records)), options);
    expect(of(buildRecord({ period: 'Semester I 2024' }), buildRecord({ period: 'Semester I 2024' }))).toBe(
      'Semester I 2024',
    );
    const old = buildRecord({ period: '2010', observedAt: Date.UTC(2010, 11, 31) });
    const newer = buildRecord({ period: '2024', observedAt: Date.UTC(2024, 11, 31) });
    expect(of(old, newer)).toBe('2010–2024');
    expect(of(buildRecord({ observedAt: now - 7_200_000 }))).toBe('2 jam lalu');
    expect(of()).toBe('');
  });

  it('names every source once, the newest first', () => {
    const other = { key: 'x', label: 'Dinas' };
    const choropleth = buildChoropleth([
      buildRecord({ observedAt: 1 }),
      buildRecord({ observedAt: 5, source: other }),
      buildRecord({ observedAt: 3 }),
    ]);
    expect(listSources(listRecords(choropleth))).toEqual(['Dinas', 'BPS']);
  });

  it('writes the limits of a class as a reader says them', () => {
    const words = (min: number | null, max: number | null) =>
      toLimitWords({ min, max, colour: '', label: null }, { decimals: 1 }, 'id');
    expect(words(0.5, 20)).toBe('0,5–20');
    expect(words(150, null)).toBe('≥ 150');
    expect(words(null, 40)).toBe('< 40');
    expect(words(25_587, 69_000)).toBe('25.587–69.000');
    expect(words(32, 32)).toBe('32');
  });
});

describe('figures of one kecamatan', () => {
  it('begin with what is beyond a limit and end with what is late', () => {
    const label = { id: 'x', en: 'x' };
    const build = (id: string, cadence: string, limit: number | null): Indicator =>
      ({
        ...{ id, cadence, publicationLag: 'PT0S', grace: 'PT0S', feeds: [] },
        thresholds: limit && {
          confidence: 'high',
          bands: [
            { min: null, max: limit, label, status: 'normal' },
            { min: limit, max: null, label, status: 'bad' },
          ],
        },
      }) as unknown as Indicator;
    const indicators = [build('late', 'PT1H', null), build('calm', 'P1Y', null), build('bad', 'P1Y', 5)];
    const records = indicators.map(({ id }) => {
      const observedAt = now - 86_400_000;
      const record = buildRecord({ indicator: id, value: 9, quality: 'good', observedAt } as LiveRecord);
      return [toSeriesKey(id, '32.16.01'), record] as const;
    });
    const figures = selectAreaFigures({
      area: '32.16.01',
      indicators: new Map(indicators.map((one) => [one.id, one])),
      records: new Map(records),
      feeds: [] as FeedState[],
      ...{ now, zone },
    });
    expect(figures.map(({ indicator }) => indicator.id)).toEqual(['bad', 'calm', 'late']);
  });
});
