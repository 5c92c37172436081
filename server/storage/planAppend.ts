import type { LiveRecord, Verification } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { AppendBatch, NewReading, SeriesChange } from '../domain/readings/readingStore.ts';

/** What the writer remembers of a series, so that live readings need no look-up. Immutable. */
export interface SeriesState {
  readonly id: number;
  readonly lastSeriesSeq: number;
  /** Newest `observedAt` of the series and its newest version; `-Infinity` and 0 before the first reading. */
  readonly presentAt: number;
  readonly presentVersion: number;
}

export interface KnownVersion {
  readonly version: number;
  readonly value: number | null;
}

/** One row that will be appended. */
export interface PlannedRow {
  readonly seriesId: number;
  readonly reading: NewReading;
  readonly value: number | null;
  readonly version: number;
  readonly verification: Verification;
  readonly seq: number;
  readonly seriesSeq: number;
}

export interface PlannedPresent {
  readonly seriesId: number;
  readonly lastSeriesSeq: number;
  readonly version: number;
  /** Set where the present moved; a late reading only counts up `lastSeriesSeq`. */
  readonly change: SeriesChange | null;
}

export interface AppendPlan {
  readonly rows: readonly PlannedRow[];
  readonly duplicates: number;
  readonly seq: number;
  readonly recordedAt: number;
  readonly states: ReadonlyMap<string, SeriesState>;
  readonly newSeries: readonly { id: number; indicator: string; area: string }[];
  readonly presents: readonly PlannedPresent[];
  readonly nextSeriesId: number;
}

export interface PlanInput {
  readonly batch: AppendBatch;
  readonly seq: number;
  readonly recordedAt: number;
  readonly nextSeriesId: number;
  seriesOf(key: string): SeriesState | undefined;
  /** Versions already stored at that instant, oldest first; only asked for instants that are not newer than the present. */
  versionsAt(seriesId: number, observedAt: number): readonly KnownVersion[];
}

/** Key of one instant of one series in look-up tables. */
export function toInstantKey(seriesId: number, observedAt: number): string {
  return `${seriesId}|${observedAt}`;
}

/** Minus zero is zero: the two compare equal but would print apart. */
function toStoredValue(value: number | null): number | null {
  return value === 0 ? 0 : value;
}

function isDuplicate(reading: NewReading, value: number | null, versions: readonly KnownVersion[]): boolean {
  if (reading.correction) return versions.at(-1)?.value === value && versions.length > 0;
  return versions.some((known) => known.value === value);
}

function toRecord(
  row: PlannedRow,
  batch: AppendBatch,
  recordedAt: number,
  replaced: KnownVersion | undefined,
): LiveRecord {
  const { reading } = row;
  return {
    indicator: reading.indicator,
    area: reading.area,
    value: row.value,
    observedAt: reading.observedAt,
    recordedAt,
    origin: reading.origin,
    quality: reading.quality,
    verification: row.verification,
    source: batch.source,
    ...(reading.period === undefined ? {} : { period: reading.period }),
    ...(reading.note === undefined ? {} : { note: reading.note }),
    ...(replaced ? { was: { value: replaced.value, until: recordedAt + reading.restatedForMs } } : {}),
  };
}

const unknownSeries = { lastSeriesSeq: 0, presentAt: Number.NEGATIVE_INFINITY, presentVersion: 0 };

/** Decides, without touching storage, what one batch appends and which presents it moves. The one place of these rules. */
export function planAppend(input: PlanInput): AppendPlan {
  const { batch } = input;
  const recordedAt = Math.max(batch.receivedAt, input.recordedAt);
  const states = new Map<string, SeriesState>();
  const newSeries: { id: number; indicator: string; area: string }[] = [];
  const presents = new Map<number, PlannedPresent>();
  const fresh = new Map<string, KnownVersion[]>();
  const rows: PlannedRow[] = [];
  let { seq, nextSeriesId } = input;

  for (const reading of batch.readings) {
    const key = toSeriesKey(reading.indicator, reading.area);
    const stored = states.get(key) ?? input.seriesOf(key);
    const state = stored ?? { ...unknownSeries, id: nextSeriesId++ };
    if (!stored) newSeries.push({ id: state.id, indicator: reading.indicator, area: reading.area });
    const value = toStoredValue(reading.value);
    const instant = toInstantKey(state.id, reading.observedAt);
    const isNewer = reading.observedAt > state.presentAt;
    const versions =
      fresh.get(instant) ?? (isNewer ? [] : [...input.versionsAt(state.id, reading.observedAt)]);
    if (isDuplicate(reading, value, versions)) continue;

    const replaced = versions.at(-1);
    const row: PlannedRow = {
      seriesId: state.id,
      reading,
      value,
      version: (replaced?.version ?? 0) + 1,
      verification: replaced ? 'restated' : reading.verification,
      seq: ++seq,
      seriesSeq: state.lastSeriesSeq + 1,
    };
    rows.push(row);
    fresh.set(instant, [...versions, { version: row.version, value }]);
    const moves = reading.observedAt >= state.presentAt;
    const change = moves
      ? { seriesNumber: state.id, seq, record: toRecord(row, batch, recordedAt, replaced) }
      : (presents.get(state.id)?.change ?? null);
    const version = moves ? row.version : state.presentVersion;
    presents.set(state.id, { seriesId: state.id, lastSeriesSeq: row.seriesSeq, version, change });
    states.set(key, {
      id: state.id,
      lastSeriesSeq: row.seriesSeq,
      presentAt: moves ? reading.observedAt : state.presentAt,
      presentVersion: version,
    });
  }
  const duplicates = batch.readings.length - rows.length;
  return {
    rows,
    duplicates,
    seq,
    recordedAt,
    states,
    newSeries,
    presents: [...presents.values()],
    nextSeriesId,
  };
}
