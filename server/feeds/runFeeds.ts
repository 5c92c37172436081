import { isDeepStrictEqual } from 'node:util';
import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Source } from '#shared/model/text.ts';
import { type Feed, type FeedBatch, type FeedContext, FeedError, type FeedReading } from './feed.ts';
import { createFeeds } from './feedList.ts';
import { loadFeedRegion, type RegionSource } from './feedRegion.ts';
import { createHttpClient, type HttpClient } from './httpClient.ts';
import { type FeedTiming, type PollOutcome, toNextState, toWaitMs, usualTiming } from './linkHealth.ts';
import { type FeedMode, markEvent, markReading, markSource } from './markFigures.ts';
import { createRateLimit, type RateLimit, sleep } from './rateLimit.ts';
import { type SweptFeed, startSweep } from './sweepEvents.ts';

/** Where the runner says what went wrong inside; screens only see link states. */
export interface FeedLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Everything the runner is given. Nothing it is given may be called after `stop()` resolved. */
export interface FeedRunnerOptions {
  readonly region: RegionSource & {
    readonly feeds: readonly {
      id: string;
      enabled: boolean;
      name?: string;
      provider?: string;
      params: Record<string, unknown>;
    }[];
  };
  /** False with FEEDS=off: every feed stands as `off`. */
  readonly enabled: boolean;
  /** `demo` and `test` mark all that comes in, and accept exercises of warning feeds. */
  readonly mode: FeedMode;
  readonly feedBase?: string;
  readonly submit: (readings: readonly FeedReading[], source: Source, feedId: string) => Promise<void>;
  readonly putEvents: (events: readonly RegionEvent[]) => Promise<unknown>;
  readonly putLinks: (states: readonly FeedState[]) => Promise<unknown>;
  /** Link states of the last run, so that "last in" survives a restart. */
  readonly previous: readonly FeedState[];
  readonly lastObservedAt: (indicator: string, area: string) => number | null;
  readonly knownEvents: () => readonly RegionEvent[];
  readonly now: () => number;
  readonly random?: () => number;
  readonly log: FeedLog;
  /** Replaced in tests only. */
  readonly feeds?: readonly Feed[];
  readonly timing?: Partial<FeedTiming>;
  readonly http?: HttpClient;
}

/** Running feeds. */
export interface FeedRunner {
  states(): readonly FeedState[];
  /** Ends every poll at once and waits until nothing is under way. */
  stop(): Promise<void>;
}

function createLimits(feeds: readonly Feed[]) {
  const limits = new Map<string, RateLimit>();
  for (const { limit } of feeds) {
    if (!limit || limits.has(limit.host)) continue;
    limits.set(
      limit.host,
      createRateLimit(limit.burst, limit.refillMs, () => performance.now()),
    );
  }
  return limits;
}

function isSameEvent(a: RegionEvent, b: RegionEvent): boolean {
  return isDeepStrictEqual({ ...a, recordedAt: 0 }, { ...b, recordedAt: 0 });
}

function toFirstState(feed: Feed, options: FeedRunnerOptions, isOn: boolean): FeedState {
  const config = options.region.feeds.find((entry) => entry.id === feed.id);
  const before = options.previous.find((state) => state.id === feed.id);
  const state = isOn ? 'waiting' : 'off';
  const filled = options.region.catalogue.indicators
    .filter((indicator) => indicator.feeds.includes(feed.id))
    .map((indicator) => indicator.id);
  return {
    id: feed.id,
    name: config?.name ?? feed.name,
    provider: config?.provider ?? feed.provider,
    kind: feed.kind,
    state,
    since: before?.state === state ? before.since : options.now(),
    lastInAt: before?.lastInAt ?? null,
    lastError: before?.lastError ?? null,
    indicators: filled.length > 0 ? filled : [...feed.indicators],
  };
}

/** The loop of one feed. Nothing that a feed, the store or the network does can end it. */
class FeedLoop {
  state: FeedState;
  private failures = 0;
  private readonly feed: Feed;
  private readonly context: FeedContext;
  private readonly options: FeedRunnerOptions;
  private readonly timing: FeedTiming;

  constructor(feed: Feed, state: FeedState, context: FeedContext, options: FeedRunnerOptions) {
    this.feed = feed;
    this.state = state;
    this.context = context;
    this.options = options;
    this.timing = { ...usualTiming, ...options.timing };
  }

  async run(): Promise<void> {
    const { signal } = this.context;
    const random = this.options.random ?? Math.random;
    try {
      await sleep(this.timing.startSpreadMs * random(), signal);
      while (!signal.aborted) {
        const outcome = await this.pollOnce();
        if (signal.aborted) return;
        await this.record(outcome);
        await sleep(toWaitMs(this.feed.pollMs, this.failures, this.timing, random), signal);
      }
    } catch (error) {
      if (!signal.aborted) this.options.log.warn({ feed: this.feed.id, err: error }, 'feed loop ended');
    }
  }

