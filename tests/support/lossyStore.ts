import type { RecordStore, StoredRecord } from '../../server/domain/records/recordStore.ts';
import { RecordConflictError, StoreUnavailableError } from '../../server/domain/storeErrors.ts';

/** Records in memory by the store's rules, with writes whose answer is lost. */
export interface LossyStore extends RecordStore {
  /** What is written from here on is stored, and fails for whoever wrote it; `isDeaf` where nothing can be read either. */
  lose(isDeaf?: boolean): void;
  /** All is well again. */
  mend(): void;
}

/** Builds it, empty. */
export function createLossyStore(): LossyStore {
  const records = new Map<string, StoredRecord>();
  let loses = false;
  let hears = true;
  const check = (isWell: boolean): void => {
    if (!isWell) throw new StoreUnavailableError('failed');
  };
  return {
    lose(isDeaf = false) {
      loses = true;
      hears = !isDeaf;
    },
    mend() {
      loses = false;
      hears = true;
    },
    async getRecord(kind, id) {
      check(hears);
      return records.get(`${kind}|${id}`) ?? null;
    },
    async listRecords(kind) {
      check(hears);
      return [...records.values()].filter((one) => one.kind === kind);
    },
    async changeRecords(changes) {
      const versionOf = (key: string): number => records.get(key)?.version ?? 0;
      for (const { kind, id, expect } of changes)
        if (expect !== undefined && versionOf(`${kind}|${id}`) !== expect) throw new RecordConflictError();
      for (const { kind, id, owner = null, body } of changes) {
        const key = `${kind}|${id}`;
        if (body === null) records.delete(key);
        else records.set(key, { kind, id, owner, version: versionOf(key) + 1, body, changedAt: 0 });
      }
      check(!loses);
    },
  };
}
