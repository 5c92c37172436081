import type { AuditNote } from '../audit/auditStore.ts';

/** Closed list of the kinds of small administrative records. One line each: what the record is and what its id is. */
export const recordKinds = [
  /** Invitation of a person; id = hash of its token. */
  'invitation',
  /** One-time set-up link; id = hash of its token. */
  'setup',
  /** Locked periods of an indicator; id = indicator. */
  'lock',
  /** Reading that waits for the walidata before anyone sees it; id = indicator|area|observedAt, owner = agency. */
  'held',
  /** Evidence file; id = random, owner = agency. */
  'evidence',
  /** Spreadsheet that was dropped; id = random, owner = agency. */
  'import',
  /** Spreadsheet layout that was used; id = agency|signature, owner = agency. */
  'layout',
  /** Holiday that the admin imported; id = date. */
  'holiday',
  /** Addresses of an agency; id = agency. */
  'contact',
  /** Notice for an agency or a person; id = random, owner = agency. */
  'notice',
  /** Reminder that was planned, with what became of it; id = what it is about, so that none is sent twice. */
  'reminder',
  /** Definition version of an indicator; id = indicator|validFrom. */
  'definition',
  /** Secret of a webhook or other machine source; id = source. */
  'machine',
  /** Alarm rule that the room changed against the pack's; id = rule. */
  'alarm-rule',
  /** Paired wall with its scenes; id = name. */
  'wall',
  /** Incident with its log; id = random. */
  'incident',
  /** Shift of the room with its log and handover; id = start, ISO 8601. */
  'shift',
  /** Drill; its report is a blob; id = random. */
  'drill',
  /** Drill scenario that was built from what was recorded; its steps are a blob; id = random. */
  'drill-scenario',
  /** Session of officials with its log; id = random. */
  'session',
  /** What a session shows and who was there; id = session. */
  'session-stage',
  /** Guest of a session; id = hash of what its cookie holds, owner = session. */
  'session-guest',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** A small administrative document. `version` counts from 1; `changedAt` is epoch milliseconds. */
export interface StoredRecord<Body = unknown> {
  readonly kind: RecordKind;
  readonly id: string;
  /** Agency or person it belongs to, for listing; null for none. */
  readonly owner: string | null;
  readonly version: number;
  readonly body: Body;
  readonly changedAt: number;
}

/** One change; `body: null` removes. `expect` is the version that must be there now, 0 for "must not exist". */
export interface RecordChange {
  readonly kind: RecordKind;
  readonly id: string;
  readonly owner?: string | null;
  readonly body: unknown;
  readonly expect?: number;
}

/** Small administrative data of every kind; each change is one transaction with its audit entry. May throw `StoreUnavailableError`. */
export interface RecordStore {
  getRecord(kind: RecordKind, id: string): Promise<StoredRecord | null>;
  /** In order of id. */
  listRecords(kind: RecordKind, owner?: string): Promise<readonly StoredRecord[]>;
  /** All or nothing; throws `RecordConflictError` when a record is not in the expected version. */
  changeRecords(changes: readonly RecordChange[], note: AuditNote): Promise<void>;
}
