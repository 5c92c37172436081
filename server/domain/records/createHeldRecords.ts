import { createOnce } from './createOnce.ts';
import type { RecordChange, RecordStore } from './recordStore.ts';

/** Which record. */
export type RecordKey = Pick<RecordChange, 'kind' | 'id'>;

/** How records get into memory. */
export interface HeldParts {
  /** Reads all of them. */
  readonly read: () => Promise<void>;
  /** Reads these anew. */
  readonly reread: (keys: readonly RecordKey[]) => Promise<void>;
}

/** Records that are held in memory. */
export interface HeldRecords {
  /** Reads them once; what failed is tried again with the next call. */
  load(): Promise<void>;
  /** As the store's. What a write that failed was to change is read anew before the failure is told. */
  readonly changeRecords: RecordStore['changeRecords'];
}

/**
 * Builds it. A write whose answer was lost is stored all the same: without reading anew, what is held would be one version behind for
 * ever. Where that fails too, it is tried again with the next load, and before anything else is written.
 */
export function createHeldRecords(
  store: Pick<RecordStore, 'changeRecords'>,
  { read, reread }: HeldParts,
): HeldRecords {
  const readOnce = createOnce(read);
  // No more than what is being written at once.
  const unsure = new Set<RecordKey>();
  const settle = async (): Promise<void> => {
    const keys = [...unsure];
    if (keys.length === 0) return;
    await reread(keys);
    for (const key of keys) unsure.delete(key);
  };
  return {
    async load() {
      await readOnce();
      // What is at hand goes on where the store cannot be read.
      await settle().catch(() => undefined);
    },
    async changeRecords(changes, note) {
      await settle();
      try {
        await store.changeRecords(changes, note);
      } catch (error) {
        for (const { kind, id } of changes) unsure.add({ kind, id });
        await settle().catch(() => undefined);
        throw error;
      }
    },
  };
}
