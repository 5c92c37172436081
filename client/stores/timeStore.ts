import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Seconds of the past that one second of play takes. */
export const playSpeeds = [1, 10, 60, 300] as const;
export type PlaySpeed = (typeof playSpeeds)[number];

/** Why the past is not shown: no answer, or not kept that far back. */
export type PastFault = 'unreachable' | 'not-kept';

/** How time is steered on this screen. What it shows stands in the live store: `pastAt`. */
export interface TimeState {
  readonly isBarOpen: boolean;
  /** Instant that was asked for and is not there yet, epoch milliseconds. */
  readonly wantedAt: number | null;
  readonly isPlaying: boolean;
  readonly speed: PlaySpeed;
  readonly fault: PastFault | null;
  /** Instant from which the past is kept, once an answer said it. */
  readonly keptSince: number | null;
  /** Rises with every touch: the present comes back by itself when nobody touches the past. */
  readonly touches: number;
}

/** Nobody asks for the past. */
export const restingTime = { wantedAt: null, isPlaying: false } as const;

/** Builds a store; tests make their own. */
export function createTimeStore() {
  return createStore<TimeState>(() => ({
    ...restingTime,
    isBarOpen: false,
    speed: 60,
    fault: null,
    keptSince: null,
    touches: 0,
  }));
}

export type TimeStore = ReturnType<typeof createTimeStore>;

/** The steering of this screen. */
export const timeStore: TimeStore = createTimeStore();

/** Reads the steering in a component. */
export function useTime<T>(selector: (state: TimeState) => T): T {
  return useStore(timeStore, selector);
}

/** Somebody is there. */
export function touchTime(): void {
  timeStore.setState(({ touches }) => ({ touches: touches + 1 }));
}
