import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Feed } from '../../../../server/feeds/feed.ts';
import { startSweep } from '../../../../server/feeds/sweepEvents.ts';
import { buildFeedContext } from '../../../support/feedContext.ts';
import { buildEvent } from '../../../support/liveBuilders.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const context = buildFeedContext();
const feed = { hasEnded: (event: RegionEvent) => event.id.startsWith('old') } as unknown as Feed;

function start(
  events: readonly RegionEvent[],
  putEvents: (events: readonly RegionEvent[]) => Promise<unknown>,
) {
  const errors: unknown[] = [];
  const stop = startSweep({
    feeds: [{ feed, context }],
    everyMs: 1_000,
    knownEvents: () => events,
    putEvents,
    now: () => 42,
    onError: (error) => errors.push(error),
  });
  return { stop, errors };
}

describe('the sweep over events', () => {
  it('ends what its feed calls over, at once and at every turn, and nothing else', async () => {
    const put: RegionEvent[] = [];
    const known = [
      buildEvent('old-1', { state: 'active' }),
      buildEvent('old-2', { state: 'cancelled' }),
      buildEvent('new-1', { state: 'active' }),
    ];
    const { stop } = start(known, async (events) => void put.push(...events));
    await vi.advanceTimersByTimeAsync(1);
    expect(put).toEqual([{ ...known[0], state: 'ended', recordedAt: 42 }]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(put).toHaveLength(3);
    await stop();
  });

  it('survives a store that refuses, and stops for good', async () => {
    const { stop, errors } = start([buildEvent('old-1', { state: 'active' })], async () => {
      throw new Error('full');
    });
    await vi.advanceTimersByTimeAsync(1_001);
    expect(errors).toHaveLength(2);
    await stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(errors).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
