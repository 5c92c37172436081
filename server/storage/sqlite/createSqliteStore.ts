import { mkdirSync, statfsSync, statSync } from 'node:fs';
import type { AppendBatch, HistoryQuery } from '../../domain/readings/readingStore.ts';
import type { Store } from '../../domain/store.ts';
import { createAppendGate } from '../appendGate.ts';
import { toGrowthPerDay } from '../growth.ts';
import { rollUpAll, runMaintenance } from '../maintain.ts';
import type { OpenStoreOptions } from '../options.ts';
import type { Writer } from '../writer.ts';
import { toDatabaseFile } from './connection.ts';
import { startWorker, type WorkerClient } from './workerClient.ts';

function toSizeBytes(dataDir: string): number {
  const file = toDatabaseFile(dataDir);
  return [file, `${file}-wal`].reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

type Answered<K extends keyof Writer> = Writer[K] extends (...args: never[]) => Promise<infer T> ? T : never;

/** The embedded engine: one worker writes, another reads history; this side only posts messages. */
export async function createSqliteStore(options: OpenStoreOptions): Promise<Store> {
  const { dataDir, classifier, now } = options;
  mkdirSync(dataDir, { recursive: true });
  const writer = await startWorker({ role: 'writer', dataDir, newEpoch: options.randomId() });
  const ask = <K extends keyof Writer & string>(kind: K, ...args: readonly unknown[]) =>
    writer.call<Answered<K>>(kind, ...args);
  let reader: Promise<WorkerClient> | null = null;
  /** Started with the first history that is asked for; a start that failed is tried anew by the next call. */
  function openReader(): Promise<WorkerClient> {
    reader ??= startWorker({ role: 'reader', dataDir, newEpoch: '' }).catch((error: unknown) => {
      reader = null;
      throw error;
    });
    return reader;
  }
  const announced = new Set<string>();
  const gate = createAppendGate();

  async function announce(indicators: Iterable<string>): Promise<void> {
    const fresh = [...new Set(indicators)].filter((indicator) => !announced.has(indicator));
    for (const indicator of fresh) announced.add(indicator);
    if (fresh.length > 0)
      await ask(
        'setClasses',
        fresh.map((id) => [id, classifier.classOf(id)] as const),
      );
  }
  const rollUp = () => ask('rollUp');
  await announce(await ask('listIndicators'));

  return {
    append: (batch: AppendBatch) =>
      gate(batch, () => {
        void announce(batch.readings.map((reading) => reading.indicator)).catch(() => undefined);
        return ask('append', batch);
      }),
    loadCurrent: () => ask('loadCurrent'),
    verifyCurrent: () => ask('verifyCurrent'),
    async readHistory(query: HistoryQuery) {
      if (query.asOf === undefined && classifier.classOf(query.indicator) !== 'rare') await rollUpAll(rollUp);
      return (await openReader()).call('readHistory', query);
    },
    putEvents: (events) => ask('putEvents', events, now()),
    listRecent: (limit) => ask('listRecent', limit),
    listBetween: (from, to, limit) => ask('listBetween', from, to, limit),
    putLinks: (states) => ask('putLinks', states, now()),
    loadLinks: () => ask('loadLinks'),
    insertToken: (token, secretHash) => ask('insertToken', token, secretHash),
    findTokenByHash: (secretHash) => ask('findTokenByHash', secretHash),
    listTokens: () => ask('listTokens'),
    revokeToken: (id, at) => ask('revokeToken', id, at),
    touchTokens: (used) => ask('touchTokens', used),
    head: () => ask('head'),
    probe: () => ask('probe', now()),
    async figures() {
      const { days, ...counts } = await ask('figures');
      const sizeBytes = toSizeBytes(dataDir);
      const disk = statfsSync(dataDir);
      return {
        engine: 'sqlite',
        ...counts,
        sizeBytes,
        freeBytes: disk.bavail * disk.bsize,
        growthBytesPerDay: toGrowthPerDay(days, now(), sizeBytes),
      };
    },
    maintain: (policy, at) =>
      runMaintenance(
        {
          rollUp,
          prune: () => ask('prune', policy, at),
          noteSize: (day) => ask('noteSize', day, toSizeBytes(dataDir)),
        },
        at,
      ),
    backup: (file) => writer.call('backup', file),
    async close() {
      await reader?.then((client) => client.close()).catch(() => undefined);
      await writer.close();
    },
  };
}
