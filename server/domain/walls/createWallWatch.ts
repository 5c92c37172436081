import type { WallReport, WallState } from '#shared/model/wall.ts';
import type { ProofVerdict, WallHello, WallProof } from '#shared/protocol/wall.ts';
import { judgeWall, type WallSigns } from './judgeWall.ts';
import type { Wall } from './wall.ts';

/** A wall's state turned into another one. `at` is epoch milliseconds. */
export interface WallTurn {
  readonly name: string;
  readonly title: string;
  readonly from: WallState;
  readonly to: WallState;
  readonly at: number;
}

/** A wall and how it is doing; `since` is epoch milliseconds. */
export interface WatchedState {
  readonly name: string;
  readonly title: string;
  readonly state: WallState;
  readonly since: number;
}

/** What the watch knows of a wall. */
export interface WallSight {
  readonly state: WallState;
  /** Epoch milliseconds. */
  readonly since: number;
  readonly report: WallReport | null;
  readonly picture: { readonly at: number; readonly bytes: Buffer } | null;
}

/** Needs of `createWallWatch`. */
export interface WatchParts {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
}

/** Watches whether paired walls paint what they should. */
export interface WallWatch {
  /** The walls as they are now; those that are gone are forgotten. */
  setWalls(walls: readonly Wall[]): void;
  connected(uid: string, connection: string, hello: WallHello): void;
  disconnected(uid: string, connection: string): void;
  proved(uid: string, connection: string, proof: WallProof, verdict: ProofVerdict): void;
  keepPicture(uid: string, bytes: Buffer): void;
  see(uid: string): WallSight | null;
  /** Every wall with its state. */
  list(): readonly WatchedState[];
  /** Looks at every wall anew: silence makes no sound. */
  sweep(): void;
  /** Told of each turn; returns its off. */
  onTurn(listener: (turn: WallTurn) => void): () => void;
}

interface Watched {
  wall: Wall;
  startedAt: number;
  readonly connections: Map<string, WallHello>;
  proof: WallSigns['proof'];
  frames: number;
  differed: number;
  state: WallState;
  since: number;
  report: Omit<WallReport, 'screens'> | null;
  picture: WallSight['picture'];
}

/** Builds it, without walls. Bounded by the number of walls. */
export function createWallWatch(parts: WatchParts): WallWatch {
  const { now, monotonic } = parts;
  const watched = new Map<string, Watched>();
  const listeners = new Set<(turn: WallTurn) => void>();
  const judge = (one: Watched): void => {
    const to = judgeWall(toSigns(one), monotonic());
    if (to === one.state) return;
    const turn = { name: one.wall.name, title: one.wall.body.setup.title, from: one.state, to, at: now() };
    one.state = to;
    one.since = turn.at;
    for (const listener of listeners) listener(turn);
  };
  const withOne = (uid: string, work: (one: Watched) => void): void => {
    const one = watched.get(uid);
    if (!one) return;
    work(one);
    judge(one);
  };
  return {
    setWalls(walls) {
      takeWalls(watched, walls, parts);
      for (const one of watched.values()) judge(one);
    },
    connected: (uid, connection, hello) =>
      withOne(uid, (one) => {
        one.connections.set(connection, hello);
        one.startedAt = monotonic();
        // The page is a new one: what the one before said of itself no longer holds.
        one.proof = null;
        one.differed = 0;
      }),
    disconnected: (uid, connection) =>
      withOne(uid, (one) => {
        if (one.connections.delete(connection)) one.startedAt = monotonic();
      }),
    proved: (uid, connection, proof, verdict) =>
      withOne(uid, (one) => takeProof(one, { connection, proof, verdict }, parts)),
    keepPicture: (uid, bytes) =>
      withOne(uid, (one) => {
        one.picture = { at: now(), bytes };
      }),
    see(uid) {
      const one = watched.get(uid);
      if (!one) return null;
      const { state, since, report, picture, connections } = one;
      return { state, since, picture, report: report && { ...report, screens: connections.size } };
    },
    list: () => [...watched.values()].map(toWatchedState),
    sweep() {
      for (const one of watched.values()) judge(one);
    },
    onTurn(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toWatchedState({ wall, state, since }: Watched): WatchedState {
  return { name: wall.name, title: wall.body.setup.title, state, since };
}

function takeWalls(watched: Map<string, Watched>, walls: readonly Wall[], parts: WatchParts): void {
  for (const wall of walls) {
    const known = watched.get(wall.body.uid);
    // Whoever is watched from now on has time to speak first.
    if (known && !isExpected(known.wall) && isExpected(wall)) known.startedAt = parts.monotonic();
    if (known) known.wall = wall;
    else watched.set(wall.body.uid, toWatched(wall, parts));
  }
  const uids = new Set(walls.map(({ body }) => body.uid));
  for (const uid of watched.keys()) if (!uids.has(uid)) watched.delete(uid);
}

function toWatched(wall: Wall, { now, monotonic }: WatchParts): Watched {
  const signs = { isExpected: isExpected(wall), isConnected: false, proof: null, differed: 0 };
  const startedAt = monotonic();
  return {
    wall,
    startedAt,
    connections: new Map(),
    proof: null,
    frames: -1,
    differed: 0,
    state: judgeWall({ ...signs, startedAt }, startedAt),
    since: now(),
    report: null,
    picture: null,
  };
}

function isExpected({ body }: Wall): boolean {
  return body.watched && body.claimedAt !== null;
}

function toSigns({ wall, connections, startedAt, proof, differed }: Watched): WallSigns {
  return {
    isExpected: isExpected(wall),
    isConnected: connections.size > 0,
    startedAt,
    proof,
    differed,
  };
}

function takeProof(
  one: Watched,
  { connection, proof, verdict }: { connection: string; proof: WallProof; verdict: ProofVerdict },
  { now, monotonic }: WatchParts,
): void {
  const at = monotonic();
  const hello = one.connections.get(connection);
  const isAdvanced = proof.frames !== one.frames;
  one.frames = proof.frames;
  one.proof = {
    at,
    advancedAt: isAdvanced || !one.proof ? at : one.proof.advancedAt,
    painted: proof.painted,
    link: proof.link,
  };
  if (verdict === 'different') one.differed += 1;
  if (verdict === 'same') one.differed = 0;
  const { width, height, frames, painted, seq, link, counts, view, reloads, errors } = proof;
  const said = { width, height, frames, painted, seq, link, counts, view, reloads, errors };
  one.report = { ...said, verdict, at: now(), dpr: hello?.dpr ?? 1, build: hello?.build ?? '' };
}
