import { RefusedWriteError } from '../domain/storeErrors.ts';
import { createOverlay, loadMemory, type WriterMemory } from './memory.ts';
import { runInTransaction, type Sql } from './sql.ts';

/** The single writing connection: one job at a time, in order of arrival. */
export interface WriteLine {
  exclusive<T>(job: () => Promise<T>): Promise<T>;
  /** Inside an exclusive job: a transaction on a layer of the memory, which is handed down once it is committed. */
  write<T>(job: (layer: WriterMemory) => Promise<T>): Promise<T>;
  /** Inside an exclusive job: the memory as the store has it. */
  readMemory(): Promise<WriterMemory>;
}

/** `prepare` runs before every job and says true when the connection is a new one, so that the memory is loaded anew. */
export async function createWriteLine(sql: Sql, prepare: () => Promise<boolean>): Promise<WriteLine> {
  let memory = await loadMemory(sql);
  let isMemoryStale = false;
  let tail: Promise<unknown> = Promise.resolve();

  async function readMemory(): Promise<WriterMemory> {
    if (isMemoryStale) memory = await loadMemory(sql);
    isMemoryStale = false;
    return memory;
  }
  return {
    exclusive(job) {
      const result = tail.then(async () => {
        if (await prepare()) isMemoryStale = true;
        return job();
      });
      tail = result.then(
        () => undefined,
        () => undefined,
      );
      return result;
    },
    async write(job) {
      const layer = createOverlay(await readMemory());
      try {
        const result = await runInTransaction(sql, () => job(layer));
        layer.merge();
        return result;
      } catch (error) {
        // A commit that failed may or may not have happened.
        isMemoryStale = !(error instanceof RefusedWriteError);
        throw error;
      }
    },
    readMemory,
  };
}
