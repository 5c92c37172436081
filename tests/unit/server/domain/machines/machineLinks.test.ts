import { describe, expect, it } from 'vitest';
import { createMachineLinks } from '../../../../../server/domain/machines/machineLinks.ts';
import { createRepeatMemory } from '../../../../../server/domain/machines/repeatMemory.ts';
import type { FeedState } from '../../../../../shared/model/feedState.ts';

const fault = { code: 'type', reason: 'jenisnya harus number', sample: '{}' };

function open(previous: FeedState[] = []) {
  const clock = { at: 1_000_000 };
  const put: FeedState[][] = [];
  const store = { isFull: false };
  const source = {
    id: 'awlr',
    label: 'AWLR',
    provider: 'Uji',
    silentAfter: 'PT10M' as never,
    indicators: ['x', 'x'],
  };
  const links = createMachineLinks({
    sources: [source],
    previous,
    put: async (states) => {
      if (store.isFull) throw new Error('full');
      put.push([...states]);
    },
    now: () => clock.at,
  });
  const later = (ms: number) => {
    clock.at += ms;
    links.tick();
    return links.states()[0];
  };
  return { clock, put, store, links, later };
}

describe('the link of a machine', () => {
  it('waits, is up with the first figure, and down after silence', () => {
    const { links, later } = open();
    links.way('awlr', { kind: 'open' });
    expect(later(0)).toMatchObject({ state: 'waiting', kind: 'push', indicators: ['x'] });
    links.recorded('awlr', { recorded: 2, duplicates: 1 });
    expect(later(1_000)).toMatchObject({ state: 'up', lastInAt: 1_000_000 });
    expect(later(600_000)).toMatchObject({ state: 'down', lastError: { code: 'timeout' } });
    links.recorded('awlr', { recorded: 1, duplicates: 0 });
    expect(later(0)).toMatchObject({ state: 'up' });
    expect(links.detail('awlr')).toMatchObject({ recorded: 3, duplicates: 1 });
    expect(links.detail('other')).toBeNull();
  });

  it('does not take a restart for silence', () => {
    const before = open().links.states()[0] as FeedState;
    const { later } = open([{ ...before, state: 'up', lastInAt: 1 }]);
    expect(later(1_000)).toMatchObject({ state: 'waiting', lastInAt: 1 });
  });

  it('is degraded while the last message was refused, and keeps the reason', () => {
    const { links, later } = open();
    links.recorded('awlr', { recorded: 1, duplicates: 0 });
    links.refused('awlr', fault);
    expect(later(0)).toMatchObject({
      state: 'degraded',
      lastError: { code: 'invalid', detail: fault.reason },
    });
    expect(links.detail('awlr')).toMatchObject({ refused: 1, lastRefusal: { ...fault, at: 1_000_000 } });
    links.recorded('awlr', { recorded: 1, duplicates: 0 });
    expect(later(0)).toMatchObject({ state: 'up' });
  });

  it('is down with all of its devices, degraded with some', () => {
    const { links, later } = open();
    links.recorded('awlr', { recorded: 1, duplicates: 0 });
    links.presence('awlr', 'a', false);
    expect(later(0)?.state).toBe('down');
    links.presence('awlr', 'b', true);
    expect(later(0)).toMatchObject({
      state: 'degraded',
      lastError: { detail: '1 dari 2 perangkat terputus' },
    });
    links.presence('awlr', 'a', true);
    expect(later(0)?.state).toBe('up');
  });

  it('tells screens of changes at once, of "last in" now and then', () => {
    const { put, links, later } = open();
    links.recorded('awlr', { recorded: 1, duplicates: 0 });
    later(1_000);
    const told = put.length;
    for (let second = 0; second < 60; second += 1) {
      links.recorded('awlr', { recorded: 1, duplicates: 0 });
      later(1_000);
    }
    expect(put.length - told).toBeLessThanOrEqual(6);
    links.way('awlr', { kind: 'down', code: 'unreachable', detail: 'x' });
    expect(put.at(-1)?.[0]).toMatchObject({ state: 'down' });
    links.way('nobody', { kind: 'open' });
  });
});

describe('a link that screens could not be told of', () => {
  it('is told once they can be', async () => {
    const { put, store, links, later } = open();
    store.isFull = true;
    links.way('awlr', { kind: 'down', code: 'unreachable', detail: 'x' });
    await Promise.resolve();
    await Promise.resolve();
    store.isFull = false;
    const told = put.length;
    later(1_000);
    expect(put.length).toBe(told);
    later(10_000);
    expect(put.at(-1)?.[0]).toMatchObject({ state: 'down' });
  });

  it('is not thought alive because the broker says again what it keeps', () => {
    const { links, later } = open();
    links.recorded('awlr', { recorded: 0, duplicates: 3, isReplay: true });
    expect(later(0)).toMatchObject({ state: 'waiting', lastInAt: null });
    expect(links.detail('awlr')).toMatchObject({ duplicates: 3, lastIn: null });
  });
});

describe('numbered messages without an instant', () => {
  const message = (repeatKey: string | null) => ({
    readings: [{} as never, {} as never],
    ref: '',
    repeatKey,
    isRetained: false,
    sample: '',
  });

  it('are known again for an hour once they are durable', () => {
    let at = 0;
    const memory = createRepeatMemory(() => at);
    const both = [message('a'), message('a'), message(null), message(null)];
    expect(memory.part(both)).toMatchObject({ repeated: 2, fresh: { length: 3 } });
    expect(memory.part([message('a')]).repeated).toBe(0);
    memory.remember([message('a'), message(null)]);
    expect(memory.part([message('a')]).repeated).toBe(2);
    at = 3_600_000;
    expect(memory.part([message('a')]).repeated).toBe(0);
  });
});
