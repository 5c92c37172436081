import { create } from 'zustand';
import type { ReloadCause } from '../lib/reloadGuard.ts';

interface RepairState {
  /** Parts of the page that could not be loaded and wait for the server. */
  readonly waitingParts: number;
  /** Set while the page will not open itself again because that did not help. */
  readonly stuck: ReloadCause | null;
}

/** What of the page itself is broken, so that the screen can say so. */
export const useRepairStore = create<RepairState>(() => ({ waitingParts: 0, stuck: null }));

/** A part began or ceased to wait. */
export function countWaitingPart(change: 1 | -1): void {
  useRepairStore.setState((state) => ({ waitingParts: state.waitingParts + change }));
}
