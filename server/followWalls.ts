import { randomBytes } from 'node:crypto';
import type { Session, ToldPromises } from '#shared/model/session.ts';
import { type Actor, toSystemActor } from './domain/people/actor.ts';
import type { SessionOutcome, Sessions } from './domain/sessions/createSessions.ts';
import type { Stages } from './domain/sessions/createStages.ts';
import { createWallFollow, type WallFollow } from './domain/sessions/createWallFollow.ts';
import { findStrays } from './domain/sessions/findStrays.ts';
import type { ShelvedSession } from './domain/sessions/sessionShelf.ts';
import type { WallNews } from './domain/walls/createWalls.ts';
import type { SessionRoomParts } from './openSessions.ts';

interface FollowNeeds {
  readonly stages: Stages;
  readonly promises: () => Promise<ToldPromises>;
  readonly onError: (error: unknown) => void;
}

const system = toSystemActor('sessions');

/** How often walls are looked at. Milliseconds. */
const settleMs = 60_000;

/** Walls follow sessions. */
export function openFollow(
  { accounts, now }: SessionRoomParts,
  { stages, promises, onError }: FollowNeeds,
): WallFollow {
  const { walls, sessionDoor } = accounts;
  const { shelf } = sessionDoor;
  return createWallFollow({
    session: (id) => shelf.peek(id)?.session,
    view: (id) => stages.peek(id)?.shown().view,
    promises,
    send: walls.show,
    tell: walls.leads.show,
    by: system,
    now,
    onError,
  });
}

interface KeepNeeds {
  readonly sessions: Sessions;
  readonly stages: Stages;
  readonly follow: WallFollow;
  readonly onError: (error: unknown) => void;
}

type Turn = (
  session: string,
  wall: { readonly name: string; readonly on: boolean },
  by: Actor,
) => Promise<SessionOutcome>;

/** Keeps walls as sessions and operators say, from the start on. Returns its stop. */
export function keepWalls(parts: SessionRoomParts, needs: KeepNeeds): () => void {
  const { sessions, onError } = needs;
  const turn: Turn = (session, { name: wall, on }, by) =>
    sessions.enter(session, { kind: 'wall', key: randomBytes(12).toString('base64url'), wall, on }, by);
  const settle = (): void => void settleWalls(parts, needs, turn).catch(onError);
  // Pictures are held in memory alone.
  tellAll(parts, needs).then(settle, onError);
  const timer = setInterval(settle, settleMs);
  const stop = followOperators(parts, turn, onError);
  return () => {
    clearInterval(timer);
    stop();
  };
}

function listRunning({ accounts }: Pick<SessionRoomParts, 'accounts'>): ShelvedSession[] {
  const { shelf } = accounts.sessionDoor;
  return shelf.list().flatMap(({ id, state }) => (state === 'open' ? (shelf.peek(id) ?? []) : []));
}

/** Tells the walls of running sessions what is shown. */
async function tellAll(parts: SessionRoomParts, { stages, follow }: KeepNeeds): Promise<void> {
  await parts.accounts.sessionDoor.shelf.load();
  for (const { session } of listRunning(parts))
    if (session.walls.length > 0) follow.show(session.id, (await stages.open(session)).shown().view);
}

/** A line and its order are two steps: what a stop or a failure left between them is set right. */
async function settleWalls(
  parts: SessionRoomParts,
  { stages, follow }: KeepNeeds,
  turn: Turn,
): Promise<void> {
  const { walls, sessionDoor } = parts.accounts;
  await sessionDoor.shelf.load();
  for (const { session } of listRunning(parts)) if (session.walls.length > 0) await stages.open(session);
  const viewOf = (id: string) => stages.peek(id)?.shown().view;
  const seen = (await walls.list()).map(({ name, body: { setup, show } }) => ({
    name,
    group: setup.group,
    show,
  }));
  for (const { kind, wall, session: id } of findStrays(seen, listRunning(parts), viewOf)) {
    const session = sessionDoor.shelf.peek(id)?.session;
    const view = viewOf(id);
    if (kind === 'release') follow.release(wall, id);
    else if (kind === 'leave') await turn(id, { name: wall, on: false }, system);
    else if (session && view && kind === 'turn') follow.turn(wall, session, view);
    else if (view) follow.show(id, view);
  }
}

/**
 * A wall that an operator takes for something else leaves the session, whose log says who took it; one that was only renamed goes on
 * under its new name. Returns its stop.
 */
function followOperators(
  { accounts: { walls, sessionDoor } }: SessionRoomParts,
  turn: Turn,
  onError: (error: unknown) => void,
): () => void {
  const find = ({ before, wall }: WallNews): { session: Session; name: string; to: string | null } | null => {
    const was = before?.body.show?.session;
    if (!before || was === undefined) return null;
    const isStill = wall?.name === before.name && wall.body.show?.session === was;
    const session = sessionDoor.shelf.peek(was)?.session;
    const follows = session?.state === 'open' && session.walls.includes(before.name);
    const to = wall?.body.show?.session === was ? wall.name : null;
    return follows && !isStill ? { session, name: before.name, to } : null;
  };
  return walls.onChange((news) => {
    const found = find(news);
    if (!found) return;
    const { session, name, to } = found;
    const follow = async (): Promise<void> => {
      await turn(session.id, { name, on: false }, news.by);
      if (to === null) return;
      const { kind } = await turn(session.id, { name: to, on: true }, system);
      // Where the session cannot hold it, it must not hold the session's picture.
      if (kind !== 'done') await walls.show(to, null, system, session.id);
    };
    follow().catch(onError);
  });
}
