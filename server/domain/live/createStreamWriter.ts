import type { Alarm } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { maxLiveEvents } from '#shared/protocol/limits.ts';
import type { AlarmChange, StoredAlarm } from '../alarms/alarmStore.ts';
import type { AuditNote } from '../audit/auditStore.ts';
import type { AppendBatch, AppendResult, SeriesChange } from '../readings/readingStore.ts';
import type { Store } from '../store.ts';
import { type StoreFault, StoreUnavailableError } from '../storeErrors.ts';
import type { VerificationStep } from '../verification/verificationStore.ts';
import type { LiveState, PassedReading, StreamStep } from './liveState.ts';

/** The only way into the store for anything that screens see: what became durable is in the live state before the caller hears of it. */
export interface StreamWriter {
  append(batch: AppendBatch): Promise<AppendResult>;
  /** Steps of a verification; what became verified goes to screens like a new value. */
  addSteps(steps: readonly VerificationStep[], note: AuditNote): Promise<number>;
  putEvents(events: readonly RegionEvent[]): Promise<number>;
  putLinks(states: readonly FeedState[]): Promise<void>;
  /** Steps of alarms, each with its audit entry, all or nothing. */
  putAlarms(changes: readonly AlarmChange[]): Promise<void>;
  /** Called with what each write was of, whatever came of it, once that is known; returns its off. */
  onWrite(listener: (series: readonly WrittenSeries[]) => void): () => void;
  /** True between a fault of the store and the write that succeeded after it. */
  readonly isFaulty: boolean;
  /** Tries a real write while faulty; resolves when the store takes writes again. */
  recover(): Promise<void>;
}

/** What a write was of, present or past. */
export type WrittenSeries = Pick<VerificationStep, 'indicator' | 'area'>;

/** Needs of `createStreamWriter`. */
export interface StreamWriterParts {
  readonly store: Pick<
    Store,
    | 'append'
    | 'addSteps'
    | 'putEvents'
    | 'putLinks'
    | 'putAlarms'
    | 'loadCurrent'
    | 'listRecent'
    | 'loadAlarms'
  >;
  readonly liveState: LiveState;
  /** State of the link "storage" with this fault, or without one. */
  readonly toStorageLink: (fault: StoreFault | null) => FeedState;
  readonly onFault: (fault: StoreFault, error: unknown) => void;
}

/**
 * Joins durable writes with the present in memory. A fault of the store cannot be stored, yet screens must hear of it: it takes the
 * next `seq` in memory only, once every write under way has settled, so that no stored step has that number. No other write passes
 * until one link write has moved the stored stream beyond it and the present was compared with what is stored.
 */
export function createStreamWriter(parts: StreamWriterParts): StreamWriter {
  const { store, liveState } = parts;
  const faults = createFaultLine(parts);
  const write = createWrite(faults);
  const written = createWrittenLine();
  const writeTo = <T>(series: readonly WrittenSeries[], work: () => Promise<T>): Promise<T> =>
    write(work).finally(() => written.tell(series));

  return {
    onWrite: written.listen,
    get isFaulty() {
      return faults.isFaulty();
    },
    recover: faults.recover,
    append: (batch) =>
      writeTo(batch.readings, async () => {
        const result = await store.append(batch);
        // A late reading changes nothing of the present, yet it takes a number that its sender was told.
        if (!result.replayed && (result.changes.length > 0 || result.seq > liveState.seq)) {
          liveState.apply(toStep(batch, result));
        }
        return result;
      }),
    addSteps: (steps, note) =>
      writeTo(steps, async () => {
        const { seq, changes } = await store.addSteps(steps, note);
        if (changes.length > 0) liveState.apply({ seq, changes, events: [], feeds: [] });
        return changes.length;
      }),
    putEvents: (events) =>
      write(async () => {
        if (events.length === 0) return 0;
        const stored = await store.putEvents(events);
        const seq = stored.reduce((highest, item) => Math.max(highest, item.seq), 0);
        if (stored.length > 0) liveState.apply({ seq, changes: [], events: stored, feeds: [] });
        return stored.length;
      }),
    putLinks: (states) =>
      write(async () => {
        if (states.length === 0) return;
        const seq = await store.putLinks(states);
        liveState.apply({ seq, changes: [], events: [], feeds: states });
      }),
    putAlarms: (changes) =>
      write(async () => {
        if (changes.length === 0) return;
        const seq = await store.putAlarms(changes);
        const alarms = changes.map(({ stored }) => stored.alarm);
        liveState.apply({ seq, changes: [], events: [], feeds: [], alarms });
      }),
  };
}

/** A write that waits for a recovery where one is needed, and tells of its own fault. */
function createWrite(faults: ReturnType<typeof createFaultLine>) {
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (faults.isFaulty()) await faults.recover();
    faults.enter();
    try {
      return await work();
    } catch (error) {
      faults.note(error);
      throw error;
    } finally {
      faults.leave();
    }
  };
}

