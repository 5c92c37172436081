import { parentPort, workerData } from 'node:worker_threads';
import type { HistoryQuery } from '../../domain/readings/readingStore.ts';
import { toStoreFault } from '../errors.ts';
import { readHistory } from '../readHistory.ts';
import { readReceipts } from '../readReceipts.ts';
import { createRoomReads } from '../roomReads.ts';
import { migrate } from '../schema.ts';
import { createWriter } from '../writer.ts';
import { type PackedBatch, packOutcome, unpackBatch } from './appendWire.ts';
import { createSqliteSql, lockDataDir, openConnection } from './connection.ts';
import { packHistory } from './historyWire.ts';
import type { Answer, Call, WorkerStart } from './messages.ts';

/** Thread that owns a connection to the embedded database: SQLite calls block, so none may run where sockets are served. */
type Handlers = Record<string, (...args: never[]) => Promise<unknown>>;

const port = parentPort;
if (!port) throw new Error('the storage worker must run in a worker thread');

function send(answer: Answer): void {
  port?.postMessage(answer);
}

function sendFault(id: number, error: unknown): void {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  send({ id, ok: false, error: { name, message, fault: toStoreFault(error) } });
}

async function startWriter(start: WorkerStart): Promise<Handlers> {
  const lock = lockDataDir(start.dataDir);
  try {
    const db = openConnection(start.dataDir, { readonly: false });
    const sql = createSqliteSql(db);
    await migrate(sql, start.newEpoch);
    const writer = await createWriter(sql);
    return {
      ...writer,
      append: async (packed: PackedBatch) => packOutcome(await writer.append(unpackBatch(packed))),
      backup: async (file: string) => void (await db.backup(file)),
      close: async () => {
        await writer.idle();
        db.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

async function startReader(start: WorkerStart): Promise<Handlers> {
  const db = openConnection(start.dataDir, { readonly: true });
  const sql = createSqliteSql(db);
  let tail: Promise<unknown> = Promise.resolve();
  /** One read at a time, each in one snapshot: roll-ups and raw readings must be of the same moment. */
  const inSnapshot = <T>(job: () => Promise<T>): Promise<T> => {
    const result = tail.then(async () => {
      db.exec('BEGIN');
      try {
        return await job();
      } finally {
        db.exec('COMMIT');
      }
    });
    tail = result.catch(() => undefined);
    return result;
  };
  return {
    readHistory: (query: HistoryQuery) => inSnapshot(async () => packHistory(await readHistory(sql, query))),
    readReceipts: (indicators: readonly string[], from: number, to: number) =>
      inSnapshot(() => readReceipts(sql, indicators, from, to)),
    ...createRoomReads((job) => inSnapshot(() => job(sql))),
    close: async () => void db.close(),
  };
}

async function answer(handlers: Handlers, { id, kind, args }: Call): Promise<void> {
  try {
    const handler = handlers[kind];
    if (!handler) throw new Error(`unknown storage call ${kind}`);
    send({ id, ok: true, value: await handler(...(args as never[])) });
  } catch (error) {
    sendFault(id, error);
  }
  if (kind === 'close') port?.close();
}

try {
  const start = workerData as WorkerStart;
  const handlers = await (start.role === 'writer' ? startWriter(start) : startReader(start));
  port.on('message', (call: Call) => void answer(handlers, call));
  send({ id: 0, ok: true, value: null });
} catch (error) {
  sendFault(0, error);
  port.close();
}
