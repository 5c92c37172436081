import { create } from 'zustand';
import type { WallOrders } from '#shared/model/wall.ts';

interface WallState {
  /** What this wall is told to do; null for a screen that is not paired, and until the server has said. */
  readonly orders: WallOrders | null;
}

/** The orders of a paired wall. */
export const useWallStore = create<WallState>(() => ({ orders: null }));

/** Takes new orders, or a part of them. */
export function takeOrders(patch: Partial<WallOrders>): void {
  useWallStore.setState(({ orders }) => (orders ? { orders: { ...orders, ...patch } } : {}));
}
