import { wallScenes } from '#shared/model/lists.ts';
import type { Session, SessionView } from '#shared/model/session.ts';
import type { SentScene, WallView } from '#shared/model/wall.ts';
import type { Actor } from '../people/actor.ts';

/** Needs of `createWallFollow`. */
export interface WallFollowParts {
  readonly session: (id: string) => Session | undefined;
  /** Sends a wall a scene for a session. */
  readonly send: (wall: string, show: SentScene, by: Actor, session: string) => Promise<unknown>;
  /** Releases a wall where it still shows what this session sent: an operator's order since then stays. */
  readonly letGo: (wall: string, session: string, by: Actor) => Promise<unknown>;
  readonly by: Actor;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Walls that follow sessions, by the orders that operators give them, too. */
export interface WallFollow {
  /** A session shows something. */
  show(session: string, view: SessionView): void;
  /** A wall begins to follow at what is shown. */
  turn(wall: string, view: SessionView, session: Pick<Session, 'id' | 'title'>): void;
  /** A wall goes back to its own scenes, unless someone else has turned it since. */
  release(wall: string, session: string): void;
}

/** Walls change together: this much later, so that the word has reached all of them. Milliseconds. */
const leadMs = 400;

/** Builds it. A scene that walls do not have, and the past, leave them at what they showed last. */
export function createWallFollow(parts: WallFollowParts): WallFollow {
  const lines = new Map<string, OrderLine>();
  const lineOf = (wall: string): OrderLine => {
    const line = lines.get(wall) ?? createOrderLine((order) => give(wall, order, parts));
    lines.set(wall, line);
    return line;
  };
  const order = (wall: string, view: WallView | null, { id, title }: Pick<Session, 'id' | 'title'>): void => {
    if (view) lineOf(wall).push({ session: id, view, title });
  };
  return {
    show(id, view) {
      const { walls = [], title = '' } = parts.session(id) ?? {};
      for (const wall of walls) order(wall, toWallView(view), { id, title });
    },
    turn: (wall, view, session) => order(wall, toWallView(view), session),
    release: (wall, session) => lineOf(wall).push({ session, view: null, title: '' }),
  };
}

/** What a session wants of a wall; null releases it. */
interface Order {
  readonly session: string;
  readonly view: WallView | null;
  readonly title: string;
}

async function give(
  wall: string,
  { session, view, title }: Order,
  { send, letGo, by, now, onError }: WallFollowParts,
): Promise<void> {
  const given = view
    ? send(wall, { view, from: now() + leadMs, until: null, by: title }, by, session)
    : letGo(wall, session, by);
  await given.catch(onError);
}

interface OrderLine {
  push(order: Order): void;
}

/** One order at a time, and then the newest: whoever turns pages quickly must not fill the log of walls. */
function createOrderLine(send: (order: Order) => Promise<void>): OrderLine {
  let last: string | null = null;
  let waiting: Order | null = null;
  let isSending = false;
  const turn = async (): Promise<void> => {
    isSending = true;
    while (waiting) {
      const order: Order = waiting;
      waiting = null;
      const text = JSON.stringify([order.session, order.view]);
      // A ring or a pointer is no order.
      if (text !== last) await send(order);
      last = text;
    }
    isSending = false;
  };
  return {
    push(order) {
      // What another session is about to show ends this one's turn by itself.
      if (!order.view && waiting && waiting.session !== order.session) return;
      waiting = order;
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
