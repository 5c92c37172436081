import { createLiveConnection } from '../../client/connection/liveConnection.ts';
import { createServerClock } from '../../client/lib/serverClock.ts';
import { createLiveStore, type LiveStore } from '../../client/stores/liveStore.ts';
import { pause } from '../support/pause.ts';

/** Many screens with the connection, checks and store of the real client, none of its pixels. */
export interface Screens {
  /** Waits until all are live at `seq` or beyond; how long that took each, counted from `from`. Milliseconds. */
  waitForAll(seq: number, from: number, limitMs: number): Promise<readonly number[]>;
  /** Waits until no screen calls itself live. */
  waitForNone(): Promise<void>;
  readonly stores: readonly LiveStore[];
  stop(): void;
}

/** Opens `count` screens at once. */
export function openScreens(url: string, count: number): Screens {
  const clock = createServerClock({ monotonic: () => performance.now(), wall: Date.now });
  const stores = Array.from({ length: count }, createLiveStore);
  const connections = stores.map((store) => createLiveConnection({ url, store, clock }));
  const isLive = (store: LiveStore, seq: number): boolean => {
    const state = store.getState();
    return state.link === 'live' && state.seq >= seq;
  };
  return {
    stores,
    async waitForAll(seq, from, limitMs) {
      const spentMs: number[] = stores.map(() => Number.POSITIVE_INFINITY);
      const waiting = new Set(stores.keys());
      while (waiting.size > 0 && performance.now() - from < limitMs) {
        for (const index of waiting) {
          const store = stores[index];
          if (!store || !isLive(store, seq)) continue;
          spentMs[index] = performance.now() - from;
          waiting.delete(index);
        }
        await pause(20);
      }
      return spentMs;
    },
    async waitForNone() {
      while (stores.some((store) => store.getState().link === 'live')) await pause(5);
    },
    stop() {
      for (const connection of connections) connection.stop();
    },
  };
}
