import type { AuditNote } from '../audit/auditStore.ts';
import { createHeldRecords } from '../records/createHeldRecords.ts';
import type { RecordChange, RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { Wall, WallBody } from './wall.ts';

/** One change of a wall; another name moves it, a body of null takes it away. */
export interface WallChange {
  readonly was: Wall | null;
  readonly name: string;
  readonly body: WallBody | null;
}

/** Walls in memory over their records. One server alone writes to a database, so what is here is what is stored. */
export interface WallShelf {
  /** Reads the records once; what failed is tried again with the next call. */
  load(): Promise<void>;
  /** By name. */
  list(): readonly Wall[];
  get(name: string): Wall | undefined;
  byHash(hash: string): Wall | undefined;
  /** The wall with those that show the same. */
  groupOf(wall: Wall): readonly Wall[];
  /** All or nothing, with the entry that tells of it. */
  write(changes: readonly WallChange[], note: AuditNote): Promise<void>;
}

/** What is stored, in memory; at most `maxWalls`. `onFound` is told of each wall that a write changed which seemed to fail. */
export function createWallShelf(
  store: RecordStore,
  onFound: (before: Wall | null, wall: Wall | null) => void,
): WallShelf {
  const walls = new Map<string, Wall>();
  const names = new Map<string, string>();
  const keep = ({ name, version, body }: Wall): void => {
    walls.set(name, { name, version, body });
    names.set(body.credentialHash, name);
  };
  const readAll = async (): Promise<Wall[]> => {
    const records = (await store.listRecords('wall')) as readonly StoredRecord<WallBody>[];
    return records.map(({ id, version, body }) => ({ name: id, version, body }));
  };
  const { load, changeRecords } = createHeldRecords(store, {
    async read() {
      for (const wall of await readAll()) keep(wall);
    },
    async reread() {
      const found = await readAll();
      const before = [...walls.values()];
      walls.clear();
      names.clear();
      for (const wall of found) keep(wall);
      for (const [was, wall] of pairUp(before, found))
        if (was?.version !== wall?.version || was?.name !== wall?.name) onFound(was, wall);
    },
  });
  const put = ({ was, name, body }: WallChange): void => {
    if (was) {
      walls.delete(was.name);
      names.delete(was.body.credentialHash);
    }
    if (body) keep({ name, version: was?.name === name ? was.version + 1 : 1, body });
  };
  const byHash = (hash: string): Wall | undefined => walls.get(names.get(hash) ?? '');
  const list = (): readonly Wall[] => [...walls.values()].sort((a, b) => a.name.localeCompare(b.name));
  return {
    byHash,
    list,
    get: (name: string): Wall | undefined => walls.get(name),
    groupOf: (wall: Wall): readonly Wall[] =>
      wall.body.setup.group === null ? [wall] : list().filter((one) => isOfGroup(one, wall.body.setup.group)),
    load,
    async write(changes, note) {
      await changeRecords(changes.flatMap(toRecordChanges), note);
      for (const change of changes) put(change);
    },
  };
}

/** True for a wall of this group; null is no group. */
export function isOfGroup({ body }: Wall, group: string | null): boolean {
  return group !== null && body.setup.group === group;
}

/** Each pairing as it was and as it is, whatever it is called. */
function pairUp(before: readonly Wall[], now: readonly Wall[]): [was: Wall | null, wall: Wall | null][] {
  const was = new Map(before.map((wall) => [wall.body.uid, wall]));
  const is = new Map(now.map((wall) => [wall.body.uid, wall]));
  return [...new Set([...was.keys(), ...is.keys()])].map((uid) => [
    was.get(uid) ?? null,
    is.get(uid) ?? null,
  ]);
}

function toRecordChanges({ was, name, body }: WallChange): RecordChange[] {
  const expect = was?.version ?? 0;
  if (!was || was.name === name) return [{ kind: 'wall', id: name, body, expect }];
  return [
    { kind: 'wall', id: was.name, body: null, expect },
    { kind: 'wall', id: name, body, expect: 0 },
  ];
}