/** Those who hear of what was written to. */
function createWrittenLine() {
  const listeners = new Set<(series: readonly WrittenSeries[]) => void>();
  return {
    listen(listener: (series: readonly WrittenSeries[]) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(series: readonly WrittenSeries[]): void {
      for (const listener of listeners) listener(series);
    },
  };
}

function toStep({ readings }: AppendBatch, { seq, changes }: AppendResult): StreamStep {
  const passed = listPassed(readings, changes);
  const step = { ...nothing, seq, changes };
  return passed.length > 0 ? { ...step, passed } : step;
}

/** Readings of a batch that lie before the one that its series ended on. Usually there are none, and nothing is allocated. */
function listPassed(
  readings: readonly PassedReading[],
  changes: readonly SeriesChange[],
): readonly PassedReading[] {
  if (readings.length <= changes.length) return [];
  const ends = new Map(
    changes.map(({ record }) => [toSeriesKey(record.indicator, record.area), record.observedAt]),
  );
  return readings
    .filter(({ indicator, area, observedAt }) => observedAt < (ends.get(toSeriesKey(indicator, area)) ?? 0))
    .sort((a, b) => a.observedAt - b.observedAt);
}

/**
 * Numbers that a recovery takes: the stored stream must pass the one that was used in memory, and each kind of thing that was missed
 * needs its own, because a frame holds one kind and two frames with one number are one too many (P6).
 */
const recoveryNumbers = 5;
const nothing = { changes: [], events: [], feeds: [] };

/** What happens between a fault of the store and the write that succeeds after it. */
function createFaultLine({ store, liveState, toStorageLink, onFault }: StreamWriterParts) {
  let isFaulty = false;
  let underWay = 0;
  let untold: StoreFault | null = null;
  let recovering: Promise<void> | null = null;
  const tryRecover = async (): Promise<void> => {
    const link = toStorageLink(null);
    const seq = await store.putLinks(Array.from({ length: recoveryNumbers }, () => link));
    const missed = await findMissed(store, liveState, seq);
    isFaulty = false;
    untold = null;
    for (const step of missed) liveState.apply(step);
    liveState.apply({ ...nothing, seq, feeds: [link] });
  };
  return {
    isFaulty: () => isFaulty,
    enter(): void {
      underWay += 1;
    },
    note(error: unknown): void {
      if (!(error instanceof StoreUnavailableError) || error.fault === 'overloaded' || isFaulty) return;
      isFaulty = true;
      untold = error.fault;
      onFault(error.fault, error);
    },
    leave(): void {
      underWay -= 1;
      if (underWay > 0 || untold === null) return;
      const feeds = [toStorageLink(untold)];
      untold = null;
      liveState.apply({ seq: liveState.seq + 1, changes: [], events: [], feeds });
    },
    recover(): Promise<void> {
      if (!isFaulty) return Promise.resolve();
      recovering ??= tryRecover().finally(() => {
        recovering = null;
      });
      return recovering;
    },
  };
}

/**
 * What became durable although its answer was lost (the sender heard 503), one step a kind. It joins the stream just below `seq`: its
 * stored number may lie below what screens already have.
 */
async function findMissed(
  store: Pick<Store, 'loadCurrent' | 'listRecent' | 'loadAlarms'>,
  liveState: LiveState,
  seq: number,
): Promise<StreamStep[]> {
  const known = new Map<number, number>();
  for (const change of liveState.listChanges()) known.set(change.seriesNumber, change.seq);
  const shown = new Map(liveState.listEvents().map(({ event, seq: at }) => [event.id, at]));
  const [current, recent, open] = [
    await store.loadCurrent(),
    await store.listRecent(maxLiveEvents),
    await store.loadAlarms(),
  ];
  const changes = current
    .filter((change) => change.seq > (known.get(change.seriesNumber) ?? Number.NEGATIVE_INFINITY))
    .map((change) => ({ ...change, seq: seq - 3 }));
  const events = recent
    .filter((item) => item.seq > (shown.get(item.event.id) ?? Number.NEGATIVE_INFINITY))
    .map((item) => ({ ...item, seq: seq - 2 }));
  const alarms = findMissedAlarms(liveState.listAlarms(), open);
  return [
    ...(changes.length > 0 ? [{ ...nothing, seq: seq - 3, changes }] : []),
    ...(events.length > 0 ? [{ ...nothing, seq: seq - 2, events }] : []),
    ...(alarms.length > 0 ? [{ ...nothing, seq: seq - 1, alarms }] : []),
  ];
}

/** Alarms that differ from what is stored, as stored; one that is no longer there has become normal. */
function findMissedAlarms(shown: readonly Alarm[], stored: readonly StoredAlarm[]): Alarm[] {
  const told = new Map(shown.map((alarm) => [alarm.id, alarm]));
  const open = new Map(stored.map(({ alarm }) => [alarm.id, alarm]));
  const over = shown.filter(({ id }) => !open.has(id));
  return [
    ...[...open.values()].filter((alarm) => JSON.stringify(alarm) !== JSON.stringify(told.get(alarm.id))),
    ...over.map((alarm) => ({ ...alarm, active: false, state: 'normal' as const })),
  ];
}
