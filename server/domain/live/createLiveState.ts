import type { Alarm } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import { maxLiveEvents } from '#shared/protocol/limits.ts';
import type { StoredEvent } from '../events/eventStore.ts';
import type { SeriesChange } from '../readings/readingStore.ts';
import type { LiveState, StreamStep } from './liveState.ts';

/** What was known when the server started. */
export interface LiveSeed {
  readonly epoch: string;
  readonly seq: number;
  readonly changes: readonly SeriesChange[];
  readonly events: readonly StoredEvent[];
  readonly feeds: readonly FeedState[];
  readonly alarms?: readonly Alarm[];
  /** A listener that throws must not undo a durable write: it is told here. */
  readonly onListenerError?: (error: unknown) => void;
}

/** Holds the present in memory. Applying is idempotent per series and event: an older `seq` never replaces a newer one. */
export function createLiveState(seed: LiveSeed): LiveState {
  const series = new Map<number, SeriesChange>();
  const events = createEventShelf();
  const feeds = new Map<string, { seq: number; feed: FeedState }>();
  const alarms = createAlarmShelf(seed.alarms ?? []);
  const listeners = new Set<(step: StreamStep) => void>();
  let seriesInOrder: SeriesChange[] | null = null;
  let seq = seed.seq;

  const keepChange = (change: SeriesChange): void => {
    const known = series.get(change.seriesNumber);
    if (known && known.seq > change.seq) return;
    series.set(change.seriesNumber, change);
    seriesInOrder = null;
  };
  const keepFeeds = (states: readonly FeedState[], at: number): void => {
    for (const feed of states) feeds.set(feed.id, { seq: at, feed });
  };

  for (const change of seed.changes) keepChange(change);
  events.keep(seed.events);
  keepFeeds(seed.feeds, seed.seq);

  return {
    epoch: seed.epoch,
    get seq() {
      return seq;
    },
    apply(step) {
      for (const change of step.changes) keepChange(change);
      events.keep(step.events);
      keepFeeds(step.feeds, step.seq);
      if (step.alarms) alarms.keep(step.alarms);
      seq = Math.max(seq, step.seq);
      for (const listener of listeners) {
        try {
          listener(step);
        } catch (error) {
          seed.onListenerError?.(error);
        }
      }
    },
    onStep(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listChanges() {
      seriesInOrder ??= [...series.values()].sort((a, b) => a.seriesNumber - b.seriesNumber);
      return seriesInOrder;
    },
    listEvents: events.list,
    listFeeds: () => [...feeds.values()],
    listAlarms: alarms.list,
  };
}

/** Alarms that are not normal. */
function createAlarmShelf(open: readonly Alarm[]) {
  const byId = new Map(open.map((alarm) => [alarm.id, alarm]));
  return {
    keep(changed: readonly Alarm[]): void {
      for (const alarm of changed) {
        if (alarm.state === 'normal') byId.delete(alarm.id);
        else byId.set(alarm.id, alarm);
      }
    },
    list: (): readonly Alarm[] => [...byId.values()],
  };
}

/** The newest version of each event, newest first, at most `maxLiveEvents`. */
function createEventShelf() {
  const byId = new Map<string, StoredEvent>();
  let inOrder: StoredEvent[] = [];
  return {
    keep(stored: readonly StoredEvent[]): void {
      if (stored.length === 0) return;
      for (const item of stored) {
        const known = byId.get(item.event.id);
        if (!known || known.seq <= item.seq) byId.set(item.event.id, item);
      }
      inOrder = [...byId.values()].sort((a, b) => b.event.startsAt - a.event.startsAt || b.seq - a.seq);
      for (const dropped of inOrder.splice(maxLiveEvents)) byId.delete(dropped.event.id);
    },
    list: (): readonly StoredEvent[] => inOrder,
  };
}
