import { describe, expect, it } from 'vitest';
import type { FeedState } from '../../../shared/model/feedState.ts';
import type { AgencyCode } from '../../../shared/model/ids.ts';
import type { RegionEvent } from '../../../shared/model/regionEvent.ts';
import { buildBatch, buildNote, buildReading, type Engine, startAt, useStore } from './engine.ts';

function buildEvent(id: string, more: Partial<RegionEvent> = {}): RegionEvent {
  return {
    id,
    kind: 'warning',
    severity: 'moderate',
    state: 'active',
    title: id,
    startsAt: startAt,
    endsAt: null,
    recordedAt: startAt,
    origin: 'published',
    source: { key: 'test', label: 'Test' },
    point: null,
    polygons: [],
    areas: [],
    ...more,
  };
}

const link: FeedState = {
  id: 'feed',
  name: 'Feed',
  provider: 'P',
  kind: 'public',
  state: 'up',
  since: startAt,
  lastInAt: startAt,
  lastError: null,
  indicators: ['sensor-level'],
};

export function describeOther(engine: Engine): void {
  describe(`events, links, tokens and figures on ${engine.name}`, () => {
    const own = useStore(engine);

    it('numbers events in the one stream and stores only what changed', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)]));
      const first = await own.store.putEvents([
        buildEvent('a'),
        buildEvent('b', { startsAt: startAt + 5, endsAt: startAt + 9 }),
      ]);
      expect(first.map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await own.store.putEvents([buildEvent('a', { recordedAt: startAt + 1 })])).toEqual([]);
      const [changed] = await own.store.putEvents([buildEvent('a', { state: 'cancelled' })]);
      expect(changed).toMatchObject({ seq: 4, event: { state: 'cancelled' } });
      expect((await own.store.listRecent(10)).map(({ event }) => [event.id, event.state])).toEqual([
        ['b', 'active'],
        ['a', 'cancelled'],
      ]);
      expect((await own.store.listBetween(startAt + 7, startAt + 8, 10)).map(({ id }) => id)).toEqual(['b']);
      expect(await own.store.append(buildBatch([buildReading(2, startAt + 1)]))).toMatchObject({ seq: 5 });
    });

    it('keeps link states over a reopening', async () => {
      expect(await own.store.putLinks([link])).toBe(1);
      expect(await own.store.putLinks([{ ...link, state: 'down' }])).toBe(2);
      await own.store.close();
      own.store = await own.place.open();
      expect(await own.store.loadLinks()).toEqual([{ ...link, state: 'down' }]);
      expect(await own.store.head()).toMatchObject({ seq: 2 });
    });

    it('keeps tokens by the hash of their secret and revokes them once', async () => {
      const token = {
        id: 't1',
        agency: 'dlh' as AgencyCode,
        scopes: ['readings:write'] as const,
        name: 'Uji',
        createdAt: startAt,
        lastUsedAt: null,
        revokedAt: null,
        expiresAt: null,
        indicators: null,
      };
      await own.store.insertToken(token, 'hash', buildNote());
      expect(await own.store.findTokenByHash('hash')).toEqual(token);
      expect(await own.store.findTokenByHash('other')).toBeNull();
      await own.store.touchTokens([{ id: 't1', at: startAt + 1 }]);
      expect(await own.store.revokeToken('t1', startAt + 2, buildNote())).toBe(true);
      expect(await own.store.revokeToken('t1', startAt + 3, buildNote())).toBe(true);
      expect(await own.store.revokeToken('nobody', startAt, buildNote())).toBe(false);
      expect(await own.store.listTokens()).toEqual([
        { ...token, lastUsedAt: startAt + 1, revokedAt: startAt + 2 },
      ]);
    });

    it('says how large it is and how fast it grows', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)]));
      expect(await own.store.figures()).toMatchObject({
        engine: engine.name,
        readings: 1,
        series: 1,
        rollupLag: 1,
      });
      expect((await own.store.figures()).growthBytesPerDay).toBeNull();
      const policy = { secondsDays: 90, minutesDays: 730, outboxDays: 7, idempotencyDays: 7, alarmDays: 730 };
      await own.store.maintain(policy, startAt - 2 * 86_400_000);
      const figures = await own.store.figures();
      expect(figures.rollupLag).toBe(0);
      expect(figures.growthBytesPerDay).not.toBeNull();
    });
  });
}
