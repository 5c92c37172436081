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
  const lines = new Map<string, OrderLine>();
  const lineOf = (wall: string): OrderLine => {
    const line = lines.get(wall) ?? createOrderLine((show) => send(wall, show, by).catch(onError));
    lines.set(wall, line);
    return line;
  };
  const order = (wall: string, wanted: WallView | null, title: string): void => {
    if (wanted) lineOf(wall).push({ view: wanted, from: now() + leadMs, until: null, by: title });
  };
  return {
    show(id, view) {
      const { walls = [], title = '' } = session(id) ?? {};
      for (const wall of walls) order(wall, toWallView(view), title);
    },
    turn: (wall, view, title) => order(wall, toWallView(view), title),
    release(wall) {
      lineOf(wall).push(null);
    },
  };
}

interface OrderLine {
  push(show: SentScene | null): void;
}

/** One order at a time, and then the newest: whoever turns pages quickly must not fill the log of walls. */
function createOrderLine(send: (show: SentScene | null) => Promise<unknown>): OrderLine {
  let last: string | null = null;
  let waiting: { readonly show: SentScene | null } | null = null;
  let isSending = false;
  const turn = async (): Promise<void> => {
    isSending = true;
    while (waiting) {
      const { show } = waiting;
      waiting = null;
      const text = JSON.stringify(show?.view ?? null);
      // A ring or a pointer is no order.
      if (text !== last) await send(show);
      last = text;
    }
    isSending = false;
  };
  return {
    push(show) {
      waiting = { show };
      if (!isSending) void turn();
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
