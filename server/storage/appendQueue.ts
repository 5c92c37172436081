import { setImmediate as yieldToMessages } from 'node:timers/promises';
import type { AppendBatch, AppendResult } from '../domain/readings/readingStore.ts';
import { appendRows, type ClassOf } from './appendRows.ts';
import { createOverlay, type WriterMemory } from './memory.ts';
import type { Sql } from './sql.ts';
import type { WriteLine } from './writeLine.ts';

const maxGroupBatches = 100;
const maxGroupRows = 20_000;

interface QueuedAppend {
  readonly batch: AppendBatch;
  resolve(result: AppendResult): void;
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

async function writeGroup(
  sql: Sql,
  layer: WriterMemory,
  group: readonly QueuedAppend[],
  classOf: ClassOf,
): Promise<(() => void)[]> {
  const [only] = group;
  if (group.length === 1 && only) {
    const result = await appendRows(sql, layer, only.batch, classOf);
    return [() => only.resolve(result)];
  }
  const settle: (() => void)[] = [];
  for (const queued of group) {
    await sql.run('SAVEPOINT batch');
    const own = createOverlay(layer);
    try {
      const result = await appendRows(sql, own, queued.batch, classOf);
      await sql.run('RELEASE SAVEPOINT batch');
      own.merge();
      settle.push(() => queued.resolve(result));
    } catch (error) {
      if (!sql.inTransaction()) throw error;
      await sql.run('ROLLBACK TO SAVEPOINT batch');
      await sql.run('RELEASE SAVEPOINT batch');
      settle.push(() => queued.reject(error));
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
      const settle = await line.write((layer) => writeGroup(sql, layer, group, classOf));
      for (const done of settle) done();
    } catch (error) {
      for (const queued of group) queued.reject(error);
    }
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
    new Promise<AppendResult>((resolve, reject) => {
      queue.push({ batch, resolve, reject });
      queueDrain();
    });
}
