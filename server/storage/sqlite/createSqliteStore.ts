import { mkdirSync, statfsSync, statSync } from 'node:fs';
import type { Store } from '../../domain/store.ts';
import { composeStore } from '../composeStore.ts';
import type { OpenStoreOptions } from '../options.ts';
import type { Writer } from '../writer.ts';
import { type PackedOutcome, packBatch, unpackOutcome } from './appendWire.ts';
import { toDatabaseFile } from './connection.ts';
import { startWorker, type WorkerClient } from './workerClient.ts';

function toSizeBytes(dataDir: string): number {
  const file = toDatabaseFile(dataDir);
  return [file, `${file}-wal`].reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

/** The writer in its thread: every method posts a message of its own name; readings, which come by the thousand, are packed. */
function createRemoteWriter(client: WorkerClient): Writer {
  const append: Writer['append'] = async (batch) =>
    unpackOutcome(await client.call<PackedOutcome>('append', packBatch(batch)));
  return new Proxy({ append } as Writer, {
    get: (target, kind) => {
      if (kind === 'append') return target.append;
      return typeof kind === 'string' && kind !== 'then'
        ? (...args: readonly unknown[]) => client.call(kind, ...args)
        : undefined;
    },
  });
}

/** The embedded engine: one worker writes, another reads history; this side only posts messages. */
export async function createSqliteStore(options: OpenStoreOptions): Promise<Store> {
  const { dataDir } = options;
  mkdirSync(dataDir, { recursive: true });
  const client = await startWorker({ role: 'writer', dataDir, newEpoch: options.randomId() });
  let reader: Promise<WorkerClient> | null = null;
  /** Started with the first history that is asked for; a start that failed is tried anew by the next call. */
  function openReader(): Promise<WorkerClient> {
    reader ??= startWorker({ role: 'reader', dataDir, newEpoch: '' }).catch((error: unknown) => {
      reader = null;
      throw error;
    });
    return reader;
  }
  return composeStore(
    createRemoteWriter(client),
    {
      engine: 'sqlite',
      readHistory: async (query) => (await openReader()).call('readHistory', query),
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
