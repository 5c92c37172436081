import { afterEach, describe, expect, it } from 'vitest';
import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { FeedReading } from '../../../server/feeds/feed.ts';
import { createHttpClient } from '../../../server/feeds/httpClient.ts';
import { type FeedRunner, type FeedRunnerOptions, startFeeds } from '../../../server/feeds/runFeeds.ts';
import { loadRegion } from '../../../server/regions/loadRegion.ts';
import { startStandIn } from '../../support/standIn.ts';

const region = loadRegion('server/regions/bekasi');
const fast = { backoffBaseMs: 20, backoffMaxMs: 100, breakMs: 300, startSpreadMs: 10, pollFactor: 0.002 };

/** What a running set of feeds has handed over, as a store would keep it. */
interface Kept {
  readonly readings: FeedReading[];
  readonly events: Map<string, RegionEvent>;
  readonly links: Map<string, FeedState>;
  readonly history: string[];
  writes: number;
}

const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

async function start(overrides: Partial<FeedRunnerOptions> = {}, deadlineMs = 600) {
  const standIn = await startStandIn();
  open.push(standIn);
  const kept: Kept = { readings: [], events: new Map(), links: new Map(), history: [], writes: 0 };
  const runner = await startFeeds({
    region,
    enabled: true,
    mode: 'test',
    feedBase: standIn.url,
    http: createHttpClient({ feedBase: standIn.url, deadlineMs, retries: 0 }),
    submit: async (readings) => void kept.readings.push(...readings),
    putEvents: async (events) => {
      kept.writes += 1;
      for (const event of events) kept.events.set(event.id, event);
    },
    putLinks: async (states) => {
      for (const state of states) {
        if (kept.links.get(state.id)?.state !== state.state) kept.history.push(`${state.id} ${state.state}`);
        kept.links.set(state.id, state);
      }
    },
    previous: [],
    lastObservedAt: (indicator, area) =>
      kept.readings.findLast((r) => r.indicator === indicator && r.area === area)?.observedAt ?? null,
    knownEvents: () => [...kept.events.values()],
    now: Date.now,
    log: { info() {}, warn() {} },
    timing: fast,
    ...overrides,
  });
  open.push({ close: () => runner.stop() });
  return { standIn, kept, runner };
}

