import { encodeRows } from '#shared/delta/rows.ts';
import { createTopicMatcher, type TopicMatcher, toChannelKey } from '#shared/delta/topics.ts';
import type { PillarId } from '#shared/model/ids.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { beatMs, maxChannels, protocolVersion, tickMs } from '#shared/protocol/limits.ts';
import type { Encoding, ServerMode, Subscribed, Topic } from '#shared/protocol/live.ts';
import type { StoredEvent } from '../../domain/events/eventStore.ts';
import type { LiveState, StreamStep } from '../../domain/live/liveState.ts';
import type { SeriesChange } from '../../domain/readings/readingStore.ts';
import { RefusedError } from './dispatcher.ts';
import { buildFrames, type OutgoingFrame, type Pending, type StoredFeed } from './frames.ts';

/** Everyone with the same topics and encoding; one encode serves them all. */
export interface Channel {
  readonly key: string;
  /** Socket.IO room of those who get the frames. */
  readonly room: string;
  readonly encoding: Encoding;
  readonly matcher: TopicMatcher;
  /** Subscribers, slow ones included; an empty channel is dropped. */
  members: number;
  /** Last `seq` that went to the room: `prev` of the next frame. */
  seq: number;
  sentAt: number;
  flushedAt: number;
  timer: NodeJS.Timeout | null;
  /** Latest change per series; bounded by the series of the catalogue. */
  readonly changes: Map<number, SeriesChange>;
  events: StoredEvent[];
  readonly feeds: Map<string, StoredFeed>;
  /** Records whose heads the room holds (P10). */
  readonly known: Map<number, LiveRecord>;
  /** Shared by everyone who joins at the same `seq` within a tick. */
  snapshot: Subscribed | null;
}

/** Needs of `createBroadcaster`. */
export interface BroadcasterParts {
  readonly liveState: LiveState;
  readonly mode: ServerMode;
  readonly pillarOf: (indicator: string) => PillarId | undefined;
  /** Wall clock, epoch milliseconds. */
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  /** Sends to everyone in a room with one encode. */
  readonly emit: (room: string, frame: OutgoingFrame) => void;
}

/** Conflates the stream into channels. */
export interface Broadcaster {
  /** Enters a channel; throws `RefusedError('busy')` when there are too many. */
  enter(topics: readonly Topic[], encoding: Encoding): Channel;
  leave(channel: Channel): void;
  /** Everything in the channel's topics (P5), or all that changed since `resume` (P7). */
  answer(channel: Channel, resume?: { epoch: string; seq: number }): Subscribed;
  /** Frames that bring a reader at `since` to the head (P13). */
  catchUp(channel: Channel, since: number): OutgoingFrame[];
  /** Sends beats to silent channels; called a few times a second. */
  beat(): void;
  figures(): { readonly channels: number; readonly frames: number; readonly beats: number };
  close(): void;
}

/**
 * Builds the broadcaster. A step costs one match per change and channel and allocates nothing but map entries; a flush allocates
 * one frame, whatever the number of subscribers. Timers run only while something waits.
 */
