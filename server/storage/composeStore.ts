import type { AlarmStore } from '../domain/alarms/alarmStore.ts';
import type { AuditStore } from '../domain/audit/auditStore.ts';
import type { BlobStore } from '../domain/files/blobStore.ts';
import type { PastReader } from '../domain/past/pastReader.ts';
import type { IdentityStore } from '../domain/people/identityStore.ts';
import type { AppendBatch, HistoryQuery, HistoryResult } from '../domain/readings/readingStore.ts';
import type { RecordStore } from '../domain/records/recordStore.ts';
import type { Store, StoreFigures } from '../domain/store.ts';
import type { ReceiptReader } from '../domain/timeliness/receiptReader.ts';
import type { VerificationStore } from '../domain/verification/verificationStore.ts';
import { createAppendGate } from './appendGate.ts';
import { toAppendResult } from './appendOutcome.ts';
import { toGrowthPerDay } from './growth.ts';
import { rollUpAll, runMaintenance } from './maintain.ts';
import type { OpenStoreOptions } from './options.ts';
import type { RoomReads } from './roomReads.ts';
import type { Writer } from './writer.ts';

/** What differs between the engines beside the SQL driver. */
export interface EngineParts {
  readonly engine: StoreFigures['engine'];
  readHistory(query: HistoryQuery): Promise<HistoryResult>;
  readReceipts: ReceiptReader['listReceipts'];
  readonly roomReads: RoomReads;
  readSize(): Promise<number>;
  readFree(): number | null;
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Tells the writer the class of each indicator once, before its first batch. */
function createAnnouncer(writer: Writer, { classifier }: OpenStoreOptions) {
  const announced = new Set<string>();
  return async (indicators: Iterable<string>): Promise<void> => {
    if (!classifier) return;
    const fresh = [...new Set(indicators)].filter((indicator) => !announced.has(indicator));
    for (const indicator of fresh) announced.add(indicator);
    if (fresh.length > 0) await writer.setClasses(fresh.map((id) => [id, classifier.classOf(id)] as const));
  };
}

type DeskStore = RecordStore & AuditStore & BlobStore & IdentityStore & VerificationStore;

/** Records, audit, files and verification: the writer answers them as they are asked. */
function composeDesk(writer: Writer): DeskStore {
  return {
    getRecord: (kind, id) => writer.getRecord(kind, id),
    listRecords: (kind, owner) => writer.listRecords(kind, owner),
    changeRecords: (changes, note) => writer.changeRecords(changes, note),
    findIdentities: (model, key) => writer.findIdentities(model, key),
    writeIdentities: (changes, note, records) => writer.writeIdentities(changes, note, records),
    putBlobPart: (hash, part, base64) => writer.putBlobPart(hash, part, base64),
    closeBlob: (hash, parts, sizeBytes) => writer.closeBlob(hash, parts, sizeBytes),
    findBlob: (hash) => writer.findBlob(hash),
    readBlobPart: (hash, part) => writer.readBlobPart(hash, part),
    auditHead: () => writer.auditHead(),
    listAudit: (query) => writer.listAudit(query),
    walkAudit: (after, limit) => writer.walkAudit(after, limit),
    addSteps: (steps, note) => writer.addSteps(steps, note),
    listUnverified: (indicators, limit) => writer.listUnverified(indicators, limit),
    readVersions: (indicator, area, observedAt) => writer.readVersions(indicator, area, observedAt),
    readVersionsAt: (indicator, area, instants) => writer.readVersionsAt(indicator, area, instants),
  };
}

/** Alarms, and what the past of the room is read from. */
function composeRoom(writer: Writer, { roomReads }: EngineParts): AlarmStore & PastReader {
  return {
    ...roomReads,
    putAlarms: (changes) => writer.putAlarms(changes),
    loadAlarms: () => writer.loadAlarms(),
  };
}

/** The store over a writer, near or in its thread. */
export async function composeStore(
  writer: Writer,
  parts: EngineParts,
  options: OpenStoreOptions,
): Promise<Store> {
  const { now } = options;
  const announce = createAnnouncer(writer, options);
  const gate = createAppendGate();
  await announce(await writer.listIndicators());
  return {
    append: (batch: AppendBatch) =>
      gate(batch, async () => {
        // Not awaited: the writer takes both in order, and a class that could not be saved is known to it all the same.
        announce(batch.readings.map((reading) => reading.indicator)).catch(() => undefined);
        return toAppendResult(batch, await writer.append(batch));
      }),
    loadCurrent: () => writer.loadCurrent(),
    verifyCurrent: () => writer.verifyCurrent(),
    readHistory: (query) => parts.readHistory(query),
    listReceipts: (indicators, from, to) => parts.readReceipts(indicators, from, to),
    findNewest: (keys) => writer.findNewest(keys),
    putEvents: (events) => writer.putEvents(events, now()),
    listRecent: (limit) => writer.listRecent(limit),
    listBetween: (from, to, limit) => writer.listBetween(from, to, limit),
    putLinks: (states) => writer.putLinks(states, now()),
    loadLinks: () => writer.loadLinks(),
    insertToken: (token, secretHash, note) => writer.insertToken(token, secretHash, note),
    findTokenByHash: (secretHash) => writer.findTokenByHash(secretHash),
    listTokens: () => writer.listTokens(),
    revokeToken: (id, at, note) => writer.revokeToken(id, at, note),
    expireToken: (id, at, note) => writer.expireToken(id, at, note),
    touchTokens: (used) => writer.touchTokens(used),
    ...composeDesk(writer),
    ...composeRoom(writer, parts),
    head: () => writer.head(),
    probe: () => writer.probe(now()),
    figures: () => readFigures(writer, parts, now()),
    rollUp: (stop) => rollUpAll(() => writer.rollUp(), stop),
    maintain: (policy, at, stop) =>
      runMaintenance(
        {
          rollUp: () => writer.rollUp(),
          prune: () => writer.prune(policy, at),
          noteSize: async (day) => writer.noteSize(day, await parts.readSize()),
        },
        at,
        stop,
      ),
    backup: (file) => parts.backup(file),
    close: () => parts.close(),
  };
}

async function readFigures(writer: Writer, parts: EngineParts, now: number): Promise<StoreFigures> {
  const { days, ...counts } = await writer.figures();
  const sizeBytes = await parts.readSize();
  const growthBytesPerDay = toGrowthPerDay(days, now, sizeBytes);
  return { engine: parts.engine, ...counts, sizeBytes, freeBytes: parts.readFree(), growthBytesPerDay };
}
