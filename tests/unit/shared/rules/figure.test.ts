import { describe, expect, it } from 'vitest';
import { indicatorIdSchema } from '#shared/model/ids.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { toFigure } from '../../../../shared/rules/figure.ts';
import { buildFeed, buildRecord } from '../../../support/liveBuilders.ts';

const { catalogue } = loadRegion('server/regions/bekasi');
const id = indicatorIdSchema.parse('environment-pm25');
const indicator = catalogue.indicators.find((one) => one.id === id);
if (!indicator) throw new Error('the pack has no PM2.5');
const { zone } = catalogue.region;

describe('a figure', () => {
  it('is the same object while none of its truth states changes', () => {
    const record = buildRecord();
    const input = { indicator, area: record.area, record, feeds: [], zone };
    const first = toFigure({ ...input, now: record.observedAt + 1_000 });
    expect(toFigure({ ...input, now: record.observedAt + 2_000 })).toBe(first);
    const late = toFigure({ ...input, now: record.observedAt + 30 * 86_400_000 });
    expect(late).not.toBe(first);
    expect(late.freshness).toBe('late');
    expect(toFigure({ ...input, now: record.observedAt + 31 * 86_400_000 })).toBe(late);
  });

  it('is another one when a correction ceases to be printed or a source goes down', () => {
    const record = buildRecord({ was: { value: 9, until: Date.UTC(2026, 10, 24) } });
    const input = { indicator, area: record.area, record, feeds: [], zone };
    const corrected = toFigure({ ...input, now: record.observedAt });
    expect(corrected.was).toEqual({ value: 9 });
    expect(toFigure({ ...input, now: Date.UTC(2026, 10, 24) }).was).toBeNull();
    const fed = { ...indicator, feeds: ['klimat'] };
    const feeds = [buildFeed('klimat', { state: 'down' })];
    expect(toFigure({ ...input, indicator: fed, feeds, now: record.observedAt }).downFeed).toBe(feeds[0]);
  });

  it('hangs on a machine only where the machine sent the very figure', () => {
    const feeds = [buildFeed('awlr', { kind: 'push', state: 'down', indicators: [id] })];
    const sent = buildRecord({ indicator: id, source: { key: 'machine:awlr', label: 'Sensor' } });
    const typed = buildRecord({ indicator: id, source: { key: 'agency:dlh', label: 'DLH' } });
    const look = (record: typeof sent) =>
      toFigure({ indicator, area: record.area, record, feeds, zone, now: record.observedAt }).downFeed;
    expect(look(sent)).toBe(feeds[0]);
    expect(look(typed)).toBeNull();
  });
});
