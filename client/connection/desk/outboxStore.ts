import type { SubmissionRequest } from '#shared/model/submission.ts';

/** A form that waits for the line, with its evidence. */
export interface Waiting {
  readonly key: string;
  /** Whose it is: another person on the same device neither sees nor sends it. */
  readonly userId: string;
  readonly agency: string;
  readonly request: SubmissionRequest;
  readonly files: readonly { readonly name: string; readonly blob: Blob }[];
  /** Epoch milliseconds of this device, for the order alone. */
  readonly at: number;
  /** What the server said when it was tried; null for a form that only waits. */
  readonly refusal: string | null;
}

/** Where forms are kept until they are sent. */
export interface OutboxStore {
  put(waiting: Waiting): Promise<void>;
  remove(key: string): Promise<void>;
  /** Oldest first. */
  list(userId: string): Promise<readonly Waiting[]>;
}

/** A device keeps no more forms than this, nor more than this much evidence. */
export const maxWaiting = 50;
export const maxWaitingBytes = 50 * 1_048_576;

/** The browser's own database. */
export function createIndexedOutbox(): OutboxStore {
  let opening: Promise<IDBDatabase> | null = null;
  const open = (): Promise<IDBDatabase> => {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open('simpul-desk', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'key' });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => {
        opening = null;
        reject(request.error);
      };
    });
    return opening;
  };
  const run = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    const transaction = (await open()).transaction('outbox', mode);
    const request = work(transaction.objectStore('outbox'));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  };
  return {
    put: async (waiting) => void (await run('readwrite', (store) => store.put(waiting))),
    remove: async (key) => void (await run('readwrite', (store) => store.delete(key))),
    async list(userId) {
      const all = (await run('readonly', (store) => store.getAll())) as Waiting[];
      return all.filter((one) => one.userId === userId).sort((a, b) => a.at - b.at);
    },
  };
}
