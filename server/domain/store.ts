import type { AlarmStore } from './alarms/alarmStore.ts';
import type { AuditStore } from './audit/auditStore.ts';
import type { EventStore } from './events/eventStore.ts';
import type { BlobStore } from './files/blobStore.ts';
import type { LinkStore } from './links/linkStore.ts';
import type { PastReader } from './past/pastReader.ts';
import type { IdentityStore } from './people/identityStore.ts';
import type { ReadingStore } from './readings/readingStore.ts';
import type { RecordStore } from './records/recordStore.ts';
import type { ReceiptReader } from './timeliness/receiptReader.ts';
import type { TokenStore } from './tokens/tokenStore.ts';
import type { VerificationStore } from './verification/verificationStore.ts';

/** What a store knows of itself, for `/metrics`, the health corner and the disk forecast. */
export interface StoreFigures {
  readonly engine: 'sqlite' | 'postgres';
  /** As the engine says it, `3.53.2`. */
  readonly engineVersion: string;
  /** Bytes on disk, journal included. */
  readonly sizeBytes: number;
  /** Bytes still free where it lives; null where that cannot be known (a remote PostgreSQL). */
  readonly freeBytes: number | null;
  readonly readings: number;
  readonly series: number;
  /** Stored rows that roll-ups do not cover yet. */
  readonly rollupLag: number;
  /** Bytes a day that the last seven days added; null until a day has passed. */
  readonly growthBytesPerDay: number | null;
}

/** Raw readings are kept by cadence class; roll-ups for ever (CONTRACT, Keeping data). */
export interface RetentionPolicy {
  readonly secondsDays: number;
  readonly minutesDays: number;
  /** Delivered outbox rows and idempotency records. */
  readonly outboxDays: number;
  readonly idempotencyDays: number;
  /** Versions of alarms and links that are over. */
  readonly alarmDays: number;
}

/** What one maintenance turn did. */
export interface MaintenanceReport {
  readonly rolledUp: number;
  readonly readingsPruned: number;
  readonly outboxPruned: number;
  readonly idempotencyPruned: number;
  readonly versionsPruned: number;
}

/** Identity of the data lineage and the head of its stream, read once at the start. */
export interface StreamHead {
  readonly epoch: string;
  readonly seq: number;
}

/** The whole store: one interface, two engines, one contract suite. */
export interface Store
  extends ReadingStore,
    EventStore,
    LinkStore,
    TokenStore,
    RecordStore,
    AuditStore,
    BlobStore,
    IdentityStore,
    ReceiptReader,
    VerificationStore,
    AlarmStore,
    PastReader {
  head(): Promise<StreamHead>;
  /** Resolves when a real write transaction succeeded; `/readyz` asks it. Throws `StoreUnavailableError`. */
  probe(): Promise<void>;
  figures(): Promise<StoreFigures>;
  /** Brings roll-ups up to date, resting between its turns so that writes come first; returns how many rows it took. */
  rollUp(stop?: AbortSignal): Promise<number>;
  /** Rolls up what is new and removes what the policy lets go, in short turns; told to stop, it ends after the running one. */
  maintain(policy: RetentionPolicy, now: number, stop?: AbortSignal): Promise<MaintenanceReport>;
  /** Consistent copy into a new file while running. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** What a store must know of the catalogue: cadence decides the class of a series. */
export interface SeriesClassifier {
  /** Class of an indicator's raw readings: under a minute, under a day, or rarer. */
  classOf(indicator: string): 'seconds' | 'minutes' | 'rare';
}
