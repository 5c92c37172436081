import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { indicatorIdSchema } from '#shared/model/ids.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { requestPastTrend, requestTrend } from '../../../../client/connection/trend.ts';
import { useHistory } from '../../../../client/features/charts/useHistory.ts';
import { showPast, showPresent } from '../../../../client/stores/conductor.ts';
import { liveStore } from '../../../../client/stores/liveStore.ts';
import { useTrendStore } from '../../../../client/stores/trendStore.ts';
import { buildRecord } from '../../../support/liveBuilders.ts';

const startedAt = Date.UTC(2026, 10, 28, 7);
const hourMs = 3_600_000;
const record = buildRecord({ observedAt: startedAt - 40 * 86_400_000 });
const key = toSeriesKey(record.indicator, record.area);

interface Asked {
  readonly query: URLSearchParams;
  answer(value: number): Promise<void>;
}
let asked: Asked[];

/** A value of a series that no other test asks for. */
const toRecord = (id: string) =>
  buildRecord({ indicator: indicatorIdSchema.parse(id), observedAt: startedAt });
const run = (work: () => void) => act(async () => work());
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

function goTo(at: number): Promise<void> {
  const situation = {
    at,
    epoch: 'e',
    seq: 1,
    keptSince: 0,
    records: [record],
    events: [],
    feeds: [],
    alarms: [],
  };
  return run(() => showPast(situation));
}

beforeEach(() => {
  vi.useFakeTimers({ now: startedAt });
  asked = [];
  vi.stubGlobal('fetch', (address: string) => {
    const query = new URLSearchParams(address.split('?')[1]);
    return new Promise((resolve) => {
      const answer = (value: number) => {
        const marks = { gaps: [], downsampled: false, bad: [], restated: [], provisional: [], origins: [] };
        const body = { unit: 'x', points: [[record.observedAt, value]], ...marks };
        resolve(new Response(JSON.stringify(body)));
        return pass(1);
      };
      asked.push({ query, answer });
    });
  });
});

afterEach(async () => {
  cleanup();
  await run(showPresent);
  useTrendStore.setState({ points: new Map(), past: new Map() });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('what was known of a series', () => {
  it('is asked for as of the instant shown, and never mixes with what is known now', async () => {
    requestTrend(record, startedAt);
    await pass(400);
    await asked[0]?.answer(5);
    await goTo(startedAt - hourMs);
    requestPastTrend(record, startedAt - hourMs);
    await pass(400);
    const query = asked[1]?.query;
    expect(query?.get('asOf')).toBe(new Date(startedAt - hourMs).toISOString());
    expect(query?.get('to')).toBe(query?.get('asOf'));
    await asked[1]?.answer(4);
    const { points, past } = useTrendStore.getState();
    expect(points.get(key)?.at(-1)?.[1]).toBe(5);
    expect(past.get(key)).toMatchObject({ asOf: startedAt - hourMs, points: [[record.observedAt, 4]] });
    await run(showPresent);
    expect(useTrendStore.getState().past.size).toBe(0);
    expect(useTrendStore.getState().points.get(key)?.at(-1)?.[1]).toBe(5);
  });

  it('does not displace what is asked of the present', async () => {
    const held = toRecord('held-a');
    for (const other of ['held-b', 'held-c', 'held-d']) requestTrend(toRecord(other), startedAt);
    requestTrend(held, startedAt);
    await pass(400);
    // The server is slow: as many questions as may be are on their way, this one waits.
    expect(asked).toHaveLength(3);
    await goTo(startedAt - hourMs);
    requestPastTrend(held, startedAt - hourMs);
    await pass(400);
    await run(showPresent);
    await asked[0]?.answer(1);
    expect(asked).toHaveLength(4);
    expect(asked[3]?.query.has('asOf')).toBe(false);
    for (const { answer } of asked.slice(1)) await answer(2);
    expect(useTrendStore.getState().points.has(toSeriesKey(held.indicator, held.area))).toBe(true);
  });

  it('is asked for anew only once the answer before it is there, so that no older one comes last', async () => {
    const moving = toRecord('moving-a');
    requestTrend(moving, startedAt);
    await pass(400);
    requestTrend({ ...moving, observedAt: startedAt + 1 }, startedAt + 1);
    await pass(400);
    expect(asked).toHaveLength(1);
    await asked[0]?.answer(1);
    await asked[1]?.answer(2);
    const { points } = useTrendStore.getState();
    expect(points.get(toSeriesKey(moving.indicator, moving.area))?.at(-1)?.[1]).toBe(2);
  });

  it('is dropped when it comes after the present is back', async () => {
    await goTo(startedAt - hourMs);
    requestPastTrend(record, startedAt - hourMs);
    await pass(400);
    await run(showPresent);
    await asked[0]?.answer(4);
    expect(useTrendStore.getState()).toMatchObject({ points: new Map(), past: new Map() });
  });
});

describe('a chart in the past', () => {
  const shown = (hook: { current: ReturnType<typeof useHistory> }) => hook.current.history?.points[0]?.[1];

  it('ends at the instant shown and takes away what was not known at an earlier one', async () => {
    await goTo(startedAt - hourMs);
    const { result } = renderHook(() => useHistory(record.indicator, record.area, 24 * hourMs));
    expect(asked[0]?.query.get('asOf')).toBe(new Date(startedAt - hourMs).toISOString());
    expect(Date.parse(asked[0]?.query.get('from') ?? '')).toBe(startedAt - 25 * hourMs);
    await asked[0]?.answer(7);
    expect(shown(result)).toBe(7);

    // Forward it stays until the next is there; back it may not.
    await goTo(startedAt - hourMs / 2);
    expect(shown(result)).toBe(7);
    await pass(1);
    await asked[1]?.answer(8);
    expect(shown(result)).toBe(8);
    await goTo(startedAt - 2 * hourMs);
    expect(result.current).toMatchObject({ history: null, phase: 'loading' });
    await pass(1);
    expect(asked[2]?.query.get('to')).toBe(new Date(startedAt - 2 * hourMs).toISOString());
  });

  it('does not show an answer that is of later than what is shown by now', async () => {
    await goTo(startedAt - hourMs);
    const { result } = renderHook(() => useHistory(record.indicator, record.area, 24 * hourMs));
    await goTo(startedAt - 3 * hourMs);
    await asked[0]?.answer(9);
    expect(result.current.history).toBeNull();
    await pass(1);
    await asked[1]?.answer(2);
    expect(shown(result)).toBe(2);
    expect(liveStore.getState().pastAt).toBe(startedAt - 3 * hourMs);
  });
});
