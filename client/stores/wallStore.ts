import { create } from 'zustand';
import type { WallOrders } from '#shared/model/wall.ts';
import type { ReviewPoint } from '#shared/protocol/review.ts';
import type { WallPicture } from '#shared/protocol/wall.ts';

interface WallState {
  /** What this wall is told to do; null for a screen that is not paired, and until the server has said. */
  readonly orders: WallOrders | null;
  /** True while the server's word reaches this wall. */
  readonly isUp: boolean;
  /** What a session showed last; it counts only while the orders are that session's. */
  readonly picture: WallPicture | null;
  /** Where the session's presenter points, shares of the picture. */
  readonly pointer: ReviewPoint['at'];
}

/** The orders of a paired wall. */
export const useWallStore = create<WallState>(() => ({
  orders: null,
  isUp: false,
  picture: null,
  pointer: null,
}));

/** Takes new orders, or a part of them. */
export function takeOrders(patch: Partial<WallOrders>): void {
  useWallStore.setState(({ orders }) => (orders ? { orders: { ...orders, ...patch } } : {}));
}

/** The picture of the session that this wall follows; null while it follows none. */
export function selectFollowed({ orders, picture }: WallState): WallPicture | null {
  return picture !== null && orders?.show?.session === picture.id ? picture : null;
}
