import type { Alarm } from '../model/alarm.ts';
import type { FeedState } from '../model/feedState.ts';
import type { LiveRecord } from '../model/reading.ts';
import type { RegionEvent } from '../model/regionEvent.ts';
import { type SeriesKey, toSeriesKey } from '../model/seriesKey.ts';
import { maxLiveEvents } from '../protocol/limits.ts';
import type {
  HeadEntry,
  LiveAlarmFrame,
  LiveBeat,
  LiveDelta,
  LiveEventFrame,
  LiveFeedFrame,
  SeriesHead,
  Subscribed,
} from '../protocol/live.ts';
import { compareRaised } from '../rules/alarmOrder.ts';
import { decodeRows, UnknownSeriesError } from './rows.ts';

/** What a client holds of the stream. Never changed in place: a record that did not change keeps its identity. */
export interface StreamState {
  readonly epoch: string;
  readonly seq: number;
  readonly records: ReadonlyMap<SeriesKey, LiveRecord>;
  readonly heads: ReadonlyMap<number, SeriesHead>;
  /** Newest first by `startsAt`, at most `maxLiveEvents`. */
  readonly events: readonly RegionEvent[];
  /** By id. */
  readonly feeds: readonly FeedState[];
  /** Those that are not normal, latest raised first. */
  readonly alarms: readonly Alarm[];
}

/** A frame of `/live` with its event name. */
export type LiveFrame =
  | { readonly name: 'live:delta'; readonly frame: LiveDelta }
  | { readonly name: 'live:event'; readonly frame: LiveEventFrame }
  | { readonly name: 'live:feed'; readonly frame: LiveFeedFrame }
  | { readonly name: 'live:alarm'; readonly frame: LiveAlarmFrame }
  | { readonly name: 'live:beat'; readonly frame: LiveBeat };

/** `resume` keeps what is held and asks for the rest; `snapshot` starts over. */
type Verdict = 'applied' | 'dropped' | 'resume' | 'snapshot';

/** State after a frame, and what the client has to do next. */
export interface Applied {
  readonly state: StreamState;
  readonly verdict: Verdict;
}

interface Draft {
  records: Map<SeriesKey, LiveRecord>;
  heads: Map<number, SeriesHead>;
  events: readonly RegionEvent[];
  feeds: readonly FeedState[];
  alarms: readonly Alarm[];
}

/** Whether a frame continues what is held (P6, P9): old ones are dropped, a jump or another epoch asks for help. */
function admitFrame(position: { epoch: string; seq: number }, { frame }: LiveFrame): Verdict {
  if (frame.epoch !== position.epoch) return 'snapshot';
  if (frame.seq <= position.seq) return 'dropped';
  return frame.prev > position.seq ? 'resume' : 'applied';
}

/** Applies frames in order and stops at the first that does not continue the chain. Copies the maps once for all frames. */
export function applyFrames(state: StreamState, frames: readonly LiveFrame[]): Applied {
  let seq = state.seq;
  let verdict: Verdict = 'dropped';
  const draft = toDraft(state);
  for (const next of frames) {
    const admitted = admitFrame({ epoch: state.epoch, seq }, next);
    if (admitted === 'dropped') continue;
    const outcome = admitted === 'applied' ? mergeInto(draft, next) : admitted;
    verdict = outcome;
    if (outcome !== 'applied') break;
    seq = next.frame.seq;
  }
  return { state: seq === state.seq ? state : { epoch: state.epoch, seq, ...draft }, verdict };
}

/** Applies one frame. */
export function applyFrame(state: StreamState, frame: LiveFrame): Applied {
  return applyFrames(state, [frame]);
}

/** State after the answer to a subscription; null when a `delta` answer does not fit what is held, so ask for a snapshot. */
export function applySubscribed(state: StreamState | null, answer: Subscribed): StreamState | null {
  const isDelta = answer.kind === 'delta';
  if (isDelta && (!state || state.epoch !== answer.epoch)) return null;
  const base = isDelta ? state : null;
  const draft: Draft = {
    records: new Map(base?.records),
    heads: new Map(base?.heads),
    events: base?.events ?? [],
    feeds: base?.feeds ?? [],
    alarms: base?.alarms ?? [],
  };
  try {
    mergeRecords(draft, answer, answer.serverAt);
  } catch (error) {
    if (error instanceof UnknownSeriesError) return null;
    throw error;
  }
  draft.events = mergeEvents(draft.events, answer.events ?? []);
  draft.feeds = mergeFeeds(draft.feeds, answer.feeds ?? []);
  if (answer.alarms) draft.alarms = mergeAlarms([], answer.alarms);
  return { epoch: answer.epoch, seq: answer.seq, ...draft };
}

function toDraft(state: StreamState): Draft {
  return {
    records: new Map(state.records),
    heads: new Map(state.heads),
    events: state.events,
    feeds: state.feeds,
    alarms: state.alarms,
  };
}

function mergeInto(draft: Draft, { name, frame }: LiveFrame): Verdict {
  switch (name) {
    case 'live:delta':
      try {
        mergeRecords(draft, frame, frame.at);
        return 'applied';
      } catch (error) {
        if (error instanceof UnknownSeriesError) return 'snapshot';
        throw error;
      }
    case 'live:event':
      draft.events = mergeEvents(draft.events, frame.events);
      return 'applied';
    case 'live:feed':
      draft.feeds = mergeFeeds(draft.feeds, frame.feeds);
      return 'applied';
    case 'live:alarm':
      draft.alarms = mergeAlarms(frame.complete ? [] : draft.alarms, frame.alarms);
      return 'applied';
    case 'live:beat':
      return 'applied';
    default:
      return frame satisfies never;
  }
}

interface Changes {
  readonly records: readonly LiveRecord[];
  readonly heads?: readonly HeadEntry[] | undefined;
  readonly rows?: Subscribed['rows'];
}

function mergeRecords(draft: Draft, changes: Changes, at: number): void {
  for (const [seriesNumber, head] of changes.heads ?? []) draft.heads.set(seriesNumber, head);
  const decoded = decodeRows(changes.rows ?? [], at, draft.heads);
  for (const record of changes.records) draft.records.set(toSeriesKey(record.indicator, record.area), record);
  for (const record of decoded) draft.records.set(toSeriesKey(record.indicator, record.area), record);
}

function mergeEvents(held: readonly RegionEvent[], fresh: readonly RegionEvent[]): readonly RegionEvent[] {
  if (fresh.length === 0) return held;
  const byId = new Map(held.map((event) => [event.id, event]));
  for (const event of fresh) byId.set(event.id, event);
  return [...byId.values()].sort((a, b) => b.startsAt - a.startsAt).slice(0, maxLiveEvents);
}

function mergeFeeds(held: readonly FeedState[], fresh: readonly FeedState[]): readonly FeedState[] {
  if (fresh.length === 0) return held;
  const byId = new Map(held.map((feed) => [feed.id, feed]));
  for (const feed of fresh) byId.set(feed.id, feed);
  return [...byId.values()];
}

/** An alarm that became normal is no longer held. */
function mergeAlarms(held: readonly Alarm[], fresh: readonly Alarm[]): readonly Alarm[] {
  const byId = new Map(held.map((alarm) => [alarm.id, alarm]));
  for (const alarm of fresh) {
    if (alarm.state === 'normal') byId.delete(alarm.id);
    else byId.set(alarm.id, alarm);
  }
  return [...byId.values()].sort(compareRaised);
}
