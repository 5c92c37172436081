import type { SentScene, WallMessage, WallSetup } from '#shared/model/wall.ts';
import { maxWalls } from '#shared/protocol/limits.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import { createTurns } from '../people/createTurns.ts';
import type { RecordChange, RecordStore, StoredRecord } from '../records/recordStore.ts';
import { RecordConflictError } from '../storeErrors.ts';
import type { Wall, WallBody } from './wall.ts';

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
}

/** Paired walls and their credentials. All of them are in memory; one server alone writes to a database. */
export interface Walls {
  list(): Promise<readonly Wall[]>;
  find(name: string): Promise<Wall | null>;
  /** The wall with this credential; null for nobody's. */
  findByCredential(secret: string): Promise<Wall | null>;
  /** Makes a wall; its credential is told this once. */
  pair(
    wanted: { name: string; setup: WallSetup },
    by: Actor,
  ): Promise<{ readonly fault: WallFault } | { readonly credential: string }>;
  claim(name: string, by: Actor): Promise<void>;
  /** Changes a setup that is at `revision`, and that of its group. Throws `RecordConflictError` for another revision. */
  change(name: string, wanted: { revision: number; setup: WallSetup }, by: Actor): Promise<WallFault | null>;
  rename(name: string, to: string, by: Actor): Promise<WallFault | null>;
  /** Sends a scene to a wall and its group, or releases it. */
  show(name: string, show: SentScene | null, by: Actor): Promise<WallFault | null>;
  tell(name: string, message: WallMessage | null, by: Actor): Promise<WallFault | null>;
  watch(name: string, watched: boolean, by: Actor): Promise<WallFault | null>;
  unpair(name: string, by: Actor): Promise<WallFault | null>;
  /** Told after each change of a wall; returns its off. */
  onChange(listener: (news: WallNews) => void): () => void;
}

type Write = (
  changes: readonly Change[],
  deed: { action: string; subject: string; after?: unknown },
) => Promise<void>;

interface Change {
  readonly was: Wall | null;
  readonly name: string;
  readonly body: WallBody | null;
}

/** Builds the use case; records are read with the first use. */
export function createWalls(parts: WallParts): Walls {
  const { store, now, hash } = parts;
  const inTurn = createTurns();
  const shelf = createShelf(store);
  const listeners = new Set<(news: WallNews) => void>();
  const writeAs =
    (by: Actor): Write =>
    async (changes, deed) => {
      await store.changeRecords(changes.flatMap(toRecordChanges), toNote(by, { at: now(), ...deed }));
      for (const change of changes) shelf.put(change);
      for (const { was, name, body } of changes) {
        const uid = body?.uid ?? was?.body.uid ?? '';
        const news = { uid, before: was, wall: body && (shelf.get(name) ?? null) };
        for (const listener of listeners) listener(news);
      }
    };
  /** Runs with the wall and whoever writes, one after another. */
  const withWall = (
    name: string,
    by: Actor,
    work: (wall: Wall, write: Write) => Promise<WallFault | null>,
  ): Promise<WallFault | null> =>
    inTurn(async () => {
      await shelf.load();
      const wall = shelf.get(name);
      return wall ? work(wall, writeAs(by)) : 'unknown';
    });
  const patch = (name: string, by: Actor, action: string, toBody: (body: WallBody) => Partial<WallBody>) =>
    withWall(name, by, async (wall, write) => {
      const change = toBody(wall.body);
      await write([{ was: wall, name, body: { ...wall.body, ...change } }], {
        action,
        subject: name,
        after: change,
      });
      return null;
    });
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
      return shelf.byHash(hash(secret)) ?? null;
    },
    pair: (wanted, by) => inTurn(() => pair(wanted, by, { parts, shelf, write: writeAs(by) })),
    claim: async (name, by) => void (await patch(name, by, 'wall.claim', () => ({ claimedAt: now() }))),
    change: (name, wanted, by) =>
      withWall(name, by, (wall, write) => change(wall, wanted, { shelf, write, now: now() })),
    rename: (name, to, by) =>
      withWall(name, by, async (wall, write) => {
        if (to === name) return null;
        if (shelf.get(to)) return 'taken';
        await write([{ was: wall, name: to, body: wall.body }], {
          action: 'wall.rename',
          subject: name,
          after: { name: to },
        });
        return null;
      }),
    show: (name, show, by) =>
      withWall(name, by, async (wall, write) => {
        const changes = shelf
          .groupOf(wall)
          .map((one) => ({ was: one, name: one.name, body: { ...one.body, show } }));
        await write(changes, { action: 'wall.show', subject: name, after: show });
        return null;
      }),
    tell: (name, message, by) => patch(name, by, 'wall.message', () => ({ message })),
    watch: (name, watched, by) => patch(name, by, 'wall.watch', () => ({ watched })),
    unpair: (name, by) =>
      withWall(name, by, async (wall, write) => {
        await write([{ was: wall, name, body: null }], { action: 'wall.unpair', subject: name });
        return null;
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function pair(
  { name, setup }: { name: string; setup: WallSetup },
  by: Actor,
  { parts, shelf, write }: { parts: WallParts; shelf: Shelf; write: Write },
): Promise<{ readonly fault: WallFault } | { readonly credential: string }> {
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
  { shelf, write, now }: { shelf: Shelf; write: Write; now: number },
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

function isOfGroup({ body }: Wall, group: string | null): boolean {
  return group !== null && body.setup.group === group;
}

function toRecordChanges({ was, name, body }: Change): RecordChange[] {
  const expect = was?.version ?? 0;
  if (!was || was.name === name) return [{ kind: 'wall', id: name, body, expect }];
  return [
    { kind: 'wall', id: was.name, body: null, expect },
    { kind: 'wall', id: name, body, expect: 0 },
  ];
}

type Shelf = ReturnType<typeof createShelf>;

/** What is stored, in memory; at most `maxWalls`. */
function createShelf(store: RecordStore) {
  const walls = new Map<string, Wall>();
  const names = new Map<string, string>();
  let loading: Promise<void> | null = null;
  const keep = ({ name, version, body }: Wall): void => {
    walls.set(name, { name, version, body });
    names.set(body.credentialHash, name);
  };
  const read = async (): Promise<void> => {
    for (const { id, version, body } of (await store.listRecords(
      'wall',
    )) as readonly StoredRecord<WallBody>[])
      keep({ name: id, version, body });
  };
  const byHash = (hash: string): Wall | undefined => walls.get(names.get(hash) ?? '');
  const list = (): readonly Wall[] => [...walls.values()].sort((a, b) => a.name.localeCompare(b.name));
  return {
    byHash,
    list,
    get: (name: string): Wall | undefined => walls.get(name),
    /** The wall with those that show the same. */
    groupOf: (wall: Wall): readonly Wall[] =>
      wall.body.setup.group === null ? [wall] : list().filter((one) => isOfGroup(one, wall.body.setup.group)),
    load(): Promise<void> {
      // What failed is tried again with the next use.
      loading ??= read().catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return loading;
    },
    put({ was, name, body }: Change): void {
      if (was) {
        walls.delete(was.name);
        names.delete(was.body.credentialHash);
      }
      if (body) keep({ name, version: was?.name === name ? was.version + 1 : 1, body });
    },
  };
}
