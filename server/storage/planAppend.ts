import type { Quality, Verification } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { AppendBatch, NewReading } from '../domain/readings/readingStore.ts';
import { PeriodLockedError, RecordConflictError } from '../domain/storeErrors.ts';
import { type MovedPresent, toStoredValue } from './appendOutcome.ts';

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
  readonly quality: Quality;
}

/** One row that will be appended. */
export interface PlannedRow {
  readonly seriesId: number;
  readonly reading: NewReading;
  readonly value: number | null;
  readonly quality: Quality;
  readonly version: number;
  readonly verification: Verification;
  readonly seq: number;
  readonly seriesSeq: number;
}

export interface PlannedPresent {
  readonly seriesId: number;
  readonly lastSeriesSeq: number;
  readonly observedAt: number;
  readonly version: number;
  /** Set where the present moved; a late reading only counts up `lastSeriesSeq`. */
  readonly move: MovedPresent | null;
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
  /** Readings of an indicator up to this instant, inclusive, are locked; undefined for none. */
  lockedUntil(indicator: string): number | undefined;
}

/** Key of one instant of one series in look-up tables. */
export function toInstantKey(seriesId: number, observedAt: number): string {
  return `${seriesId}|${observedAt}`;
}

function isDuplicate(reading: NewReading, value: number | null, versions: readonly KnownVersion[]): boolean {
  const newest = versions.at(-1);
  // The same number judged otherwise is a correction too: that is how a figure is turned down.
  if (reading.correction) return newest?.value === value && newest.quality === reading.quality;
  return versions.some((known) => known.value === value);
}

function assertVersion({ expectVersion }: NewReading, newest: KnownVersion | undefined): void {
  if (expectVersion !== undefined && expectVersion !== (newest?.version ?? 0))
    throw new RecordConflictError();
}

const unknownSeries = { lastSeriesSeq: 0, presentAt: Number.NEGATIVE_INFINITY, presentVersion: 0 };

/** Versions that this batch itself adds, so that an instant which comes twice in it is seen; indexed only once something looks. */
function createFresh(rows: readonly PlannedRow[]) {
  const versions = new Map<string, KnownVersion[]>();
  let indexed = 0;
  return (seriesId: number, observedAt: number): readonly KnownVersion[] => {
    for (; indexed < rows.length; indexed += 1) {
      const row = rows[indexed];
      if (!row) break;
      const key = toInstantKey(row.seriesId, row.reading.observedAt);
      const list = versions.get(key);
      if (list) list.push(row);
      else versions.set(key, [row]);
    }
    return versions.get(toInstantKey(seriesId, observedAt)) ?? [];
  };
}

/**
 * Decides, without touching storage, what one batch appends and which presents it moves. The one place of these rules. Throws
 * `PeriodLockedError`, and `RecordConflictError` where another version stands than a reading expects.
 */
export function planAppend(input: PlanInput): AppendPlan {
  const { batch } = input;
  const recordedAt = Math.max(batch.receivedAt, input.recordedAt);
  const states = new Map<string, SeriesState>();
  const newSeries: { id: number; indicator: string; area: string }[] = [];
  const presents = new Map<number, PlannedPresent>();
  const rows: PlannedRow[] = [];
  const freshAt = createFresh(rows);
  const locked: number[] = [];
  let { seq, nextSeriesId } = input;

  for (const [index, reading] of batch.readings.entries()) {
    const { observedAt } = reading;
    const key = toSeriesKey(reading.indicator, reading.area);
    const stored = states.get(key) ?? input.seriesOf(key);
    const state = stored ?? { ...unknownSeries, id: nextSeriesId++ };
    if (!stored) newSeries.push({ id: state.id, indicator: reading.indicator, area: reading.area });
    const value = toStoredValue(reading.value);
    const versions =
      observedAt > state.presentAt
        ? []
        : [...input.versionsAt(state.id, observedAt), ...freshAt(state.id, observedAt)];
    const replaced = versions.at(-1);
    assertVersion(reading, replaced);
    if (isDuplicate(reading, value, versions)) continue;
    if (!batch.opensLocks && observedAt <= (input.lockedUntil(reading.indicator) ?? Number.NEGATIVE_INFINITY))
      locked.push(index);
    const row = toRow({ reading, value, state, replaced, seq: ++seq });
    rows.push(row);
    const moves = observedAt >= state.presentAt;
    const present: PlannedPresent = {
      seriesId: state.id,
      lastSeriesSeq: row.seriesSeq,
      observedAt: moves ? observedAt : state.presentAt,
      version: moves ? row.version : state.presentVersion,
      move: moves ? toMove(row, index, recordedAt, replaced) : (presents.get(state.id)?.move ?? null),
    };
    presents.set(state.id, present);
    states.set(key, {
      id: state.id,
      lastSeriesSeq: row.seriesSeq,
      presentAt: present.observedAt,
      presentVersion: present.version,
    });
  }
  if (locked.length > 0) throw new PeriodLockedError(locked);
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

function toRow(made: {
  reading: NewReading;
  value: number | null;
  state: SeriesState;
  replaced: KnownVersion | undefined;
  seq: number;
}): PlannedRow {
  const { reading, value, state, replaced, seq } = made;
  return {
    seriesId: state.id,
    reading,
    value,
    quality: reading.quality,
    version: (replaced?.version ?? 0) + 1,
    verification: replaced ? 'restated' : reading.verification,
    seq,
    seriesSeq: state.lastSeriesSeq + 1,
  };
}

function toMove(
  row: PlannedRow,
  index: number,
  recordedAt: number,
  replaced: KnownVersion | undefined,
): MovedPresent {
  const { seriesId, seq, verification, reading } = row;
  const was = replaced ? { value: replaced.value, until: recordedAt + reading.restatedForMs } : null;
  return { index, seriesNumber: seriesId, seq, verification, was };
}
