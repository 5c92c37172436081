import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../server/domain/store.ts';
import type { FeedState } from '../../../shared/model/feedState.ts';
import type { AgencyCode } from '../../../shared/model/ids.ts';
import type { RegionEvent } from '../../../shared/model/regionEvent.ts';
import { buildBatch, buildReading, type Engine, type Place, startAt } from './engine.ts';

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
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await engine.createPlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.drop();
    });

    it('numbers events in the one stream and stores only what changed', async () => {
      await store.append(buildBatch([buildReading(1, startAt)]));
      const first = await store.putEvents([
        buildEvent('a'),
        buildEvent('b', { startsAt: startAt + 5, endsAt: startAt + 9 }),
      ]);
      expect(first.map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await store.putEvents([buildEvent('a', { recordedAt: startAt + 1 })])).toEqual([]);
      const [changed] = await store.putEvents([buildEvent('a', { state: 'cancelled' })]);
      expect(changed).toMatchObject({ seq: 4, event: { state: 'cancelled' } });
      expect((await store.listRecent(10)).map(({ event }) => [event.id, event.state])).toEqual([
        ['b', 'active'],
        ['a', 'cancelled'],
      ]);
      expect((await store.listBetween(startAt + 7, startAt + 8, 10)).map(({ id }) => id)).toEqual(['b']);
      expect(await store.append(buildBatch([buildReading(2, startAt + 1)]))).toMatchObject({ seq: 5 });
    });

    it('keeps link states over a reopening', async () => {
      expect(await store.putLinks([link])).toBe(1);
      expect(await store.putLinks([{ ...link, state: 'down' }])).toBe(2);
      await store.close();
      store = await place.open();
      expect(await store.loadLinks()).toEqual([{ ...link, state: 'down' }]);
      expect(await store.head()).toMatchObject({ seq: 2 });
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
      };
      await store.insertToken(token, 'hash');
      expect(await store.findTokenByHash('hash')).toEqual(token);
      expect(await store.findTokenByHash('other')).toBeNull();
      await store.touchTokens([{ id: 't1', at: startAt + 1 }]);
      expect(await store.revokeToken('t1', startAt + 2)).toBe(true);
      expect(await store.revokeToken('t1', startAt + 3)).toBe(true);
      expect(await store.revokeToken('nobody', startAt)).toBe(false);
      expect(await store.listTokens()).toEqual([
        { ...token, lastUsedAt: startAt + 1, revokedAt: startAt + 2 },
      ]);
    });

    it('says how large it is and how fast it grows', async () => {
      await store.append(buildBatch([buildReading(1, startAt)]));
      expect(await store.figures()).toMatchObject({
        engine: engine.name,
        readings: 1,
        series: 1,
        rollupLag: 1,
      });
      expect((await store.figures()).growthBytesPerDay).toBeNull();
      const policy = { secondsDays: 90, minutesDays: 730, outboxDays: 7, idempotencyDays: 7 };
      await store.maintain(policy, startAt - 2 * 86_400_000);
      const figures = await store.figures();
      expect(figures.rollupLag).toBe(0);
      expect(figures.growthBytesPerDay).not.toBeNull();
    });
  });
}
