import { wallScenes } from '#shared/model/lists.ts';
import type { Session, SessionView, ToldPromises } from '#shared/model/session.ts';
import type { SentScene, WallView } from '#shared/model/wall.ts';
import type { WallPicture } from '#shared/protocol/wall.ts';
import type { Actor } from '../people/actor.ts';

/** Needs of `createWallFollow`. */
export interface WallFollowParts {
  readonly session: (id: string) => Session | undefined;
  /** What a session shows now; undefined before anyone entered it. */
  readonly view: (id: string) => SessionView | undefined;
  readonly promises: () => Promise<ToldPromises>;
  /** Sends a wall a scene, null releases it; with `over` only where it still shows what that session sent. */
  readonly send: (wall: string, show: SentScene | null, by: Actor, over?: string) => Promise<unknown>;
  /** Tells walls that show the session's scenes what goes with them. */
  readonly tell: (picture: WallPicture) => void;
  readonly by: Actor;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

/** Walls that follow sessions, by the orders that operators give them, too. What an operator sends later stands. */
export interface WallFollow {
  /** A session shows something, or what stands on its signing sheet has changed. */
  show(session: string, view: SessionView): void;
  /** A wall begins to follow at what is shown. */
  turn(wall: string, session: Session, view: SessionView): void;
  /** A wall goes back to its own scenes, if it still shows the session's. */
  release(wall: string, session: string): void;
}

/** Walls change together: this much later, so that the word has reached all of them. Milliseconds. */
const leadMs = 400;

/** A wall that begins with a scene that walls have no order for stands on this one beneath it. */
const base: WallView = { scene: 'ikhtisar' };

/** Builds it. A scene of the session alone leaves a wall's orders at the last one; the wall draws it from the picture. */
export function createWallFollow(parts: WallFollowParts): WallFollow {
  const { now, onError } = parts;
  const lines = new Map<string, OrderLine>();
  const lineOf = (wall: string): OrderLine => {
    const line =
      lines.get(wall) ??
      createOrderLine((order) => carryOut(wall, order, parts), {
        onReleased: () => lines.delete(wall),
        onError,
      });
    lines.set(wall, line);
    return line;
  };
  const order = (wall: string, { id, title }: Session, view: WallView, isFirst: boolean): void =>
    lineOf(wall).push({
      session: id,
      isFirst,
      show: { view, from: now() + leadMs, until: null, by: title, session: id },
    });
  return {
    show(id, view) {
      const session = parts.session(id);
      if (!session || session.walls.length === 0) return;
      tellPicture(session, view, parts).catch(onError);
      const wanted = toWallView(view);
      if (wanted) for (const wall of session.walls) order(wall, session, wanted, false);
    },
    turn(wall, session, view) {
      tellPicture(session, view, parts).catch(onError);
      order(wall, session, toWallView(view) ?? base, true);
    },
    release: (wall, session) => lineOf(wall).push({ session, isFirst: true, show: null }),
  };
}

interface Order {
  readonly session: string;
  /** False for one that only stands where the wall shows the session already. */
  readonly isFirst: boolean;
  readonly show: SentScene | null;
}

async function carryOut(
  wall: string,
  { session, isFirst, show }: Order,
  { send, by }: WallFollowParts,
): Promise<void> {
  await send(wall, show, by, isFirst && show ? undefined : session);
}

/** Only the newest view is told where it takes a moment to look up what it needs. */
async function tellPicture(
  session: Session,
  view: SessionView,
  { promises, tell, view: viewNow }: WallFollowParts,
): Promise<void> {
  const { id, title, presenter, simulated } = session;
  const told = view.scene === 'janji' ? await promises() : { promises: [] };
  if (view.scene === 'janji' && viewNow(id)?.scene !== 'janji') return;
  const parties = view.scene === 'upacara' ? session.parties : [];
  tell({
    id,
    title,
    presenter: presenter?.name ?? null,
    simulated,
    view,
    parties: parties.map(({ link: _link, person: _person, ...party }) => party),
    ...told,
  });
}

interface OrderLine {
  push(order: Order): void;
}

/** One order at a time, and then the newest: whoever turns pages quickly must not fill the log of walls. Nothing is kept of a wall that was released. */
function createOrderLine(
  send: (order: Order) => Promise<unknown>,
  { onReleased, onError }: { readonly onReleased: () => void; readonly onError: (error: unknown) => void },
): OrderLine {
  let last: string | null = null;
  let waiting: Order | null = null;
  let isSending = false;
  const turn = async (): Promise<void> => {
    isSending = true;
    let isReleased = false;
    while (waiting) {
      const order: Order = waiting;
      isReleased = order.show === null;
      waiting = null;
      const text = JSON.stringify([order.session, order.show?.view ?? null]);
      // A ring, a pointer or another time is no order.
      if (!order.isFirst && text === last) continue;
      try {
        await send(order);
        last = text;
      } catch (error) {
        // What was not sent is no reason to leave it out the next time.
        last = null;
        onError(error);
      }
    }
    isSending = false;
    if (isReleased) onReleased();
  };
  return {
    push(order) {
      // Beginning must not be lost to what is shown a moment later.
      waiting = { ...order, isFirst: order.isFirst || (order.show !== null && waiting?.isFirst === true) };
      if (!isSending) void turn();
    },
  };
}

/** What a wall's orders say of a view; null for a scene that only the picture holds. Pure. */
export function toWallView({ scene, pillar, indicator, area }: SessionView): WallView | null {
  const known = wallScenes.find((one) => one === scene);
  if (!known) return null;
  return {
    scene: known,
    ...(pillar === null ? {} : { pillar }),
    ...(indicator === null ? {} : { indicator }),
    ...(area === null ? {} : { area }),
  };
}
