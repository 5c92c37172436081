import { mkdirSync, statfsSync, statSync } from 'node:fs';
import type { Store } from '../../domain/store.ts';
import type { SeriesClass } from '../codes.ts';
import { composeStore } from '../composeStore.ts';
import type { OpenStoreOptions } from '../options.ts';
import type { Writer } from '../writer.ts';
import { type PackedOutcome, packBatch, unpackOutcome } from './appendWire.ts';
import { toDatabaseFile } from './connection.ts';
import { type PackedHistory, unpackHistory } from './historyWire.ts';
import { keepWorker } from './keepWorker.ts';
import { startWorker, type WorkerClient } from './workerClient.ts';

function toSizeBytes(dataDir: string): number {
  const file = toDatabaseFile(dataDir);
  return [file, `${file}-wal`].reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** The writer in its thread: every method posts a message of its own name; readings, which come by the thousand, are packed. */
function createRemoteWriter(client: Pick<WorkerClient, 'call'>, classes: Map<string, SeriesClass>): Writer {
  const packed: Pick<Writer, 'append' | 'setClasses'> = {
    append: async (batch) => unpackOutcome(await client.call<PackedOutcome>('append', packBatch(batch))),
    setClasses(entries) {
      for (const [indicator, word] of entries) classes.set(indicator, word);
      return client.call('setClasses', entries);
    },
  };
  return new Proxy(packed as Writer, {
    get: (target, kind) => {
      if (kind === 'append' || kind === 'setClasses') return target[kind];
      return typeof kind === 'string' && kind !== 'then'
        ? (...args: readonly unknown[]) => client.call(kind, ...args)
        : undefined;
    },
  });
}

/** The embedded engine: one worker writes, another reads history and the past; this side only posts messages, and starts anew a worker that died. */
export async function createSqliteStore(options: OpenStoreOptions): Promise<Store> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  const classes = new Map<string, SeriesClass>();
  const client = await keepWorker(
    { role: 'writer', dataDir, newEpoch: options.randomId() },
    {
      prepare: (worker) => worker.call('setClasses', [...classes]),
      onLost: (error) => options.onLost?.(error),
    },
  );
  let reader: Promise<WorkerClient> | null = null;
  /** Started with the first history that is asked for; after a start that failed or a thread that died the next call tries anew. */
  function openReader(): Promise<WorkerClient> {
    if (reader) return reader;
    const opening = startWorker({ role: 'reader', dataDir, newEpoch: '' });
    const forget = () => {
      if (reader === opening) reader = null;
    };
    opening.then((open) => open.exited).then(forget, forget);
    reader = opening;
    return opening;
  }
  const ask = async <T>(kind: string, ...args: readonly unknown[]): Promise<T> =>
    (await openReader()).call<T>(kind, ...args);
  return composeStore(
    createRemoteWriter(client, classes),
    {
      engine: 'sqlite',
      readHistory: async (query) => unpackHistory(await ask<PackedHistory>('readHistory', query)),
      readReceipts: (indicators, from, to) => ask('readReceipts', indicators, from, to),
      roomReads: {
        readPast: (query) => ask('readPast', query),
        findPastSince: () => ask('findPastSince'),
        listAlarmsAt: (at) => ask('listAlarmsAt', at),
        listAlarmVersions: (query) => ask('listAlarmVersions', query),
        listRaises: (since) => ask('listRaises', since),
      },
      readSize: async () => toSizeBytes(dataDir),
      readFree() {
        const disk = statfsSync(dataDir);
        return disk.bavail * disk.bsize;
      },
      backup: (file) => client.call('backup', file),
      async close() {
        await reader?.then((open) => open.close()).catch(() => undefined);
        await client.close();
      },
    },
    options,
  );
}
