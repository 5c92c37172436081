import { wallScenes } from '#shared/model/lists.ts';
import type { Session, SessionView } from '#shared/model/session.ts';
import type { SentScene, WallView } from '#shared/model/wall.ts';
import type { Actor } from '../people/actor.ts';

/** Needs of `createWallFollow`. */
export interface WallFollowParts {
  readonly session: (id: string) => Session | undefined;
  /** Sends a wall a scene, null releases it. */
  readonly send: (wall: string, show: SentScene | null, by: Actor) => Promise<unknown>;
  readonly by: Actor;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Walls that follow sessions, by the orders that operators give them, too. */
export interface WallFollow {
  /** A session shows something. */
  show(session: string, view: SessionView): void;
  /** A wall begins to follow at what is shown. */
  turn(wall: string, view: SessionView, title: string): void;
  /** A wall goes back to its own scenes. */
  release(wall: string): void;
}

/** Walls change together: this much later, so that the word has reached all of them. Milliseconds. */
const leadMs = 400;

/** Builds it. A scene that walls do not have, and the past, leave them at what they showed last. */
export function createWallFollow({ session, send, by, now, onError }: WallFollowParts): WallFollow {
  /** What a wall was last sent, so that a pointer or a ring is no order. */
  const sent = new Map<string, string>();
  const order = (wall: string, view: WallView, title: string): void => {
    const text = JSON.stringify(view);
    if (sent.get(wall) === text) return;
    sent.set(wall, text);
    send(wall, { view, from: now() + leadMs, until: null, by: title }, by).catch(onError);
  };
  return {
    show(id, view) {
      const { walls = [], title = '' } = session(id) ?? {};
      const wanted = walls.length > 0 ? toWallView(view) : null;
      if (wanted) for (const wall of walls) order(wall, wanted, title);
    },
    turn(wall, view, title) {
      const wanted = toWallView(view);
      if (wanted) order(wall, wanted, title);
    },
    release(wall) {
      sent.delete(wall);
      send(wall, null, by).catch(onError);
    },
  };
}

/** What a wall shows of a view; null for what it cannot. Pure. */
export function toWallView({ scene, pillar, indicator, area, at }: SessionView): WallView | null {
  const known = wallScenes.find((one) => one === scene);
  if (!known || at !== null) return null;
  return {
    scene: known,
    ...(pillar === null ? {} : { pillar }),
    ...(indicator === null ? {} : { indicator }),
    ...(area === null ? {} : { area }),
  };
}
