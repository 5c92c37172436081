import { describe, expect, it } from 'vitest';
import type { FeedState } from '#shared/model/feedState.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { maxLiveEvents } from '#shared/protocol/limits.ts';
import type { StoredAlarm } from '../../../../server/domain/alarms/alarmStore.ts';
import { createStorageLink } from '../../../../server/domain/links/storageLink.ts';
import { createLiveState } from '../../../../server/domain/live/createLiveState.ts';
import { createStreamWriter } from '../../../../server/domain/live/createStreamWriter.ts';
import type { StreamStep } from '../../../../server/domain/live/liveState.ts';
import type { SeriesChange } from '../../../../server/domain/readings/readingStore.ts';
import { StoreUnavailableError } from '../../../../server/domain/storeErrors.ts';

import {
  buildAlarmChange,
  buildCondition,
  buildRule,
  buildStoredAlarm,
} from '../../../support/alarmBuilders.ts';

function buildChange(seriesNumber: number, seq: number, value = seq): SeriesChange {
  return { seriesNumber, seq, record: { indicator: 'a', area: '32.16', value } as unknown as LiveRecord };
}

function buildEvent(id: string, startsAt: number): RegionEvent {
  return { id, startsAt } as RegionEvent;
}

const noReadings = { readings: [] } as never;
const empty = { changes: [], events: [], feeds: [] };

function buildState() {
  return createLiveState({ epoch: 'e', seq: 10, ...empty });
}

describe('createLiveState', () => {
  it('lists series by number, each with its newest change', () => {
    const state = buildState();
    state.apply({ ...empty, seq: 12, changes: [buildChange(2, 11), buildChange(1, 12)] });
    state.apply({ ...empty, seq: 13, changes: [buildChange(2, 13)] });
    expect([...state.listChanges()].map(({ seriesNumber, seq }) => [seriesNumber, seq])).toEqual([
      [1, 12],
      [2, 13],
    ]);
    expect(state.seq).toBe(13);
  });

  it('never lets an older step replace a newer one', () => {
    const state = buildState();
    state.apply({ ...empty, seq: 13, changes: [buildChange(1, 13)] });
    state.apply({ ...empty, seq: 12, changes: [buildChange(1, 12)] });
    expect([...state.listChanges()][0]?.seq).toBe(13);
    expect(state.seq).toBe(13);
  });

  it('keeps a bounded number of events, newest first, one version each', () => {
    const state = buildState();
    const events = Array.from({ length: maxLiveEvents + 20 }, (_, index) => ({
      seq: 11 + index,
      event: buildEvent(`e${index}`, index),
    }));
    state.apply({ ...empty, seq: 300, events });
    state.apply({ ...empty, seq: 301, events: [{ seq: 301, event: buildEvent('e219', 219) }] });
    expect(state.listEvents()).toHaveLength(maxLiveEvents);
    expect(state.listEvents()[0]).toMatchObject({ seq: 301, event: { id: 'e219' } });
  });

  it('tells listeners after each step, and one that throws harms nobody', () => {
    const errors: unknown[] = [];
    const state = createLiveState({
      epoch: 'e',
      seq: 0,
      ...empty,
      onListenerError: (error) => errors.push(error),
    });
    const steps: StreamStep[] = [];
    state.onStep(() => {
      throw new Error('broken');
    });
    const off = state.onStep((step) => steps.push(step));
    state.apply({ ...empty, seq: 1 });
    off();
    state.apply({ ...empty, seq: 2 });
    expect(steps.map(({ seq }) => seq)).toEqual([1]);
    expect(errors).toHaveLength(2);
  });
});

function buildFaultyStore() {
  const store = {
    seq: 10,
    isBroken: false,
    async append() {
      if (store.isBroken) throw new StoreUnavailableError('full');
      store.seq += 1;
      const changes = [buildChange(1, store.seq)];
      return { recorded: 1, duplicates: 0, seq: store.seq, replayed: false, changes };
    },
    async addSteps() {
      if (store.isBroken) throw new StoreUnavailableError('full');
      store.seq += 1;
      return { seq: store.seq, changes: [buildChange(1, store.seq)] };
    },
    async putEvents() {
      return [];
    },
    current: [] as SeriesChange[],
    async loadCurrent() {
      return store.current;
    },
    async listRecent() {
      return [];
    },
    alarms: [] as StoredAlarm[],
    async loadAlarms() {
      return store.alarms;
    },
    async putAlarms() {
      if (store.isBroken) throw new StoreUnavailableError('full');
      store.seq += 1;
      return store.seq;
    },
    async putLinks(states: readonly FeedState[]) {
      if (store.isBroken) throw new StoreUnavailableError('full');
      store.seq += states.length;
      return store.seq;
    },
  };
  return store;
}

function buildWriter() {
  const liveState = buildState();
  const store = buildFaultyStore();
  const toStorageLink = createStorageLink('sqlite', () => 5, undefined);
  const writer = createStreamWriter({ store, liveState, toStorageLink, onFault: () => undefined });
  return { liveState, store, writer };
}

