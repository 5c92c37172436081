import type { SentScene, WallMessage, WallSetup } from '#shared/model/wall.ts';
import { maxWalls } from '#shared/protocol/limits.ts';
import { type Deed, toNote } from '../audit/toNote.ts';
import { type Actor, toSystemActor } from '../people/actor.ts';
import { createTurns } from '../people/createTurns.ts';
import type { RecordStore } from '../records/recordStore.ts';
import { RecordConflictError } from '../storeErrors.ts';
import { createLeads, type WallLeads } from './createLeads.ts';
import type { Wall, WallBody } from './wall.ts';
import { createWallShelf, isOfGroup, type WallChange, type WallShelf } from './wallShelf.ts';

/** Needs of `createWalls`. */
export interface WallParts {
  readonly store: RecordStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly randomId: () => string;
  /** 256 random bits, base64url. */
  readonly randomSecret: () => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/** Why a wall is not made or changed. */
export type WallFault = 'unknown' | 'taken' | 'too-many';

/** What of a wall changed: its orders, its name, or that it is no wall any more. */
export interface WallNews {
  readonly uid: string;
  /** As it was; null when it was just paired. */
  readonly before: Wall | null;
  /** As it is now; null when it was unpaired. */
  readonly wall: Wall | null;
  readonly by: Actor;
}

/** A wall to be. */
interface NewWall {
  readonly name: string;
  readonly setup: WallSetup;
}

type Paired = { readonly fault: WallFault } | { readonly credential: string };

/** Paired walls and their credentials. */
export interface Walls {
  list(): Promise<readonly Wall[]>;
  find(name: string): Promise<Wall | null>;
  /** The wall with this credential; null for nobody's. */
  findByCredential(secret: string): Promise<Wall | null>;
  /** Makes a wall; its credential is told this once. */
  pair(wanted: NewWall, by: Actor): Promise<Paired>;
  claim(name: string, by: Actor): Promise<void>;
  /** Changes a setup that is at `revision`, and that of its group. Throws `RecordConflictError` for another revision. */
  change(name: string, wanted: { revision: number; setup: WallSetup }, by: Actor): Promise<WallFault | null>;
  rename(name: string, to: string, by: Actor): Promise<WallFault | null>;
  /** Sends a scene to a wall and its group, or releases it; with `over` only where it still shows what that session sent. */
  show(name: string, show: SentScene | null, by: Actor, over?: string): Promise<WallFault | null>;
  tell(name: string, message: WallMessage | null, by: Actor): Promise<WallFault | null>;
  watch(name: string, watched: boolean, by: Actor): Promise<WallFault | null>;
  unpair(name: string, by: Actor): Promise<WallFault | null>;
  readonly leads: WallLeads;
  /** Told after each change of a wall; returns its off. */
  onChange(listener: (news: WallNews) => void): () => void;
}

/** Builds the use case; records are read with the first use. */
export function createWalls(parts: WallParts): Walls {
  const desk = createWriters(parts.store, parts.now);
  const { shelf } = desk;
  return {
    async list() {
      await shelf.load();
      return shelf.list();
    },
    async find(name) {
      await shelf.load();
      return shelf.get(name) ?? null;
    },
    async findByCredential(secret) {
      await shelf.load();
      return shelf.byHash(parts.hash(secret)) ?? null;
    },
    pair: (wanted, by) => desk.inTurn(() => pair(wanted, { by, parts, shelf, write: desk.writeAs(by) })),
    change: (name, wanted, by) =>
      desk.withWall(name, by, (wall, write) => change(wall, wanted, { shelf, write, now: parts.now() })),
    ...createOrders(shelf, desk, parts.now),
    leads: createLeads(),
    onChange: desk.onChange,
  };
}

type Write = (changes: readonly WallChange[], deed: Omit<Deed, 'at'>) => Promise<void>;
type Work = (wall: Wall, write: Write) => Promise<WallFault | null>;
type Writers = ReturnType<typeof createWriters>;

/** Whoever writes, one after another, and whoever is told of it. */
function createWriters(store: RecordStore, now: () => number) {
  const inTurn = createTurns();
  const listeners = new Set<(news: WallNews) => void>();
  const tell = (news: WallNews): void => {
    for (const listener of listeners) listener(news);
  };
  // Who did it stands in the audit alone.
  const shelf = createWallShelf(store, (before, wall) =>
    tell({ uid: (wall ?? before)?.body.uid ?? '', before, wall, by: toSystemActor('walls') }),
  );
  const writeAs = (by: Actor): Write => {
    return async (changes, deed) => {
      await shelf.write(changes, toNote(by, { at: now(), ...deed }));
      for (const { was, name, body } of changes) {
        const uid = body?.uid ?? was?.body.uid ?? '';
        tell({ uid, before: was, wall: body && (shelf.get(name) ?? null), by });
      }
    };
  };
  return {
    shelf,
    inTurn,
    writeAs,
    withWall(name: string, by: Actor, work: Work): Promise<WallFault | null> {
      return inTurn(async () => {
        await shelf.load();
        const wall = shelf.get(name);
        return wall ? work(wall, writeAs(by)) : 'unknown';
      });
    },
    onChange(listener: (news: WallNews) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What is done to a wall beside its setup. */
function createOrders(
  shelf: WallShelf,
  { withWall }: Writers,
  now: () => number,
): Pick<Walls, 'claim' | 'rename' | 'show' | 'tell' | 'watch' | 'unpair'> {
  const patch = (name: string, by: Actor, action: string, after: Partial<WallBody>) =>
    withWall(name, by, async (wall, write) => {
      const body = { ...wall.body, ...after };
      await write([{ was: wall, name, body }], { action, subject: name, after });
      return null;
    });
  return {
    claim: async (name, by) => void (await patch(name, by, 'wall.claim', { claimedAt: now() })),
    rename: (name, to, by) =>
      withWall(name, by, async (wall, write) => {
        if (to === name) return null;
        if (shelf.get(to)) return 'taken';
        const deed = { action: 'wall.rename', subject: name, after: { name: to } };
        await write([{ was: wall, name: to, body: wall.body }], deed);
        return null;
      }),
    show: (name, show, by, over) =>
      withWall(name, by, async (wall, write) => {
        if (over !== undefined && wall.body.show?.session !== over) return null;
        const shown = shelf
          .groupOf(wall)
          .map((was) => ({ was, name: was.name, body: { ...was.body, show } }));
        await write(shown, { action: 'wall.show', subject: name, after: show });
        return null;
      }),
    tell: (name, message, by) => patch(name, by, 'wall.message', { message }),
    watch: (name, watched, by) => patch(name, by, 'wall.watch', { watched }),
    unpair: (name, by) =>
      withWall(name, by, async (wall, write) => {
        await write([{ was: wall, name, body: null }], { action: 'wall.unpair', subject: name });
        return null;
      }),
  };
}

async function pair(
  { name, setup }: NewWall,
  { by, parts, shelf, write }: { by: Actor; parts: WallParts; shelf: WallShelf; write: Write },
): Promise<Paired> {
  await shelf.load();
  if (shelf.get(name)) return { fault: 'taken' };
  if (shelf.list().length >= maxWalls) return { fault: 'too-many' };
  const credential = parts.randomSecret();
  const at = parts.now();
  const body: WallBody = {
    uid: parts.randomId(),
    setup,
    anchorAt: at,
    revision: 1,
    credentialHash: parts.hash(credential),
    pairedAt: at,
    pairedBy: by.label,
    claimedAt: null,
    watched: true,
    show: null,
    message: null,
  };
  await write([{ was: null, name, body }], {
    action: 'wall.pair',
    subject: name,
    after: { title: setup.title },
  });
  return { credential };
}

/** A wall that joins a group takes the group's scenes; what is changed of a group's wall is changed of all of them. */
async function change(
  wall: Wall,
  { revision, setup }: { revision: number; setup: WallSetup },
  { shelf, write, now }: { shelf: WallShelf; write: Write; now: number },
): Promise<null> {
  if (revision !== wall.body.revision) throw new RecordConflictError();
  const others = shelf.list().filter((one) => one.name !== wall.name && isOfGroup(one, setup.group));
  const joined = wall.body.setup.group !== setup.group ? others[0] : undefined;
  const { scenes, holdOnCritical } = joined?.body.setup ?? setup;
  const isSame = JSON.stringify(scenes) === JSON.stringify(wall.body.setup.scenes);
  const anchorAt = joined?.body.anchorAt ?? (isSame ? wall.body.anchorAt : now);
  const own = { ...setup, scenes, holdOnCritical };
  const follow = joined
    ? []
    : others.map((one) => ({
        was: one,
        name: one.name,
        body: toNext(one.body, { ...one.body.setup, scenes, holdOnCritical }, anchorAt),
      }));
  await write([{ was: wall, name: wall.name, body: toNext(wall.body, own, anchorAt) }, ...follow], {
    action: 'wall.change',
    subject: wall.name,
    after: own,
  });
  return null;
}

function toNext(body: WallBody, setup: WallSetup, anchorAt: number): WallBody {
  return { ...body, setup, anchorAt, revision: body.revision + 1 };
}
