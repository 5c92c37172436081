import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { LiveRecord, Origin, Quality, Verification } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import type { AuditNote } from '../audit/auditStore.ts';
import type { RecordChange } from '../records/recordStore.ts';

/** A reading that passed every check at the door and now asks to be kept. Instants are epoch milliseconds. */
export interface NewReading {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly value: number | null;
  readonly observedAt: number;
  readonly origin: Origin;
  readonly quality: Quality;
  /** What it becomes when it is not a correction; a correction is always stored as `restated`. */
  readonly verification: Exclude<Verification, 'restated'>;
  readonly period?: string;
  readonly note?: string;
  /** Cell, topic or row it came from; at most 120 characters. */
  readonly ref?: string;
  /** Says "this replaces what you have", so that even a value the series had before is taken again. */
  readonly correction: boolean;
  /** Version that must stand at the instant now, 0 for none; left out where any may. */
  readonly expectVersion?: number;
  /** How long the replaced value is shown as "semula", milliseconds. */
  readonly restatedForMs: number;
}

/** One instant of one series. */
export interface InstantKey {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly observedAt: number;
}

/** The newest version of a reading. */
export interface StandingValue {
  readonly value: number | null;
  readonly recordedAt: number;
  readonly quality: Quality;
  readonly verification: Verification;
  readonly version: number;
}

/** One all-or-nothing write. */
export interface AppendBatch {
  readonly readings: readonly NewReading[];
  readonly source: Source;
  /** Server's clock; the store never lets `recordedAt` go back (R6). */
  readonly receivedAt: number;
  /** Who wrote, as `kind:id`; kept with every row. */
  readonly actor: string;
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly bodyHash: string };
  /** What the audit says of it; where left out an entry of the actor alone is written. */
  readonly audit?: AuditNote;
  /** Records that change in the same transaction. */
  readonly records?: readonly RecordChange[];
  /** How many of the records are readings that wait for the walidata: counted as recorded. */
  readonly held?: number;
  /** True for the walidata's own corrections: they may touch a locked period. */
  readonly opensLocks?: boolean;
}

/** A series whose present changed. `seriesNumber` stands for (indicator, area) for the whole epoch. */
export interface SeriesChange {
  readonly seriesNumber: number;
  readonly seq: number;
  readonly record: LiveRecord;
}

/** What a durable write did. `seq` is the stream's head after it. */
export interface AppendResult {
  readonly recorded: number;
  readonly duplicates: number;
  readonly seq: number;
  /** True when the idempotency key was known and nothing was written. */
  readonly replayed: boolean;
  /** Only series whose present changed; late readings change history alone. */
  readonly changes: readonly SeriesChange[];
}

/** Range of one series; `from` inclusive, `to` inclusive, epoch milliseconds. */
export interface HistoryQuery {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly from: number;
  readonly to: number;
  readonly maxPoints: number;
  /** Answers with what was recorded by then. */
  readonly asOf?: number;
}

/** `[observedAt, value]` where exact; `[observedAt, last value, min, max]` where a bucket stands for many. */
export type HistoryPoint =
  | readonly [number, number | null]
  | readonly [number, number | null, number, number];

/** Points in time order, without bad-quality values; those are apart in `bad`. */
export interface HistoryResult {
  readonly points: readonly HistoryPoint[];
  readonly downsampled: boolean;
  /** Width of a bucket when downsampled, milliseconds; 0 when exact. */
  readonly bucketMs: number;
  readonly bad: readonly (readonly [number, number | null])[];
  /** Instants whose value is a correction, with the value it replaced; at most 1,000, newest kept. */
  readonly restated: readonly (readonly [number, number | null])[];
  /** Instants whose value is provisional; empty when downsampled. */
  readonly provisional: readonly number[];
  /** Instants whose value is of uncertain quality; empty when downsampled. */
  readonly uncertain: readonly number[];
  /** Where the points come from: each entry holds from its instant to the next. Empty when downsampled. */
  readonly origins: readonly (readonly [number, Origin])[];
}

/**
 * Append-only, bitemporal history with its present. Every method may throw `StoreUnavailableError`; `append` may also throw
 * `IdempotencyConflictError`, `PeriodLockedError` or `RecordConflictError`. An `append` that resolved is durable.
 */
export interface ReadingStore {
  append(batch: AppendBatch): Promise<AppendResult>;
  /** The present of every series, for the start and for checks. */
  loadCurrent(): Promise<readonly SeriesChange[]>;
  /** Compares the present with what history says and returns the series numbers that differ (R3). */
  verifyCurrent(): Promise<readonly number[]>;
  readHistory(query: HistoryQuery): Promise<HistoryResult>;
  /** What stands at each of these instants now, in the order asked; null for nothing. At most 500 at once. */
  findNewest(keys: readonly InstantKey[]): Promise<readonly (StandingValue | null)[]>;
}
