import type { LiveRecord } from '../model/reading.ts';
import type { HeadEntry, Row, SeriesHead } from '../protocol/live.ts';

/** A series and its present, as the stream carries it. */
export interface NumberedRecord {
  readonly seriesNumber: number;
  readonly record: LiveRecord;
}

/** Short form of a list of records (P10). */
export interface EncodedRows {
  readonly heads: HeadEntry[];
  readonly rows: Row[];
}

/** A row names a series whose head was never sent: the reader has to ask for a snapshot. */
export class UnknownSeriesError extends Error {
  constructor(seriesNumber: number) {
    super(`row of unknown series ${seriesNumber}`);
    this.name = 'UnknownSeriesError';
  }
}

/** True when both records have the same head, so that numbers alone say what changed. Allocates nothing. */
export function hasSameHead(a: LiveRecord, b: LiveRecord): boolean {
  return (
    a.origin === b.origin &&
    a.quality === b.quality &&
    a.verification === b.verification &&
    a.source.key === b.source.key &&
    a.source.label === b.source.label &&
    a.source.url === b.source.url &&
    a.period === b.period &&
    a.note === b.note &&
    a.was?.value === b.was?.value &&
    a.was?.until === b.was?.until &&
    a.indicator === b.indicator &&
    a.area === b.area
  );
}

/**
 * Encodes changes relative to `at`. A head is left out when `known`, the record sent before for that series, had the same one.
 * Allocates one tuple a change and one head for each change of head.
 */
export function encodeRows(
  changes: Iterable<NumberedRecord>,
  at: number,
  known?: { get(seriesNumber: number): LiveRecord | undefined },
): EncodedRows {
  const heads: HeadEntry[] = [];
  const rows: Row[] = [];
  for (const { seriesNumber, record } of changes) {
    const before = known?.get(seriesNumber);
    if (!before || !hasSameHead(before, record)) heads.push([seriesNumber, toHead(record)]);
    rows.push([seriesNumber, record.value, record.observedAt - at, record.recordedAt - at]);
  }
  return { heads, rows };
}

function toHead({ value: _value, observedAt: _observedAt, recordedAt: _recordedAt, ...head }: LiveRecord) {
  return head;
}

/** Turns rows back into records with the heads known so far; throws `UnknownSeriesError`. */
export function decodeRows(
  rows: readonly Row[],
  at: number,
  heads: { get(seriesNumber: number): SeriesHead | undefined },
): LiveRecord[] {
  return rows.map(([seriesNumber, value, observedBy, recordedBy]) => {
    const head = heads.get(seriesNumber);
    if (!head) throw new UnknownSeriesError(seriesNumber);
    return { ...head, value, observedAt: at + observedBy, recordedAt: at + recordedBy };
  });
}
