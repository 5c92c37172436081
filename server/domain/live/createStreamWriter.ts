import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { maxLiveEvents } from '#shared/protocol/limits.ts';
import type { AlarmChange } from '../alarms/alarmStore.ts';
import type { AuditNote } from '../audit/auditStore.ts';
import type { AppendBatch, AppendResult } from '../readings/readingStore.ts';
import type { Store } from '../store.ts';
import { type StoreFault, StoreUnavailableError } from '../storeErrors.ts';
import type { VerificationStep } from '../verification/verificationStore.ts';
import type { LiveState, StreamStep } from './liveState.ts';

/** The only way into the store for anything that screens see: what became durable is in the live state before the caller hears of it. */
export interface StreamWriter {
  append(batch: AppendBatch): Promise<AppendResult>;
  /** Steps of a verification; what became verified goes to screens like a new value. */
  addSteps(steps: readonly VerificationStep[], note: AuditNote): Promise<number>;
  putEvents(events: readonly RegionEvent[]): Promise<number>;
  putLinks(states: readonly FeedState[]): Promise<void>;
  /** Steps of alarms, each with its audit entry, all or nothing. */
  putAlarms(changes: readonly AlarmChange[]): Promise<void>;
  /** True between a fault of the store and the write that succeeded after it. */
  readonly isFaulty: boolean;
  /** Tries a real write while faulty; resolves when the store takes writes again. */
  recover(): Promise<void>;
}

/** Needs of `createStreamWriter`. */
export interface StreamWriterParts {
  readonly store: Pick<
    Store,
    'append' | 'addSteps' | 'putEvents' | 'putLinks' | 'putAlarms' | 'loadCurrent' | 'listRecent'
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
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
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

  return {
    get isFaulty() {
      return faults.isFaulty();
    },
    recover: faults.recover,
    append: (batch) =>
      write(async () => {
        const result = await store.append(batch);
        // A late reading changes nothing of the present, yet it takes a number that its sender was told.
        if (!result.replayed && (result.changes.length > 0 || result.seq > liveState.seq)) {
          liveState.apply({ seq: result.seq, changes: result.changes, events: [], feeds: [] });
        }
        return result;
      }),
    addSteps: (steps, note) =>
      write(async () => {
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

/** What happens between a fault of the store and the write that succeeds after it. */
function createFaultLine({ store, liveState, toStorageLink, onFault }: StreamWriterParts) {
  let isFaulty = false;
  let underWay = 0;
  let untold: StoreFault | null = null;
  let recovering: Promise<void> | null = null;
  const tryRecover = async (): Promise<void> => {
    const link = toStorageLink(null);
    // Twice, so that the stored stream passes the number that was used in memory.
    const seq = await store.putLinks([link, link]);
    const missed = await findMissed(store, liveState, seq);
    isFaulty = false;
    untold = null;
    liveState.apply({ seq, ...missed, feeds: [link] });
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
 * What became durable although its answer was lost (the sender heard 503). It joins the stream at `seq`: its stored number may lie
 * below what screens already have.
 */
async function findMissed(
  store: Pick<Store, 'loadCurrent' | 'listRecent'>,
  liveState: LiveState,
  seq: number,
): Promise<Pick<StreamStep, 'changes' | 'events'>> {
  const known = new Map<number, number>();
  for (const change of liveState.listChanges()) known.set(change.seriesNumber, change.seq);
  const shown = new Map(liveState.listEvents().map(({ event, seq: at }) => [event.id, at]));
  const [changes, events] = [await store.loadCurrent(), await store.listRecent(maxLiveEvents)];
  return {
    changes: changes
      .filter((change) => change.seq > (known.get(change.seriesNumber) ?? Number.NEGATIVE_INFINITY))
      .map((change) => ({ ...change, seq })),
    events: events
      .filter((item) => item.seq > (shown.get(item.event.id) ?? Number.NEGATIVE_INFINITY))
      .map((item) => ({ ...item, seq })),
  };
}
