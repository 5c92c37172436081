import { describe, expect, it } from 'vitest';
import { areaCodeSchema, indicatorIdSchema } from '#shared/model/ids.ts';
import type { FeedReading } from '../../../../server/feeds/feed.ts';
import { markEvent, markReading, markSource } from '../../../../server/feeds/markFigures.ts';
import { buildEvent } from '../../../support/liveBuilders.ts';

const source = { key: 'bmkg', label: 'BMKG', url: 'https://data.bmkg.go.id' };
const reading: FeedReading = {
  indicator: indicatorIdSchema.parse('environment-rain-forecast-24h'),
  area: areaCodeSchema.parse('32.16.09'),
  value: 12,
  observedAt: 1,
  origin: 'estimated',
};

describe('marks of what is not real', () => {
  it('leaves a live run as it is', () => {
    expect(markSource(source, 'live')).toBe(source);
    expect(markReading(reading, 'live')).toBe(reading);
  });

  it('names a simulation in origin, note, title and source, and drops the real address', () => {
    expect(markSource(source, 'demo')).toEqual({ key: 'bmkg', label: 'SIMULASI: BMKG' });
    expect(markReading(reading, 'demo')).toMatchObject({
      origin: 'simulated',
      note: 'SIMULASI: angka buatan',
    });
    expect(markEvent(buildEvent('a'), 'demo')).toMatchObject({
      origin: 'simulated',
      title: 'SIMULASI: Hujan lebat',
      source: { label: 'SIMULASI: Test' },
    });
  });

  it('names a stand-in for good, so that a later live run on the same data cannot pass it off as real', () => {
    expect(markSource(source, 'test')).toEqual({ key: 'bmkg', label: 'UJI: BMKG' });
    expect(markReading({ ...reading, note: 'titik Cikarangkota' }, 'test')).toMatchObject({
      origin: 'estimated',
      note: 'UJI: titik Cikarangkota',
    });
    expect(markEvent(buildEvent('a'), 'test').title).toBe('UJI: Hujan lebat');
  });

  it('marks once', () => {
    expect(markEvent(markEvent(buildEvent('a'), 'test'), 'test').title).toBe('UJI: Hujan lebat');
  });
});
