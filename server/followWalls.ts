import { randomBytes } from 'node:crypto';
import type { Session, ToldPromises } from '#shared/model/session.ts';
import { type Actor, toSystemActor } from './domain/people/actor.ts';
import type { Sessions } from './domain/sessions/createSessions.ts';
import type { Stages } from './domain/sessions/createStages.ts';
import { createWallFollow, type WallFollow } from './domain/sessions/createWallFollow.ts';
import type { WallNews } from './domain/walls/createWalls.ts';
import type { SessionRoomParts } from './openSessions.ts';

interface FollowNeeds {
  readonly stages: Stages;
  readonly promises: () => Promise<ToldPromises>;
  readonly onError: (error: unknown) => void;
}

const system = toSystemActor('sessions');

/** Walls follow sessions; after a start those of running ones are told again what is shown. */
export function openFollow(
  { accounts, now }: SessionRoomParts,
  { stages, promises, onError }: FollowNeeds,
): WallFollow {
  const { walls, sessionDoor } = accounts;
  const { shelf } = sessionDoor;
  const follow = createWallFollow({
    session: (id) => shelf.peek(id)?.session,
    view: (id) => stages.peek(id)?.shown().view,
    promises,
    send: walls.show,
    tell: walls.leads.show,
    by: system,
    now,
    onError,
  });
  const resume = async (): Promise<void> => {
    await shelf.load();
    for (const { id, state } of shelf.list()) {
      const session = state === 'open' ? shelf.peek(id)?.session : undefined;
      if (session && session.walls.length > 0) follow.show(id, (await stages.open(session)).shown().view);
    }
  };
  resume().catch(onError);
  return follow;
}

/**
 * A wall that an operator takes for something else leaves the session, whose log says who took it; one that was only renamed goes on
 * under its new name. Returns its stop.
 */
export function followOperators(
  { accounts: { walls, sessionDoor } }: SessionRoomParts,
  sessions: Sessions,
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
    const turn = (wall: string, on: boolean, by: Actor) => {
      const key = randomBytes(12).toString('base64url');
      return sessions.enter(session.id, { kind: 'wall', key, wall, on }, by);
    };
    const follow = async (): Promise<void> => {
      await turn(name, false, news.by);
      if (to === null) return;
      const { kind } = await turn(to, true, system);
      // Where the session cannot hold it, it must not hold the session's picture.
      if (kind !== 'done') await walls.show(to, null, system, session.id);
    };
    follow().catch(onError);
  });
}
