import { useSyncExternalStore } from 'react';
import { serverNow } from '../lib/serverClock.ts';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let now = 0;

function tick(): void {
  now = serverNow();
  for (const listener of listeners) listener();
  timer = setTimeout(tick, 1_000 - (now % 1_000) + 5);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function read(): number {
  if (timer === undefined && listeners.size === 0) now = Math.floor(serverNow() / 1_000) * 1_000;
  return now;
}

/** Server time, one shared tick a second for the whole wall, so that all ages turn together. Epoch milliseconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read);
}

const minuteMs = 60_000;

function readMinute(): number {
  return Math.ceil(read() / minuteMs) * minuteMs;
}

/** Server time to the minute that has begun; a panel that takes no seconds is not drawn again for them. Epoch milliseconds. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, readMinute, readMinute);
}

/**
 * A value worked out anew at every tick of the wall's clock. `compute` has to give the same object while nothing changed: then the
 * panel is not drawn again.
 */
export function useTicking<T>(compute: (now: number) => T): T {
  const readValue = (): T => compute(read());
  return useSyncExternalStore(subscribe, readValue, readValue);
}
