import { useSyncExternalStore } from 'react';
import { serverNow } from '../lib/serverClock.ts';
import { liveStore } from '../stores/liveStore.ts';

/** A clock that many look at: one tick for all. */
interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

/** Ticks with every second of the server; `fixed` gives an instant at which the clock stands still, or null. */
function createTicker(fixed: () => number | null): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopWatching: (() => void) | undefined;
  let now = 0;
  let stoodAt: number | null = null;

  const look = (): void => {
    stoodAt = fixed();
    now = stoodAt ?? serverNow();
  };
  const tick = (): void => {
    look();
    for (const listener of listeners) listener();
    if (stoodAt === null) timer = setTimeout(tick, 1_000 - (now % 1_000) + 5);
  };
  const change = (): void => {
    if (fixed() === stoodAt) return;
    clearTimeout(timer);
    tick();
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        stopWatching = liveStore.subscribe(change);
        tick();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        stopWatching?.();
      };
    },
    read() {
      if (fixed() !== stoodAt) look();
      else if (listeners.size === 0) now = stoodAt ?? Math.floor(serverNow() / 1_000) * 1_000;
      return now;
    },
  };
}

const shown = createTicker(() => liveStore.getState().pastAt);
const real = createTicker(() => null);

/**
 * Now for whatever is drawn: server time, one shared tick a second for the whole wall, so that all ages turn together; while the screen
 * shows the past, its instant. Epoch milliseconds.
 */
export function useNow(): number {
  return useSyncExternalStore(shown.subscribe, shown.read, shown.read);
}

/** Server time even while the screen shows the past. Epoch milliseconds. */
export function useRealNow(): number {
  return useSyncExternalStore(real.subscribe, real.read, real.read);
}

const minuteMs = 60_000;

function readMinute(): number {
  return Math.ceil(shown.read() / minuteMs) * minuteMs;
}

/** `useNow` to the minute that has begun; a panel that takes no seconds is not drawn again for them. Epoch milliseconds. */
export function useMinute(): number {
  return useSyncExternalStore(shown.subscribe, readMinute, readMinute);
}

/**
 * A value worked out anew at every tick of the wall's clock. `compute` has to give the same object while nothing changed: then the
 * panel is not drawn again.
 */
export function useTicking<T>(compute: (now: number) => T): T {
  const readValue = (): T => compute(shown.read());
  return useSyncExternalStore(shown.subscribe, readValue, readValue);
}
