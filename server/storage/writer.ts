import { setImmediate as yieldToMessages } from 'node:timers/promises';
import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { AppendBatch, AppendResult } from '../domain/readings/readingStore.ts';
import type { RetentionPolicy } from '../domain/store.ts';
import { IdempotencyConflictError } from '../domain/storeErrors.ts';
import type { ApiToken } from '../domain/tokens/tokenStore.ts';
import { appendRows, type ClassOf } from './appendRows.ts';
import { type SeriesClass, toClassCode } from './codes.ts';
import * as eventTable from './eventTable.ts';
import { createOverlay, loadMemory, type WriterMemory } from './memory.ts';
import { loadCurrent, verifyCurrent } from './presentTable.ts';
import { noteSize, prune } from './prune.ts';
import { rollUp } from './rollUp.ts';
import { runInTransaction, type Sql } from './sql.ts';
import * as tokenTable from './tokenTable.ts';

const maxGroupBatches = 100;
const maxGroupRows = 20_000;

interface QueuedAppend {
  readonly batch: AppendBatch;
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/** Everything that goes through the single writing connection, one job at a time, in order of arrival. */
export type Writer = Awaited<ReturnType<typeof createWriter>>;

/**
 * Commits what is queued: at once when idle, in groups when batches pile up behind a running commit. `prepare` runs before every
 * job and says true when the connection is a new one, so that the memory is loaded anew.
 */
export async function createWriter(sql: Sql, prepare: () => Promise<boolean> = async () => false) {
  let memory = await loadMemory(sql);
  let isMemoryStale = false;
  let isDrainQueued = false;
  let tail: Promise<unknown> = Promise.resolve();
  const queue: QueuedAppend[] = [];
  const classes = new Map<string, SeriesClass>();
  const classOf: ClassOf = (indicator) => classes.get(indicator) ?? 'rare';

  function exclusive<T>(job: () => Promise<T>): Promise<T> {
    const result = tail.then(async () => {
      if (await prepare()) isMemoryStale = true;
      return job();
    });
    tail = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  async function refresh(): Promise<void> {
    if (isMemoryStale) memory = await loadMemory(sql);
    isMemoryStale = false;
  }

  /** Runs a write on a layer of the memory; a commit that may or may not have happened makes the next job load it anew. */
  async function write<T>(job: (layer: WriterMemory) => Promise<T>): Promise<T> {
    await refresh();
    const layer = createOverlay(memory);
    try {
      const result = await runInTransaction(sql, () => job(layer));
      layer.merge();
      return result;
    } catch (error) {
      isMemoryStale = !(error instanceof IdempotencyConflictError);
      throw error;
    }
  }

  function takeGroup(): QueuedAppend[] {
    let rows = 0;
    let count = 0;
    for (const { batch } of queue) {
      if (count > 0 && (count >= maxGroupBatches || rows + batch.readings.length > maxGroupRows)) break;
      rows += batch.readings.length;
      count += 1;
    }
    return queue.splice(0, count);
  }

  async function drain(): Promise<void> {
    await yieldToMessages();
    isDrainQueued = false;
    const group = takeGroup();
    if (queue.length > 0) queueDrain();
    try {
      const settle = await write((layer) => writeGroup(sql, layer, group, classOf));
      for (const done of settle) done();
    } catch (error) {
      for (const queued of group) queued.reject(error);
    }
  }

  function queueDrain(): void {
    if (isDrainQueued) return;
    isDrainQueued = true;
    exclusive(drain).catch((error: unknown) => {
      // Only `prepare` can fail here: there is no connection, so nothing that waits can be written.
      isDrainQueued = false;
      for (const queued of queue.splice(0)) queued.reject(error);
    });
  }

  return {
    append: (batch: AppendBatch) =>
      new Promise<AppendResult>((resolve, reject) => {
        queue.push({ batch, resolve, reject });
        queueDrain();
      }),
    /** Tells the class of indicators before their first batch; a changed class takes effect for what is rolled up next. */
    setClasses: (entries: readonly (readonly [string, SeriesClass])[]) =>
      exclusive(async () => {
        for (const [indicator, word] of entries) {
          classes.set(indicator, word);
          const code = toClassCode(word);
          await sql.run('UPDATE series SET class = ? WHERE indicator = ? AND class <> ?', [
            code,
            indicator,
            code,
          ]);
        }
      }),
    listIndicators: () =>
      exclusive(async () =>
        (await sql.all<{ indicator: string }>('SELECT DISTINCT indicator FROM series')).map(
          (row) => row.indicator,
        ),
      ),
    head: () =>
      exclusive(async () => {
        await refresh();
        return { epoch: memory.epoch, seq: memory.seq };
      }),
    probe: (now: number) =>
      exclusive(() =>
        runInTransaction(
          sql,
          async () => void (await sql.run('UPDATE head SET probed_at = ? WHERE one = 1', [now])),
        ),
      ),
    loadCurrent: () => exclusive(() => loadCurrent(sql)),
    verifyCurrent: () => exclusive(() => verifyCurrent(sql)),
    putEvents: (events: readonly RegionEvent[], now: number) =>
      exclusive(() => write((layer) => eventTable.putEvents(sql, layer, events, now))),
    listRecent: (limit: number) => exclusive(() => eventTable.listRecent(sql, limit)),
    listBetween: (from: number, to: number, limit: number) =>
      exclusive(() => eventTable.listBetween(sql, from, to, limit)),
    putLinks: (states: readonly FeedState[], now: number) =>
      exclusive(() => write((layer) => eventTable.putLinks(sql, layer, states, now))),
    loadLinks: () => exclusive(() => eventTable.loadLinks(sql)),
    insertToken: (token: ApiToken, secretHash: string) =>
      exclusive(() => tokenTable.insertToken(sql, token, secretHash)),
    findTokenByHash: (secretHash: string) => exclusive(() => tokenTable.findTokenByHash(sql, secretHash)),
    listTokens: () => exclusive(() => tokenTable.listTokens(sql)),
    revokeToken: (id: string, at: number) => exclusive(() => tokenTable.revokeToken(sql, id, at)),
    touchTokens: (used: readonly { id: string; at: number }[]) =>
      exclusive(() => runInTransaction(sql, () => tokenTable.touchTokens(sql, used))),
    /** Rolls up one piece of what is new and returns how many rows are left, so that writes come in between. */
    rollUp: () => exclusive(() => runInTransaction(sql, () => rollUp(sql))),
    /** Removes one piece of what the policy lets go; the caller asks again until `isDone`, so that writes come in between. */
    prune: (policy: RetentionPolicy, now: number) =>
      exclusive(() => runInTransaction(sql, () => prune(sql, policy, now))),
    noteSize: (day: number, sizeBytes: number) => exclusive(() => noteSize(sql, day, sizeBytes)),
    figures: () => exclusive(() => readFigures(sql)),
    run: <T>(job: (connection: Sql) => Promise<T>) => exclusive(() => job(sql)),
    idle: () => exclusive(async () => undefined),
  };
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

async function readFigures(sql: Sql) {
  const [row] = await sql.all<{ readings: number; lag: number; series: number }>(
    'SELECT readings, seq - rolled_seq AS lag, (SELECT count(*) FROM series) AS series FROM head',
  );
  const days = await sql.all<{ day: number; bytes: number }>(
    'SELECT day, bytes FROM size_day ORDER BY day DESC LIMIT 8',
  );
  return { readings: row?.readings ?? 0, rollupLag: row?.lag ?? 0, series: row?.series ?? 0, days };
}
