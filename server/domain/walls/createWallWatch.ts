import type { WallReport, WallState } from '#shared/model/wall.ts';
import type { ProofVerdict, WallHello, WallProof } from '#shared/protocol/wall.ts';
import { judgePages, judgeWall, type WallSigns } from './judgeWall.ts';
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

/** One page of a wall: what it proves says nothing of another one. */
interface Page {
  readonly hello: WallHello;
  readonly startedAt: number;
  proof: WallSigns['proof'];
  frames: number;
  differed: number;
}

interface Watched {
  wall: Wall;
  startedAt: number;
  readonly pages: Map<string, Page>;
  /** The last proof of any page; whoever is gone is judged by it. */
  last: WallSigns['proof'];
  unprovenSince: number | null;
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
  const turn = (one: Watched): void => {
    const to = judge(one, monotonic());
    if (to === one.state) return;
    const news = { name: one.wall.name, title: one.wall.body.setup.title, from: one.state, to, at: now() };
    one.state = to;
    one.since = news.at;
    for (const listener of listeners) listener(news);
  };
  const withOne = (uid: string, work: (one: Watched) => void): void => {
    const one = watched.get(uid);
    if (!one) return;
    work(one);
    turn(one);
  };
  return {
    setWalls(walls) {
      takeWalls(watched, walls, parts);
      for (const one of watched.values()) turn(one);
    },
    connected: (uid, connection, hello) =>
      withOne(uid, (one) => takePage(one, { connection, hello, at: monotonic() })),
    disconnected: (uid, connection) =>
      withOne(uid, (one) => {
        if (one.pages.delete(connection)) one.startedAt = monotonic();
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
      const { state, since, report, picture, pages } = one;
      return { state, since, picture, report: report && { ...report, screens: pages.size } };
    },
    list: () => [...watched.values()].map(toWatchedState),
    sweep() {
      for (const one of watched.values()) turn(one);
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
    if (known && !isExpected(known.wall) && isExpected(wall)) {
      known.startedAt = parts.monotonic();
      known.unprovenSince = known.startedAt;
      known.last = null;
    }
    if (known) known.wall = wall;
    else watched.set(wall.body.uid, toWatched(wall, parts));
  }
  const uids = new Set(walls.map(({ body }) => body.uid));
  for (const uid of watched.keys()) if (!uids.has(uid)) watched.delete(uid);
}

function toWatched(wall: Wall, { now, monotonic }: WatchParts): Watched {
  const startedAt = monotonic();
  const one: Watched = {
    wall,
    startedAt,
    pages: new Map(),
    last: null,
    unprovenSince: startedAt,
    state: 'off',
    since: now(),
    report: null,
    picture: null,
  };
  one.state = judge(one, startedAt);
  return one;
}

function isExpected({ body }: Wall): boolean {
  return body.watched && body.claimedAt !== null;
}

function judge({ wall, pages, startedAt, last, unprovenSince }: Watched, now: number): WallState {
  const common = { isExpected: isExpected(wall), unprovenSince };
  if (pages.size === 0)
    return judgeWall({ ...common, isConnected: false, startedAt, proof: last, differed: 0 }, now);
  return judgePages(
    [...pages.values()].map((page) => ({ ...common, ...page, isConnected: true })),
    now,
  );
}

function takePage(
  one: Watched,
  { connection, hello, at }: { connection: string; hello: WallHello; at: number },
): void {
  const isProven = [...one.pages.values()].some(({ proof }) => proof);
  one.pages.set(connection, { hello, startedAt: at, proof: null, frames: -1, differed: 0 });
  if (isProven) return;
  // The page is a new one: what the one before said of itself no longer holds, but not since when nothing was proven.
  one.unprovenSince ??= one.last?.at ?? at;
  one.last = null;
}

function takeProof(
  one: Watched,
  { connection, proof, verdict }: { connection: string; proof: WallProof; verdict: ProofVerdict },
  { now, monotonic }: WatchParts,
): void {
  const page = one.pages.get(connection);
  if (!page) return;
  const at = monotonic();
  const isAdvanced = proof.frames !== page.frames;
  page.frames = proof.frames;
  page.proof = {
    at,
    advancedAt: isAdvanced || !page.proof ? at : page.proof.advancedAt,
    painted: proof.painted,
    link: proof.link,
  };
  one.last = page.proof;
  one.unprovenSince = null;
  if (verdict === 'different') page.differed += 1;
  if (verdict === 'same') page.differed = 0;
  const { width, height, frames, painted, seq, link, counts, view, reloads, errors } = proof;
  const said = { width, height, frames, painted, seq, link, counts, view, reloads, errors };
  one.report = { ...said, verdict, at: now(), dpr: page.hello.dpr, build: page.hello.build };
}