async function until(isTrue: () => boolean, what: string, timeoutMs = 10_000): Promise<void> {
  const endsAt = Date.now() + timeoutMs;
  while (!isTrue()) {
    if (Date.now() > endsAt) throw new Error(`never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const stateOf = (runner: FeedRunner, id: string) => runner.states().find((state) => state.id === id);

const arrivals = ['bmkg-forecast', 'bmkg-nowcast', 'bmkg-quakes', 'petabencana'];
const areAllUp = (runner: FeedRunner) => arrivals.every((id) => stateOf(runner, id)?.state === 'up');

describe('feeds over real HTTP', () => {
  it('brings every public feed in and says which is off', async () => {
    const { kept, runner, standIn } = await start();
    await until(() => areAllUp(runner), 'all up');
    expect(new Set(kept.readings.map((reading) => reading.area)).size).toBe(23);
    expect(new Set([...kept.events.values()].map((event) => event.kind))).toEqual(
      new Set(['warning', 'quake', 'flood-report']),
    );
    expect(stateOf(runner, 'open-meteo')?.state).toBe('off');
    expect(standIn.requests.some((path) => path.includes('open-meteo'))).toBe(false);
    expect(stateOf(runner, 'bmkg-forecast')?.indicators).toContain('environment-rain-forecast-24h');
  });

  it('writes nothing twice when a feed says the same again', async () => {
    const { kept, standIn, runner } = await start();
    await until(() => areAllUp(runner), 'all up');
    const [writes, readings] = [kept.writes, kept.readings.length];
    const asked = standIn.requests.length;
    await until(() => standIn.requests.length > asked + 12, 'further polls');
    expect(kept.writes).toBe(writes);
    expect(kept.readings).toHaveLength(readings);
  });

  it('F21: a feed that breaks in any way goes down, the others stay, nothing becomes zero, and it comes back', async () => {
    for (const fault of ['down', 'status500', 'garbage', 'redirect', 'huge', 'slow'] as const) {
      const { kept, runner, standIn } = await start();
      await until(() => areAllUp(runner), `all up before ${fault}`);
      const events = kept.events.size;
      standIn.setFault('data.bmkg.go.id', fault);
      await until(() => stateOf(runner, 'bmkg-quakes')?.state === 'down', `down by ${fault}`, 20_000);
      const codes = {
        down: 'unreachable',
        status500: 'http',
        garbage: 'invalid',
        redirect: 'http',
        huge: 'too-large',
        slow: 'timeout',
      };
      expect(stateOf(runner, 'bmkg-quakes')?.lastError?.code).toBe(codes[fault]);
      expect(stateOf(runner, 'bmkg-quakes')?.lastInAt).not.toBeNull();
      expect(kept.history).toContain('bmkg-quakes degraded');
      expect(stateOf(runner, 'petabencana')?.state).toBe('up');
      expect(kept.events.size).toBe(events);
      standIn.setFault('data.bmkg.go.id', 'ok');
      await until(() => stateOf(runner, 'bmkg-quakes')?.state === 'up', `up after ${fault}`);
      for (const thing of open.splice(0).reverse()) await thing.close();
    }
  }, 120_000);

  it('leaves a dead feed in peace after five failures', async () => {
    const { runner, standIn } = await start({ timing: { ...fast, breakMs: 60_000, pollFactor: 1 } });
    standIn.setFault('api.petabencana.id', 'status500');
    await until(() => stateOf(runner, 'petabencana')?.state === 'down', 'down');
    const count = () => standIn.requests.filter((path) => path.startsWith('api.petabencana.id')).length;
    await until(() => count() >= 5, 'five tries');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(count()).toBe(5);
  });

  it('is degraded while only part of a feed answers', async () => {
    const { runner, standIn } = await start({ timing: { ...fast, pollFactor: 0.0001 } });
    await until(() => areAllUp(runner), 'all up');
    standIn.setFault('api.bmkg.go.id/publik/prakiraan-cuaca?adm4=32.16.01', 'notFound');
    await until(() => stateOf(runner, 'bmkg-forecast')?.state === 'degraded', 'degraded');
    expect(stateOf(runner, 'bmkg-forecast')?.lastError).toMatchObject({ code: 'partial' });
  });

  it('survives a store that refuses, and delivers when it is back', async () => {
    let isFull = true;
    const events: RegionEvent[] = [];
    const { runner } = await start({
      putEvents: async (batch) => {
        if (isFull) throw new Error('full');
        events.push(...batch);
      },
    });
    await until(() => stateOf(runner, 'bmkg-quakes')?.lastError?.code === 'partial', 'not stored');
    isFull = false;
    await until(() => stateOf(runner, 'bmkg-quakes')?.state === 'up', 'up');
    expect(events.some((event) => event.kind === 'quake')).toBe(true);
  });

  it('marks everything simulated in a demo', async () => {
    const { kept, runner } = await start({ mode: 'demo' });
    await until(() => areAllUp(runner), 'all up');
    expect(kept.readings.every((reading) => reading.origin === 'simulated')).toBe(true);
    expect(kept.readings.every((reading) => reading.note?.startsWith('SIMULASI'))).toBe(true);
    for (const event of kept.events.values()) {
      expect(event).toMatchObject({ origin: 'simulated', title: expect.stringContaining('SIMULASI') });
      expect(event.source.label).toContain('SIMULASI');
    }
  });

  it('ends what is over while every source is silent, also with FEEDS=off', async () => {
    const [warning, quake] = ['warning', 'quake'].map(
      (kind): RegionEvent => ({
        id: kind === 'quake' ? 'bmkg-quake-old' : 'bmkg-nowcast-old',
        kind: kind as 'warning' | 'quake',
        severity: 'moderate',
        state: 'active',
        title: 'lama',
        startsAt: Date.now() - 25 * 3_600_000,
        endsAt: kind === 'quake' ? null : Date.now() - 3_600_000,
        recordedAt: 0,
        origin: 'published',
        source: { key: 'bmkg', label: 'BMKG' },
        point: null,
        polygons: [],
        areas: [],
      }),
    );
    if (!warning || !quake) throw new Error('no events');
    for (const enabled of [true, false]) {
      const events = new Map([warning, quake].map((event) => [event.id, event]));
      const { standIn } = await start({
        enabled,
        knownEvents: () => [...events.values()],
        putEvents: async (batch) => {
          for (const event of batch) events.set(event.id, event);
        },
      });
      standIn.setFault('', 'down');
      await until(() => [...events.values()].every(({ state }) => state === 'ended'), 'both ended');
    }
  });

  it('marks what a stand-in brings, so that it stays marked in the data', async () => {
    const { kept, runner } = await start();
    await until(() => areAllUp(runner), 'all up');
    expect(kept.readings.every(({ note }) => note?.startsWith('UJI: '))).toBe(true);
    for (const { title, source } of kept.events.values()) {
      expect(title).toMatch(/^UJI: /);
      expect(source).toEqual({ key: expect.any(String), label: expect.stringMatching(/^UJI: /) });
    }
  });

  it('asks nothing with FEEDS=off and keeps when a link was last heard', async () => {
    const before = { ...(await start()).runner.states()[0], lastInAt: 1_000 } as FeedState;
    const { runner, standIn } = await start({ enabled: false, previous: [before] });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(runner.states().map((state) => state.state)).toEqual(['off', 'off', 'off', 'off', 'off']);
    expect(runner.states()[0]?.lastInAt).toBe(1_000);
    expect(standIn.requests).toEqual([]);
  });

  it('stops at once in the middle of a slow answer and asks nothing more', async () => {
    const { runner, standIn } = await start({}, 10_000);
    standIn.setFault('', 'slow');
    await until(() => standIn.requests.length > 0, 'a request');
    const startedAt = Date.now();
    await runner.stop();
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    // What was already on the wire may still arrive.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = standIn.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(standIn.requests.length).toBe(asked);
  });
});
