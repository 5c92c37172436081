import type { SessionView } from '#shared/model/session.ts';
import type { SentScene } from '#shared/model/wall.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
import { toWallView } from './createWallFollow.ts';
import type { ShelvedSession } from './sessionShelf.ts';

/** A paired wall as far as sessions look at it. */
export interface SeenWall {
  readonly name: string;
  readonly group: string | null;
  readonly show: SentScene | null;
}

/**
 * A wall that is not as sessions say, as a stop or a failure between a line and its order leaves it, and what sets it right: it goes back
 * to its own scenes, begins to follow, is told what is shown, or leaves the session because it is someone else's.
 */
export interface Stray {
  readonly kind: 'release' | 'turn' | 'show' | 'leave';
  readonly wall: string;
  readonly session: string;
}

/** Finds them among all walls, given every running session; `view` is what one shows. Pure. */
export function findStrays(
  walls: readonly SeenWall[],
  running: readonly ShelvedSession[],
  view: (session: string) => SessionView | undefined,
): Stray[] {
  const byName = new Map(walls.map((wall) => [wall.name, wall]));
  const holds = ({ session }: ShelvedSession, { name, group }: SeenWall): boolean =>
    // What is sent to one wall of a group is sent to all of them.
    session.walls.some((one) => one === name || (group !== null && byName.get(one)?.group === group));
  const left = walls.flatMap((wall): Stray[] => {
    const session = wall.show?.session;
    if (session === undefined) return [];
    const isHeld = running.some((one) => one.session.id === session && holds(one, wall));
    return isHeld ? [] : [{ kind: 'release', wall: wall.name, session }];
  });
  const listed = running.flatMap((shelved) => {
    const { id, walls: names } = shelved.session;
    return names.flatMap((wall): Stray[] => {
      const kind = judge(shelved, byName.get(wall), { name: wall, view: view(id) });
      return kind ? [{ kind, wall, session: id }] : [];
    });
  });
  return [...left, ...listed];
}

function judge(
  { session, body }: ShelvedSession,
  wall: SeenWall | undefined,
  { name, view }: { readonly name: string; readonly view: SessionView | undefined },
): Stray['kind'] | null {
  if (!wall) return 'leave';
  const { show } = wall;
  if (show?.session === session.id) {
    const wanted = view && toWallView(view);
    return wanted && toCanonical(wanted) !== toCanonical(show.view) ? 'show' : null;
  }
  const joined = body.log.findLast(({ deed }) => deed.kind === 'wall' && deed.on && deed.wall === name);
  // What an operator sent after it had joined stands.
  return show && show.from >= (joined?.at ?? 0) ? 'leave' : 'turn';
}