describe('createStreamWriter', () => {
  it('has what became durable in the present before the caller hears of it', async () => {
    const { liveState, writer } = buildWriter();
    const seen = writer.append(noReadings).then(() => liveState.seq);
    expect(await seen).toBe(11);
  });

  it('shows a verification like a new value', async () => {
    const { liveState, writer } = buildWriter();
    expect(await writer.addSteps([], {} as never)).toBe(1);
    expect(liveState.seq).toBe(11);
  });

  it('says what every write was of, also where that changed no present or failed', async () => {
    const { store, writer } = buildWriter();
    const seen: string[] = [];
    const off = writer.onWrite((series) => seen.push(...series.map(({ area }) => area)));
    await writer.append({ readings: [{ indicator: 'a', area: '32.16.01' }] } as never);
    await writer.addSteps([{ indicator: 'a', area: '32.16.02' } as never], {} as never);
    store.isBroken = true;
    const failing = writer.append({ readings: [{ indicator: 'a', area: '32.16.03' }] } as never);
    await expect(failing).rejects.toThrow(StoreUnavailableError);
    expect(seen).toEqual(['32.16.01', '32.16.02', '32.16.03']);
    store.isBroken = false;
    off();
    await writer.append({ readings: [{ indicator: 'a', area: '32.16.04' }] } as never);
    expect(seen).toHaveLength(3);
  });

  it('tells screens of a fault at once, and no stored number repeats the one it used', async () => {
    const { liveState, store, writer } = buildWriter();
    store.isBroken = true;
    await expect(writer.append(noReadings)).rejects.toThrow(StoreUnavailableError);
    await expect(writer.append(noReadings)).rejects.toThrow(StoreUnavailableError);
    const usedInMemory = liveState.seq;
    expect(usedInMemory).toBe(11);
    expect(liveState.listFeeds()[0]?.feed).toMatchObject({
      state: 'down',
      lastError: { code: 'storage-full' },
    });
    store.isBroken = false;
    const result = await writer.append(noReadings);
    expect(result.seq).toBeGreaterThan(usedInMemory);
    expect(liveState.listFeeds()[0]).toMatchObject({ feed: { state: 'up' } });
    expect(liveState.listFeeds()[0]?.seq).toBeGreaterThan(usedInMemory);
    expect(writer.isFaulty).toBe(false);
  });

  it('gives a fault its number only when the writes under way have settled', async () => {
    const { liveState, store, writer } = buildWriter();
    const steps: StreamStep[] = [];
    liveState.onStep((step) => steps.push(step));
    const outcomes = [new StoreUnavailableError('failed'), null];
    const append = store.append;
    store.append = async () => {
      const error = outcomes.shift();
      if (error) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return append();
    };
    await Promise.allSettled([writer.append(noReadings), writer.append(noReadings)]);
    expect(steps.map(({ seq, changes, feeds }) => [seq, changes.length, feeds.length])).toEqual([
      [11, 1, 0],
      [12, 0, 1],
    ]);
  });

  it('brings alarms to what is stored with the recovery, each kind under a number of its own', async () => {
    const { liveState, store, writer } = buildWriter();
    const [over, changed, missed] = ['over', 'changed', 'missed'].map((key) =>
      buildStoredAlarm(buildCondition(buildRule('river'), key)),
    );
    const same = buildStoredAlarm(buildCondition(buildRule('river'), 'same'));
    liveState.apply({ ...empty, seq: 11, alarms: [over!, changed!, same].map(({ alarm }) => alarm) });
    const steps: StreamStep[] = [];
    liveState.onStep((step) => steps.push(step));
    store.isBroken = true;
    await expect(writer.putAlarms([buildAlarmChange(missed!, 'raise', 1)])).rejects.toThrow(
      StoreUnavailableError,
    );
    store.isBroken = false;
    store.seq = 12;
    const acknowledged = { ...changed!, alarm: { ...changed!.alarm, state: 'acknowledged' as const } };
    store.alarms = [same, missed!, acknowledged];
    store.current = [buildChange(7, 11, 42)];
    await writer.recover();
    expect(
      steps.map(({ seq, changes, feeds, alarms }) => [
        seq,
        changes.length,
        feeds.length,
        alarms?.length ?? 0,
      ]),
    ).toEqual([
      [12, 0, 1, 0],
      [14, 1, 0, 0],
      [16, 0, 0, 3],
      [17, 0, 1, 0],
    ]);
    expect(
      liveState
        .listAlarms()
        .map(({ id, state }) => `${id} ${state}`)
        .sort(),
    ).toEqual(['river|changed acknowledged', 'river|missed unacknowledged', 'river|same unacknowledged']);
  });

  it('tells what passed between two presents of a batch, in order of time, and nothing else', async () => {
    const { liveState, store, writer } = buildWriter();
    const steps: StreamStep[] = [];
    liveState.onStep((step) => steps.push(step));
    const record = (area: string, observedAt: number) => ({ indicator: 'a', area, observedAt });
    store.append = async () => ({
      ...(await Promise.resolve({ recorded: 5, duplicates: 0, seq: 15, replayed: false })),
      changes: [{ seriesNumber: 1, seq: 15, record: record('32.16', 30) as unknown as LiveRecord }],
    });
    const readings = [record('32.16', 20), record('32.16', 30), record('32.16', 10), record('32.16.01', 5)];
    await writer.append({ readings } as never);
    expect(steps[0]?.passed?.map(({ observedAt }) => observedAt)).toEqual([10, 20]);
    await writer.append({ readings: [record('32.16', 30)] } as never);
    expect(steps[1]).not.toHaveProperty('passed');
  });

  it('brings what was stored although its answer was lost into the present with the recovery', async () => {
    const { liveState, store, writer } = buildWriter();
    store.isBroken = true;
    await expect(writer.append(noReadings)).rejects.toThrow(StoreUnavailableError);
    store.isBroken = false;
    store.seq = 11;
    store.current = [buildChange(7, 11, 42)];
    await writer.recover();
    const [change] = [...liveState.listChanges()];
    expect(change).toMatchObject({ seriesNumber: 7, record: { value: 42 } });
    expect(change?.seq).toBe(13);
    expect(liveState.seq).toBe(16);
  });
});
