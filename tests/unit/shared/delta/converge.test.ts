import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFrame, applySubscribed, type LiveFrame, type StreamState } from '#shared/delta/applyFrame.ts';
import type { Encoding, Topic } from '#shared/protocol/live.ts';
import { createLiveState } from '../../../../server/domain/live/createLiveState.ts';
import type { LiveState } from '../../../../server/domain/live/liveState.ts';
import {
  type Broadcaster,
  type Channel,
  createBroadcaster,
} from '../../../../server/realtime/live/broadcaster.ts';
import { buildChange, buildEvent, buildFeed } from '../../../support/liveBuilders.ts';

const topics: readonly Topic[] = ['all', 'events', 'feeds'];

type Action =
  | { readonly kind: 'write' | 'feed' | 'event'; readonly series: number }
  | { readonly kind: 'tick' | 'restart' | 'restore' }
  | { readonly kind: 'drop' | 'duplicate' | 'swap' | 'deliver' };

const actionArbitrary: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('write', 'feed', 'event'), series: fc.nat(5) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('tick') }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('drop', 'duplicate', 'swap', 'deliver') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('restart', 'restore') }) },
) as fc.Arbitrary<Action>;

/** A server, a wire that loses, repeats and reorders, and a client that follows the rules; time is counted by hand. */
class World {
  readonly #encoding: Encoding;
  #epoch = 1;
  #wire: LiveFrame[] = [];
  #client: StreamState | null = null;
  #live: LiveState;
  #broadcaster: Broadcaster;
  #channel: Channel;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#live = createLiveState({ epoch: 'e1', seq: 0, changes: [], events: [], feeds: [] });
    this.#broadcaster = this.#serve();
    this.#channel = this.#broadcaster.enter(topics, encoding);
    this.#subscribe(true);
  }

  act(action: Action): void {
    const wire = this.#wire;
    switch (action.kind) {
      case 'drop':
        wire.shift();
        break;
      case 'duplicate':
        if (wire[0]) wire.unshift(wire[0]);
        break;
      case 'swap':
        if (wire[0] && wire[1]) wire.splice(0, 2, wire[1], wire[0]);
        break;
      case 'tick':
        this.#tick();
        break;
      case 'deliver':
        this.#deliver();
        break;
      case 'restart':
      case 'restore':
        this.#restart(action.kind === 'restore');
        break;
      default:
        this.#write(action);
    }
  }

  settle(): void {
    this.#tick();
    this.#tick();
    while (this.#wire.length > 0) this.#deliver();
  }

  compare(): void {
    const live = this.#live;
    const client = this.#client;
    const byIndicator = (a: { indicator: string }, b: { indicator: string }) =>
      a.indicator.localeCompare(b.indicator);
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    const records = [...live.listChanges()].map(({ record }) => record).sort(byIndicator);
    const events = live.listEvents().map(({ event }) => event);
    const feeds = live.listFeeds().map(({ feed }) => feed);
    expect([...(client?.records.values() ?? [])].sort(byIndicator)).toEqual(records);
    expect([...(client?.events ?? [])].sort(byId)).toEqual(events.sort(byId));
    expect([...(client?.feeds ?? [])].sort(byId)).toEqual(feeds.sort(byId));
    expect([client?.epoch, client?.seq]).toEqual([live.epoch, live.seq]);
  }

  close(): void {
    this.#broadcaster.close();
  }

  #serve(): Broadcaster {
    return createBroadcaster({
      liveState: this.#live,
      mode: 'test',
      pillarOf: () => undefined,
      now: Date.now,
      monotonic: Date.now,
      emit: (_room, { name, payload }) => void this.#wire.push({ name, frame: payload } as LiveFrame),
    });
  }

  #subscribe(mayResume: boolean): void {
    this.#wire = [];
    const held = this.#client;
    const resume = mayResume && held ? { epoch: held.epoch, seq: held.seq } : undefined;
    // Over the wire an answer is a copy.
    const answer = structuredClone(this.#broadcaster.answer(this.#channel, resume));
    this.#client = applySubscribed(held, answer) ?? held;
  }

  #write({ kind, series }: { kind: string; series: number }): void {
    const seq = this.#live.seq + 1;
    const quality = series % 2 ? ('good' as const) : ('uncertain' as const);
    this.#live.apply({
      seq,
      changes: kind === 'write' ? [buildChange(series, seq, { quality })] : [],
      events: kind === 'event' ? [{ seq, event: buildEvent(`v${series}`, { recordedAt: seq }) }] : [],
      feeds: kind === 'feed' ? [buildFeed(`f${series}`, { lastInAt: seq })] : [],
    });
  }

  #tick(): void {
    vi.advanceTimersByTime(2_000);
    this.#broadcaster.beat();
  }

  #restart(isRestore: boolean): void {
    this.#broadcaster.close();
    if (isRestore) this.#epoch += 1;
    const before = this.#live;
    this.#live = createLiveState({
      epoch: `e${this.#epoch}`,
      seq: before.seq,
      changes: [...before.listChanges()],
      events: [...before.listEvents()],
      feeds: before.listFeeds().map(({ feed }) => feed),
    });
    this.#broadcaster = this.#serve();
    this.#channel = this.#broadcaster.enter(topics, this.#encoding);
    this.#subscribe(true);
  }

  #deliver(): void {
    const frame = this.#wire.shift();
    if (!frame || !this.#client) return;
    const { state, verdict } = applyFrame(this.#client, structuredClone(frame));
    expect(state.seq).toBeGreaterThanOrEqual(this.#client.seq);
    this.#client = state;
    if (verdict === 'resume') this.#subscribe(true);
    if (verdict === 'snapshot') this.#subscribe(false);
  }
}

describe('a client behind a wire that drops, repeats, reorders and restarts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(['rows', 'records'] as const)('converges to the server with %s', (encoding) => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 40 }), (actions) => {
        const world = new World(encoding);
        try {
          for (const action of actions) world.act(action);
          world.settle();
          world.compare();
        } finally {
          world.close();
        }
      }),
      { seed: 3216, numRuns: 150 },
    );
  });
});
