import { describe, expect, it } from 'vitest';
import type { FeedState } from '#shared/model/feedState.ts';
import { isInnerAddress, toTarget } from '../../../../server/feeds/httpClient.ts';
import { toNextState, toWaitMs, usualTiming } from '../../../../server/feeds/linkHealth.ts';
import { createRateLimit } from '../../../../server/feeds/rateLimit.ts';

const up: FeedState = {
  id: 'x',
  name: 'X',
  provider: 'X',
  kind: 'public',
  state: 'up',
  since: 10,
  lastInAt: 20,
  lastError: null,
  indicators: [],
};
const failed = { kind: 'failed', code: 'timeout', detail: 'x' } as const;

describe('link health', () => {
  it('is degraded by the first failures of a link that worked and down after three', () => {
    const first = toNextState(up, failed, 1, 100);
    expect(first).toMatchObject({
      state: 'degraded',
      since: 100,
      lastInAt: 20,
      lastError: { code: 'timeout' },
    });
    expect(toNextState(first, failed, 3, 300)).toMatchObject({ state: 'down', since: 300 });
  });

  it('is down at once when it never answered', () => {
    expect(toNextState({ ...up, state: 'waiting', lastInAt: null }, failed, 1, 100).state).toBe('down');
  });

  it('keeps since while the state stays, and the last error after it is up again', () => {
    expect(toNextState(up, { kind: 'ok' }, 0, 500)).toMatchObject({ state: 'up', since: 10, lastInAt: 500 });
    const down = toNextState(up, failed, 3, 100);
    expect(toNextState(down, { kind: 'ok' }, 0, 600)).toMatchObject({
      state: 'up',
      since: 600,
      lastError: { at: 100 },
    });
  });

  it('waits with full jitter, never longer than the interval, and rests after five failures', () => {
    const most = (failures: number) => toWaitMs(10_800_000, failures, usualTiming, () => 0.999);
    expect(most(1)).toBeLessThanOrEqual(4_000);
    expect(most(4)).toBeLessThanOrEqual(30_000);
    expect(most(6)).toBeLessThanOrEqual(72_000);
    expect(toWaitMs(10_800_000, 6, usualTiming, () => 0)).toBe(48_000);
    expect(toWaitMs(60_000, 0, usualTiming, () => 0.5)).toBe(60_000);
  });

  it('lets at most 58 calls out in any minute of a full bucket', async () => {
    let clock = 0;
    const limit = createRateLimit(28, 2_000, () => clock);
    const signal = new AbortController().signal;
    for (let i = 0; i < 28; i++) await limit.take(signal);
    const stopping = new AbortController();
    const pending = limit.take(stopping.signal).catch((reason: unknown) => reason);
    stopping.abort('stopped');
    expect(await pending).toBe('stopped');
    clock += 120_000;
    await limit.take(signal);
  });
});

describe('outbound addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    '::ffff:127.0.0.1',
  ])('refuses the inner address %s', (address) => {
    expect(isInnerAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '103.169.7.1', '2606:4700::1'])('lets %s through', (address) => {
    expect(isInnerAddress(address)).toBe(false);
  });

  it('puts every host below the stand-in and keeps path and query', () => {
    expect(toTarget('https://a.example/x/y?z=1', 'http://127.0.0.1:9/')).toBe(
      'http://127.0.0.1:9/a.example/x/y?z=1',
    );
    expect(toTarget('https://a.example/x', undefined)).toBe('https://a.example/x');
  });
});
