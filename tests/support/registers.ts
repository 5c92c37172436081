import { createHash } from 'node:crypto';
import { createRegister, type Register } from '../../server/domain/records/createRegister.ts';
import type { RecordChange, RecordKind, StoredRecord } from '../../server/domain/records/recordStore.ts';
import { RecordConflictError } from '../../server/domain/storeErrors.ts';

/** A register over a store in memory; `notes` are the audit's, one for each change that was kept. */
export function buildRegister<Doc>(
  kind: RecordKind,
  base: ReadonlyMap<string, Doc> = new Map(),
): { readonly register: Register<Doc>; readonly notes: { readonly action: string }[] } {
  const records = new Map<string, StoredRecord>();
  const notes: { readonly action: string }[] = [];
  const store = {
    getRecord: async (_kind: RecordKind, id: string) => records.get(id) ?? null,
    listRecords: async () => [...records.values()],
    changeRecords: async ([change]: readonly RecordChange[], note: { readonly action: string }) => {
      if (!change) throw new Error('nothing');
      const version = (records.get(change.id)?.version ?? 0) + 1;
      if (change.expect !== version - 1) throw new RecordConflictError();
      records.set(change.id, { ...change, owner: null, version, changedAt: 0 });
      notes.push(note);
    },
  };
  let now = 1_000;
  const register = createRegister<Doc>({
    store,
    kind,
    base,
    now: () => {
      now += 1;
      return now;
    },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    max: 20,
    onChange: () => undefined,
  });
  return { register, notes };
}