  private async pollOnce(): Promise<PollOutcome> {
    let batch: FeedBatch;
    try {
      batch = await this.feed.poll(this.context);
    } catch (error) {
      if (error instanceof FeedError) return { kind: 'failed', code: error.code, detail: error.detail };
      if (!this.context.signal.aborted)
        this.options.log.warn({ feed: this.feed.id, err: error }, 'feed broke on an answer');
      return { kind: 'failed', code: 'invalid', detail: 'jawaban tidak dapat dibaca' };
    }
    try {
      await this.deliver(batch);
    } catch (error) {
      if (error instanceof FeedError && error.code === 'partial')
        return { kind: 'partial', detail: error.detail };
      if (error instanceof FeedError) return { kind: 'failed', code: error.code, detail: error.detail };
      this.options.log.warn({ feed: this.feed.id, err: error }, 'feed could not be stored');
      return { kind: 'failed', code: 'partial', detail: 'diterima, belum tersimpan' };
    }
    return batch.partial === null ? { kind: 'ok' } : { kind: 'partial', detail: batch.partial };
  }

  private async deliver(batch: FeedBatch): Promise<void> {
    const { mode } = this.options;
    const events = batch.events.map((event) => markEvent(event, mode));
    const readings = batch.readings.map((reading) => markReading(reading, mode));
    const source = markSource(this.feed.source, mode);
    const known = new Map(this.context.knownEvents().map((event) => [event.id, event]));
    const changed = events.filter((event) => {
      const before = known.get(event.id);
      return !before || !isSameEvent(before, event);
    });
    if (changed.length > 0) await this.options.putEvents(changed);
    if (readings.length > 0) await this.options.submit(readings, source, this.feed.id);
  }

  private async record(outcome: PollOutcome): Promise<void> {
    this.failures = outcome.kind === 'failed' ? this.failures + 1 : 0;
    const before = this.state.state;
    this.state = toNextState(this.state, outcome, this.failures, this.options.now());
    if (before !== this.state.state) {
      const { state, lastError } = this.state;
      this.options.log.info({ feed: this.feed.id, before, state, lastError }, 'feed link changed');
    }
    await this.options.putLinks([this.state]).catch((error: unknown) => {
      this.options.log.warn({ feed: this.feed.id, err: error }, 'link state could not be stored');
    });
  }
}

/** What all contexts of one run share. */
type CommonContext = Omit<FeedContext, 'params'>;

/** One loop for every feed, off ones too: they have a state and their events still end. */
function createLoops(feeds: readonly Feed[], common: CommonContext, options: FeedRunnerOptions) {
  const loops: FeedLoop[] = [];
  const swept: SweptFeed[] = [];
  for (const feed of feeds) {
    const config = options.region.feeds.find((entry) => entry.id === feed.id);
    const isOn = options.enabled && config?.enabled === true;
    const context: FeedContext = { ...common, params: config?.params ?? {} };
    loops.push(new FeedLoop(feed, toFirstState(feed, options, isOn), context, options));
    swept.push({ feed, context });
  }
  return { loops, swept };
}

function startSweepOf(swept: readonly SweptFeed[], options: FeedRunnerOptions) {
  return startSweep({
    feeds: swept,
    everyMs: options.timing?.sweepMs ?? usualTiming.sweepMs,
    knownEvents: options.knownEvents,
    putEvents: options.putEvents,
    now: options.now,
    onError: (error) => options.log.warn({ err: error }, 'events that are over could not be ended'),
  });
}

/** Starts every feed that the region has switched on. Returns at once with all states known; never throws because of a feed. */
export async function startFeeds(options: FeedRunnerOptions): Promise<FeedRunner> {
  const stopping = new AbortController();
  const { feedBase, mode, now, lastObservedAt, knownEvents } = options;
  const feeds = options.feeds ?? createFeeds();
  const http =
    options.http ??
    createHttpClient({ limits: createLimits(feeds), ...(feedBase === undefined ? {} : { feedBase }) });
  const region = await loadFeedRegion(options.region);
  const { signal } = stopping;
  const common = { region, http, signal, now, lastObservedAt, knownEvents, acceptExercises: mode !== 'live' };
  const { loops, swept } = createLoops(feeds, common, options);
  await options.putLinks(loops.map((loop) => loop.state)).catch((error: unknown) => {
    options.log.warn({ err: error }, 'link states could not be stored');
  });
  const stopSweep = startSweepOf(swept, options);
  const running = loops.filter((loop) => loop.state.state !== 'off').map((loop) => loop.run());
  return {
    states: () => loops.map((loop) => loop.state),
    async stop() {
      stopping.abort(new Error('feeds are stopping'));
      await Promise.allSettled([...running, stopSweep()]);
      await http.close();
    },
  };
}