export function createBroadcaster(parts: BroadcasterParts): Broadcaster {
  const { liveState, monotonic } = parts;
  const channels = new Map<string, Channel>();
  let rooms = 0;
  let frames = 0;
  let beats = 0;

  const flush = (channel: Channel): void => {
    channel.timer = null;
    // A step that came after its successor waits for the next one: its own `seq` would be dropped as old.
    if (liveState.seq <= channel.seq) return;
    const outgoing = buildFrames(takePending(channel), {
      epoch: liveState.epoch,
      prev: channel.seq,
      head: liveState.seq,
      at: parts.now(),
      encoding: channel.encoding,
      known: channel.known,
    });
    channel.flushedAt = monotonic();
    if (outgoing.length === 0) return;
    channel.seq = liveState.seq;
    channel.sentAt = channel.flushedAt;
    frames += outgoing.length;
    for (const frame of outgoing) parts.emit(channel.room, frame);
  };
  const collect = (channel: Channel, step: StreamStep): void => {
    for (const change of step.changes) {
      const { indicator, area } = change.record;
      if (channel.matcher.matchesSeries(indicator, area)) channel.changes.set(change.seriesNumber, change);
    }
    if (channel.matcher.wantsEvents) for (const event of step.events) channel.events.push(event);
    if (channel.matcher.wantsFeeds) {
      for (const feed of step.feeds) channel.feeds.set(feed.id, { seq: step.seq, feed });
    }
    if (channel.timer || !hasPending(channel)) return;
    const waitMs = Math.max(0, channel.flushedAt + tickMs - monotonic());
    channel.timer = setTimeout(flush, waitMs, channel);
  };
  const stopListening = liveState.onStep((step) => {
    for (const channel of channels.values()) collect(channel, step);
  });
  const pick = (channel: Channel, since: number): Pending => ({
    changes: [...liveState.listChanges()].filter(
      ({ seq, record }) => seq > since && channel.matcher.matchesSeries(record.indicator, record.area),
    ),
    events: channel.matcher.wantsEvents ? liveState.listEvents().filter(({ seq }) => seq > since) : [],
    feeds: channel.matcher.wantsFeeds ? liveState.listFeeds().filter(({ seq }) => seq > since) : [],
  });
  const toAnswer = (channel: Channel, kind: Subscribed['kind'], pending: Pending): Subscribed => {
    const serverAt = parts.now();
    const isRows = channel.encoding === 'rows';
    return {
      protocol: protocolVersion,
      epoch: liveState.epoch,
      seq: liveState.seq,
      serverAt,
      mode: parts.mode,
      kind,
      records: isRows ? [] : pending.changes.map(({ record }) => record),
      ...(isRows ? encodeRows(pending.changes, serverAt) : {}),
      ...(channel.matcher.wantsEvents ? { events: pending.events.map(({ event }) => event) } : {}),
      ...(channel.matcher.wantsFeeds ? { feeds: pending.feeds.map(({ feed }) => feed) } : {}),
    };
  };
  const open = (key: string, topics: readonly Topic[], encoding: Encoding): Channel => {
    if (channels.size >= maxChannels) throw new RefusedError('busy', 'too many different subscriptions');
    rooms += 1;
    const channel: Channel = {
      key,
      room: `live:${rooms}`,
      encoding,
      matcher: createTopicMatcher(topics, parts.pillarOf),
      members: 0,
      seq: liveState.seq,
      sentAt: monotonic(),
      flushedAt: Number.NEGATIVE_INFINITY,
      timer: null,
      changes: new Map(),
      events: [],
      feeds: new Map(),
      known: new Map(),
      snapshot: null,
    };
    if (encoding === 'rows') {
      for (const { seriesNumber, record } of liveState.listChanges()) {
        if (channel.matcher.matchesSeries(record.indicator, record.area))
          channel.known.set(seriesNumber, record);
      }
    }
    channels.set(key, channel);
    return channel;
  };

  return {
    enter(topics, encoding) {
      const key = toChannelKey(topics, encoding);
      const channel = channels.get(key) ?? open(key, topics, encoding);
      channel.members += 1;
      return channel;
    },
    leave(channel) {
      channel.members -= 1;
      if (channel.members > 0) return;
      if (channel.timer) clearTimeout(channel.timer);
      channels.delete(channel.key);
    },
    answer(channel, resume) {
      if (resume && resume.epoch === liveState.epoch && resume.seq <= liveState.seq) {
        return toAnswer(channel, 'delta', pick(channel, resume.seq));
      }
      const cached = channel.snapshot;
      // Rows are relative to `serverAt`, so an old snapshot cannot be sent with a new clock: it is built again.
      if (cached && cached.seq === liveState.seq && Math.abs(parts.now() - cached.serverAt) < tickMs)
        return cached;
      channel.snapshot = toAnswer(channel, 'snapshot', pick(channel, Number.NEGATIVE_INFINITY));
      return channel.snapshot;
    },
    catchUp(channel, since) {
      const { epoch, seq: head } = liveState;
      const span = { epoch, prev: since, head, at: parts.now(), encoding: channel.encoding };
      const outgoing = buildFrames(pick(channel, since), span);
      if (outgoing.length > 0) return outgoing;
      return head > since ? [{ name: 'live:beat', payload: { epoch, seq: head, at: span.at } }] : [];
    },
    beat() {
      const at = monotonic();
      for (const channel of channels.values()) {
        if (channel.timer || hasPending(channel) || at - channel.sentAt < beatMs) continue;
        channel.sentAt = at;
        channel.seq = liveState.seq;
        beats += 1;
        const payload = { epoch: liveState.epoch, seq: liveState.seq, at: parts.now() };
        parts.emit(channel.room, { name: 'live:beat', payload });
      }
    },
    figures: () => ({ channels: channels.size, frames, beats }),
    close() {
      stopListening();
      for (const channel of channels.values()) if (channel.timer) clearTimeout(channel.timer);
      channels.clear();
    },
  };
}

function hasPending(channel: Channel): boolean {
  return channel.changes.size > 0 || channel.events.length > 0 || channel.feeds.size > 0;
}

function takePending(channel: Channel): Pending {
  const pending = {
    changes: [...channel.changes.values()],
    events: channel.events,
    feeds: [...channel.feeds.values()],
  };
  channel.changes.clear();
  channel.events = [];
  channel.feeds.clear();
  return pending;
}
