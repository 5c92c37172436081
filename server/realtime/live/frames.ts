import { encodeRows } from '#shared/delta/rows.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { Encoding, LiveServerToClientEvents } from '#shared/protocol/live.ts';
import type { StoredEvent } from '../../domain/events/eventStore.ts';
import type { SeriesChange } from '../../domain/readings/readingStore.ts';

/** A link state with its place in the stream. */
export interface StoredFeed {
  readonly seq: number;
  readonly feed: FeedState;
}

/** An alarm with its place in the stream. */
export interface PlacedAlarm {
  readonly seq: number;
  readonly alarm: Alarm;
}

/** What waits to be sent. */
export interface Pending {
  readonly changes: readonly SeriesChange[];
  readonly events: readonly StoredEvent[];
  readonly feeds: readonly StoredFeed[];
  readonly alarms: readonly PlacedAlarm[];
  /** All alarms that are not normal, in place of those that changed: for a reader that missed some. */
  readonly allAlarms?: readonly Alarm[] | undefined;
}

/** Where the frames start and end, and how records are written. */
export interface FrameSpan {
  readonly epoch: string;
  readonly prev: number;
  /** Head of the stream: with the last frame a client is up to here. */
  readonly head: number;
  readonly at: number;
  readonly encoding: Encoding;
  /** Records whose heads the readers hold; left out when every head must be sent. */
  readonly known?: Map<number, LiveRecord>;
}

/** One message, ready to be emitted. */
export type OutgoingFrame = {
  [Name in keyof LiveServerToClientEvents]: {
    readonly name: Name;
    readonly payload: Parameters<LiveServerToClientEvents[Name]>[0];
  };
}[keyof LiveServerToClientEvents];

type Item =
  | { readonly kind: 'change'; readonly seq: number; readonly change: SeriesChange }
  | { readonly kind: 'event'; readonly seq: number; readonly event: StoredEvent }
  | { readonly kind: 'feed'; readonly seq: number; readonly feed: StoredFeed }
  | { readonly kind: 'alarm'; readonly seq: number; readonly alarm: PlacedAlarm };

/**
 * Splits what waits into frames of one kind each, in the order of the stream, chained by `prev` (P6, P8). The usual case, only
 * changes, takes the short way and allocates one frame; a mix is rare and sorted.
 */
export function buildFrames(pending: Pending, span: FrameSpan): OutgoingFrame[] {
  if (pending.allAlarms) return withAllAlarms(pending.allAlarms, { ...pending, allAlarms: undefined }, span);
  if (pending.events.length === 0 && pending.feeds.length === 0 && pending.alarms.length === 0) {
    return pending.changes.length === 0 ? [] : [toDeltaFrame(pending.changes, span, span.prev, span.head)];
  }
  const items: Item[] = [
    ...pending.changes.map((change) => ({ kind: 'change' as const, seq: change.seq, change })),
    ...pending.events.map((event) => ({ kind: 'event' as const, seq: event.seq, event })),
    ...pending.feeds.map((feed) => ({ kind: 'feed' as const, seq: feed.seq, feed })),
    ...pending.alarms.map((alarm) => ({ kind: 'alarm' as const, seq: alarm.seq, alarm })),
  ].sort((a, b) => a.seq - b.seq);
  const frames: OutgoingFrame[] = [];
  let prev = span.prev;
  for (let start = 0; start < items.length; ) {
    let end = start + 1;
    while (end < items.length && items[end]?.kind === items[start]?.kind) end += 1;
    const own = Math.max(prev + 1, items[end - 1]?.seq ?? 0);
    const seq = end === items.length ? span.head : Math.min(span.head, own);
    frames.push(toFrame(items.slice(start, end), span, prev, seq));
    prev = seq;
    start = end;
  }
  return frames;
}

/** They are as of the head, so they come last. Each step of the stream holds one kind: where only one number is left, they are it. */
function withAllAlarms(alarms: readonly Alarm[], pending: Pending, span: FrameSpan): OutgoingFrame[] {
  const head = span.head - 1;
  const before = head > span.prev ? buildFrames(pending, { ...span, head }) : [];
  const prev = before.length > 0 ? head : span.prev;
  const place = { epoch: span.epoch, prev, seq: span.head, at: span.at };
  return [...before, { name: 'live:alarm', payload: { ...place, alarms: [...alarms], complete: true } }];
}

function toFrame(run: readonly Item[], span: FrameSpan, prev: number, seq: number): OutgoingFrame {
  const place = { epoch: span.epoch, prev, seq, at: span.at };
  const events = run.flatMap((item) => (item.kind === 'event' ? [item.event.event] : []));
  if (events.length > 0) return { name: 'live:event', payload: { ...place, events } };
  const feeds = run.flatMap((item) => (item.kind === 'feed' ? [item.feed.feed] : []));
  if (feeds.length > 0) return { name: 'live:feed', payload: { ...place, feeds } };
  const alarms = run.flatMap((item) => (item.kind === 'alarm' ? [item.alarm.alarm] : []));
  if (alarms.length > 0) return { name: 'live:alarm', payload: { ...place, alarms } };
  const changes = run.flatMap((item) => (item.kind === 'change' ? [item.change] : []));
  return toDeltaFrame(changes, span, prev, seq);
}

function toDeltaFrame(
  changes: readonly SeriesChange[],
  span: FrameSpan,
  prev: number,
  seq: number,
): OutgoingFrame {
  const { epoch, at, encoding, known } = span;
  if (encoding === 'records') {
    return { name: 'live:delta', payload: { epoch, prev, seq, at, records: changes.map((c) => c.record) } };
  }
  const { heads, rows } = encodeRows(changes, at, known);
  if (known) for (const change of changes) known.set(change.seriesNumber, change.record);
  const short = heads.length > 0 ? { heads, rows } : { rows };
  return { name: 'live:delta', payload: { epoch, prev, seq, at, records: [], ...short } };
}
