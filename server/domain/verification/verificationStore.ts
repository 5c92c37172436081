import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Origin, Quality, Verification } from '#shared/model/reading.ts';
import type { Source } from '#shared/model/text.ts';
import type { AuditNote } from '../audit/auditStore.ts';
import type { SeriesChange } from '../readings/readingStore.ts';

/** One step of a verification. Instants are epoch milliseconds. */
export interface VerificationStep {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly observedAt: number;
  /** Version of the reading that was looked at. */
  readonly version: number;
  /** 1, then 2 where the indicator asks for two. */
  readonly step: number;
  /** True for the step that makes the value verified. */
  readonly final: boolean;
  readonly note?: string;
}

/** A step as it was taken. */
export interface TakenStep {
  readonly step: number;
  readonly final: boolean;
  readonly at: number;
  readonly actor: string;
  readonly note: string | null;
}

/** One stored version of a reading with all that is known of its way. */
export interface ReadingVersion {
  readonly version: number;
  readonly value: number | null;
  readonly observedAt: number;
  readonly recordedAt: number;
  readonly seq: number;
  readonly origin: Origin;
  readonly quality: Quality;
  readonly verification: Verification;
  readonly source: Source;
  readonly actor: string;
  readonly period: string | null;
  readonly note: string | null;
  /** Cell, topic or row it came from. */
  readonly ref: string | null;
  readonly steps: readonly TakenStep[];
  /** Audit entry that it was stored with; null for what was stored before there was an audit. */
  readonly audit: {
    readonly n: number;
    readonly label: string;
    readonly from: string | null;
    readonly after: unknown;
  } | null;
}

/** The same without the entry it was stored with. */
export type BareVersion = Omit<ReadingVersion, 'audit'>;

/** A reading that waits for the walidata. */
export interface UnverifiedReading {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly observedAt: number;
  readonly version: number;
  readonly value: number | null;
  /** The version before, where there is one. */
  readonly previous: number | null;
  readonly recordedAt: number;
  readonly origin: Origin;
  readonly actor: string;
  readonly period: string | null;
  readonly note: string | null;
  readonly steps: readonly TakenStep[];
}

/** Instants that are looked at in one read. */
export const mostInstants = 100;

/** Stored side of verification: steps are only ever added. */
export interface VerificationStore {
  /**
   * Adds steps in one transaction with their audit entry. Throws `RecordConflictError` when a reading has a newer version by now, does
   * not exist, or has that step already. Returns the stream's head and the presents that became verified.
   */
  addSteps(
    steps: readonly VerificationStep[],
    note: AuditNote,
  ): Promise<{ readonly seq: number; readonly changes: readonly SeriesChange[] }>;
  /** Newest versions of the given indicators that have no final step, oldest first. */
  listUnverified(indicators: readonly IndicatorId[], limit: number): Promise<readonly UnverifiedReading[]>;
  /** Every version of one instant, oldest first. */
  readVersions(
    indicator: IndicatorId,
    area: AreaCode,
    observedAt: number,
  ): Promise<readonly ReadingVersion[]>;
  /** Every version of each of these instants, by instant, oldest first. At most `mostInstants` at once. */
  readVersionsAt(
    indicator: IndicatorId,
    area: AreaCode,
    instants: readonly number[],
  ): Promise<readonly BareVersion[]>;
}
