import type { WallOrders, WallView } from '#shared/model/wall.ts';

/** What a wall is to show at an instant. */
export interface Scheduled {
  /** Tells one showing from the next. */
  readonly key: string;
  readonly view: WallView;
  /** When something else may have to be shown, epoch milliseconds of the server. */
  readonly until: number;
  /** True for a scene that was sent: nothing holds it up. */
  readonly isSent: boolean;
}

/**
 * What the orders say for an instant of the server. The rotation counts from `anchorAt` alone, so that walls with the same scenes change
 * together without a word between them.
 */
export function toScheduled({ setup, anchorAt, show }: WallOrders, now: number): Scheduled {
  if (show && now >= show.from && (show.until === null || now < show.until)) {
    const until = show.until ?? Number.POSITIVE_INFINITY;
    return { key: `sent ${show.from}`, view: show.view, until, isSent: true };
  }
  const rotation = toRotation(setup.scenes, anchorAt, now);
  return show && now < show.from ? { ...rotation, until: Math.min(rotation.until, show.from) } : rotation;
}

function toRotation(scenes: WallOrders['setup']['scenes'], anchorAt: number, now: number): Scheduled {
  const totalMs = scenes.reduce((sum, { dwellSeconds }) => sum + dwellSeconds * 1_000, 0);
  const round = Math.floor((now - anchorAt) / totalMs);
  let until = anchorAt + round * totalMs;
  for (const { id, dwellSeconds, ...view } of scenes) {
    until += dwellSeconds * 1_000;
    if (now < until) return { key: `scene ${id}`, view, until, isSent: false };
  }
  return { key: 'scene', view: { scene: 'ikhtisar' }, until: now + 1_000, isSent: false };
}
