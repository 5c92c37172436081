import type { AuditNote } from '../audit/auditStore.ts';
import { createOnce } from '../records/createOnce.ts';
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

/** What is stored, in memory; at most `maxWalls`. */
export function createWallShelf(store: RecordStore): WallShelf {
  const walls = new Map<string, Wall>();
  const names = new Map<string, string>();
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
    load: createOnce(read),
    async write(changes, note) {
      await store.changeRecords(changes.flatMap(toRecordChanges), note);
      for (const change of changes) put(change);
    },
  };
}

/** True for a wall of this group; null is no group. */
export function isOfGroup({ body }: Wall, group: string | null): boolean {
  return group !== null && body.setup.group === group;
}

function toRecordChanges({ was, name, body }: WallChange): RecordChange[] {
  const expect = was?.version ?? 0;
  if (!was || was.name === name) return [{ kind: 'wall', id: name, body, expect }];
  return [
    { kind: 'wall', id: was.name, body: null, expect },
    { kind: 'wall', id: name, body, expect: 0 },
  ];
}
