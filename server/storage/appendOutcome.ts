import type { LiveRecord, Verification } from '#shared/model/reading.ts';
import type { AppendBatch, AppendResult } from '../domain/readings/readingStore.ts';

/** A series whose present moved, told by the place of its reading in the batch. */
export interface MovedPresent {
  readonly index: number;
  readonly seriesNumber: number;
  readonly seq: number;
  readonly verification: Verification;
  readonly was: { readonly value: number | null; readonly until: number } | null;
}

/** What the writer says of a batch: only what its sender does not know, so that little crosses the thread. */
export interface AppendOutcome {
  readonly recorded: number;
  readonly duplicates: number;
  readonly seq: number;
  readonly replayed: boolean;
  readonly recordedAt: number;
  readonly moved: readonly MovedPresent[];
}

/** Minus zero is zero: the two compare equal but would print apart. */
export function toStoredValue(value: number | null): number | null {
  return value === 0 ? 0 : value;
}

/** Joins the outcome with the batch it is of. */
export function toAppendResult(batch: AppendBatch, outcome: AppendOutcome): AppendResult {
  const { recorded, duplicates, seq, replayed, recordedAt } = outcome;
  const changes = outcome.moved.map((move) => ({
    seriesNumber: move.seriesNumber,
    seq: move.seq,
    record: toRecord(batch, move, recordedAt),
  }));
  return { recorded, duplicates, seq, replayed, changes };
}

function toRecord(batch: AppendBatch, move: MovedPresent, recordedAt: number): LiveRecord {
  const reading = batch.readings[move.index];
  if (!reading) throw new RangeError(`the writer named reading ${move.index} of ${batch.readings.length}`);
  return {
    indicator: reading.indicator,
    area: reading.area,
    value: toStoredValue(reading.value),
    observedAt: reading.observedAt,
    recordedAt,
    origin: reading.origin,
    quality: reading.quality,
    verification: move.verification,
    source: batch.source,
    ...(reading.period === undefined ? {} : { period: reading.period }),
    ...(reading.note === undefined ? {} : { note: reading.note }),
    ...(move.was ? { was: move.was } : {}),
  };
}
