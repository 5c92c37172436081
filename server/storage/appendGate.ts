import type { AppendBatch } from '../domain/readings/readingStore.ts';
import { StoreUnavailableError } from '../domain/storeErrors.ts';

const maxQueuedBatches = 2_000;
const maxQueuedRows = 200_000;

/** Bounds what waits for the writer, by count and by rows; beyond it callers are refused at once. */
export function createAppendGate() {
  let batches = 0;
  let rows = 0;
  return async <T>(batch: AppendBatch, job: () => Promise<T>): Promise<T> => {
    const size = batch.readings.length;
    if (batches >= maxQueuedBatches || (batches > 0 && rows + size > maxQueuedRows)) {
      throw new StoreUnavailableError('overloaded');
    }
    batches += 1;
    rows += size;
    try {
      return await job();
    } finally {
      batches -= 1;
      rows -= size;
    }
  };
}
