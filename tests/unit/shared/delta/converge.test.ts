import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFrame, applySubscribed, type LiveFrame, type StreamState } from '#shared/delta/applyFrame.ts';
import type { Encoding } from '#shared/protocol/live.ts';
import { createLiveState } from '../../../../server/domain/live/createLiveState.ts';
import {
  type Broadcaster,
  type Channel,
  createBroadcaster,
} from '../../../../server/realtime/live/broadcaster.ts';
import { buildChange, buildEvent, buildFeed } from '../../../support/liveBuilders.ts';

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
function createWorld(encoding: Encoding) {
  let epoch = 1;
  let wire: LiveFrame[] = [];
  let client: StreamState | null = null;
  let live = createLiveState({ epoch: 'e1', seq: 0, changes: [], events: [], feeds: [] });
  let broadcaster: Broadcaster;
  let channel: Channel;

  const serve = (): void => {
    broadcaster = createBroadcaster({
      liveState: live,
      mode: 'test',
      pillarOf: () => undefined,
      now: Date.now,
      monotonic: Date.now,
      emit: (_room, { name, payload }) => void wire.push({ name, frame: payload } as LiveFrame),
    });
  };
  const subscribe = (resume: boolean): void => {
    wire = [];
    const held = resume && client ? { epoch: client.epoch, seq: client.seq } : undefined;
    // Over the wire an answer is a copy.
    const answer = structuredClone(broadcaster.answer(channel, held));
    client = applySubscribed(client, answer) ?? client;
  };
  const join = (): void => {
    channel = broadcaster.enter(['all', 'events', 'feeds'], encoding);
    subscribe(true);
  };
  const write = ({ kind, series }: { kind: string; series: number }): void => {
    const seq = live.seq + 1;
    const quality = series % 2 ? ('good' as const) : ('uncertain' as const);
    live.apply({
      seq,
      changes: kind === 'write' ? [buildChange(series, seq, { quality })] : [],
      events: kind === 'event' ? [{ seq, event: buildEvent(`v${series}`, { recordedAt: seq }) }] : [],
      feeds: kind === 'feed' ? [buildFeed(`f${series}`, { lastInAt: seq })] : [],
    });
  };
  const tick = (): void => {
    vi.advanceTimersByTime(2_000);
    broadcaster.beat();
  };
  const restart = (isRestore: boolean): void => {
    broadcaster.close();
    if (isRestore) epoch += 1;
    live = createLiveState({
      epoch: `e${epoch}`,
      seq: live.seq,
      changes: [...live.listChanges()],
      events: [...live.listEvents()],
      feeds: live.listFeeds().map(({ feed }) => feed),
    });
    serve();
    join();
  };
  const deliver = (): void => {
    const frame = wire.shift();
    if (!frame || !client) return;
    const { state, verdict } = applyFrame(client, structuredClone(frame));
    expect(state.seq).toBeGreaterThanOrEqual(client.seq);
    client = state;
    if (verdict === 'resume') subscribe(true);
    if (verdict === 'snapshot') subscribe(false);
  };
  serve();
  join();
  return {
    act(action: Action): void {
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
          tick();
          break;
        case 'deliver':
          deliver();
          break;
        case 'restart':
        case 'restore':
          restart(action.kind === 'restore');
          break;
        default:
          write(action);
      }
    },
    settle(): void {
      tick();
      tick();
      while (wire.length > 0) deliver();
    },
    compare(): void {
      const byIndicator = (a: { indicator: string }, b: { indicator: string }) =>
        a.indicator.localeCompare(b.indicator);
      const expected = [...live.listChanges()].map(({ record }) => record).sort(byIndicator);
      expect([...(client?.records.values() ?? [])].sort(byIndicator)).toEqual(expected);
      const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
      expect([...(client?.events ?? [])].sort(byId)).toEqual(
        live
          .listEvents()
          .map(({ event }) => event)
          .sort(byId),
      );
      expect([...(client?.feeds ?? [])].sort(byId)).toEqual(
        live
          .listFeeds()
          .map(({ feed }) => feed)
          .sort(byId),
      );
      expect([client?.epoch, client?.seq]).toEqual([live.epoch, live.seq]);
    },
    close: () => broadcaster.close(),
  };
}

describe('a client behind a wire that drops, repeats, reorders and restarts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(['rows', 'records'] as const)('converges to the server with %s', (encoding) => {
    fc.assert(
      fc.property(fc.array(actionArbitrary, { maxLength: 40 }), (actions) => {
        const world = createWorld(encoding);
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
