import { setImmediate as yieldToMessages } from 'node:timers/promises';
import type { AppendBatch } from '../domain/readings/readingStore.ts';
import { RefusedWriteError } from '../domain/storeErrors.ts';
import type { AppendOutcome } from './appendOutcome.ts';
import { appendRows, type ClassOf } from './appendRows.ts';
import { toStoreFault } from './errors.ts';
import type { WriterMemory } from './memory.ts';
import type { Sql } from './sql.ts';
import type { WriteLine } from './writeLine.ts';

const maxGroupBatches = 100;
const maxGroupRows = 20_000;

interface QueuedAppend {
  readonly batch: AppendBatch;
  resolve(result: AppendOutcome): void;
  reject(error: unknown): void;
}

function takeGroup(queue: QueuedAppend[]): QueuedAppend[] {
  let rows = 0;
  let count = 0;
  for (const { batch } of queue) {
    if (count > 0 && (count >= maxGroupBatches || rows + batch.readings.length > maxGroupRows)) break;
    rows += batch.readings.length;
    count += 1;
  }
  return queue.splice(0, count);
}

type Settle = () => void;

/**
 * Writes all batches of a group into the running transaction, without a savepoint each: those would copy every page they touch. A
 * conflict of keys is found before its batch writes anything, so it refuses that batch alone; any other error fails the group.
 */
async function writeGroup(
  sql: Sql,
  layer: WriterMemory,
  group: readonly QueuedAppend[],
  classOf: ClassOf,
): Promise<Settle[]> {
  const settle: Settle[] = [];
  for (const { batch, resolve, reject } of group) {
    try {
      const result = await appendRows(sql, layer, batch, classOf);
      settle.push(() => resolve(result));
    } catch (error) {
      if (!(error instanceof RefusedWriteError)) throw error;
      settle.push(() => reject(error));
    }
  }
  return settle;
}

/** Commits what is queued: at once when idle, in groups when batches pile up behind a running commit. */
export function createAppendQueue(sql: Sql, line: WriteLine, classOf: ClassOf) {
  let isDrainQueued = false;
  const queue: QueuedAppend[] = [];

  async function drain(): Promise<void> {
    await yieldToMessages();
    isDrainQueued = false;
    const group = takeGroup(queue);
    if (queue.length > 0) queueDrain();
    try {
      await commit(group);
    } catch (error) {
      if (group.length > 1 && toStoreFault(error) === 'failed') await commitEach(group);
      else for (const queued of group) queued.reject(error);
    }
  }

  async function commit(group: readonly QueuedAppend[]): Promise<void> {
    const settle = await line.write((layer) => writeGroup(sql, layer, group, classOf));
    for (const done of settle) done();
  }

  /** One batch that cannot be written must not take its neighbours with it. */
  async function commitEach(group: readonly QueuedAppend[]): Promise<void> {
    for (const queued of group) await commit([queued]).catch(queued.reject);
  }

  function queueDrain(): void {
    if (isDrainQueued) return;
    isDrainQueued = true;
    line.exclusive(drain).catch((error: unknown) => {
      // Only the line's preparation can fail here: there is no connection, so nothing that waits can be written.
      isDrainQueued = false;
      for (const queued of queue.splice(0)) queued.reject(error);
    });
  }

  return (batch: AppendBatch) =>
    new Promise<AppendOutcome>((resolve, reject) => {
      queue.push({ batch, resolve, reject });
      queueDrain();
    });
}
