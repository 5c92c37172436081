import { encodeRows } from '#shared/delta/rows.ts';
import { createTopicMatcher, type TopicMatcher, toChannelKey } from '#shared/delta/topics.ts';
import type { PillarId } from '#shared/model/ids.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { beatMs, calmTickMs, maxChannels, protocolVersion, tickMs } from '#shared/protocol/limits.ts';
import type { Encoding, LivePace, ServerMode, Subscribed, Topic } from '#shared/protocol/live.ts';
import type { StoredEvent } from '../../domain/events/eventStore.ts';
import type { LiveState, StreamStep } from '../../domain/live/liveState.ts';
import type { SeriesChange } from '../../domain/readings/readingStore.ts';
import { RefusedError } from './dispatcher.ts';
import {
  buildFrames,
  type OutgoingFrame,
  type Pending,
  type PlacedAlarm,
  type StoredFeed,
} from './frames.ts';

/** Everyone with the same topics, encoding and pace; one encode serves them all. */
export interface Channel {
  readonly key: string;
  /** Room of those who get the frames. */
  readonly room: string;
  readonly encoding: Encoding;
  /** Frames are at least so far apart. Milliseconds. */
  readonly tickMs: number;
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
  /** Latest version of each alarm. */
  readonly alarms: Map<string, PlacedAlarm>;
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
  enter(topics: readonly Topic[], encoding: Encoding, pace?: LivePace): Channel;
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
  return new ChannelBroadcaster(parts);
}

class ChannelBroadcaster implements Broadcaster {
  readonly #parts: BroadcasterParts;
  readonly #channels = new Map<string, Channel>();
  readonly #stopListening: () => void;
  /** Last step in which an alarm changed. */
  #alarmSeq = Number.NEGATIVE_INFINITY;
  #rooms = 0;
  #frames = 0;
  #beats = 0;

  constructor(parts: BroadcasterParts) {
    this.#parts = parts;
    this.#stopListening = parts.liveState.onStep((step) => {
      if (step.alarms) this.#alarmSeq = Math.max(this.#alarmSeq, step.seq);
      for (const channel of this.#channels.values()) this.#collect(channel, step);
    });
  }

  enter(topics: readonly Topic[], encoding: Encoding, pace: LivePace = 'quick'): Channel {
    const key = toChannelKey(topics, encoding, pace);
    const channel =
      this.#channels.get(key) ??
      this.#open(key, { topics, encoding, tickMs: pace === 'calm' ? calmTickMs : tickMs });
    channel.members += 1;
    return channel;
  }

  leave(channel: Channel): void {
    channel.members -= 1;
    if (channel.members > 0) return;
    if (channel.timer) clearTimeout(channel.timer);
    this.#channels.delete(channel.key);
  }

  answer(channel: Channel, resume?: { epoch: string; seq: number }): Subscribed {
    const { liveState, now } = this.#parts;
    if (resume && resume.epoch === liveState.epoch && resume.seq <= liveState.seq) {
      return this.#toAnswer(channel, 'delta', this.#pick(channel, resume.seq));
    }
    const cached = channel.snapshot;
    // Rows are relative to `serverAt`, so an old snapshot cannot be sent with a new clock: it is built again.
    if (cached && cached.seq === liveState.seq && Math.abs(now() - cached.serverAt) < tickMs) return cached;
    channel.snapshot = this.#toAnswer(channel, 'snapshot', this.#pick(channel, Number.NEGATIVE_INFINITY));
    return channel.snapshot;
  }

  catchUp(channel: Channel, since: number): OutgoingFrame[] {
    const { epoch, seq: head } = this.#parts.liveState;
    const span = { epoch, prev: since, head, at: this.#parts.now(), encoding: channel.encoding };
    // Alarms that became normal meanwhile are gone: only all that are left tell it.
    const hasMissedAlarms = channel.matcher.wantsAlarms && this.#alarmSeq > since;
    const allAlarms = hasMissedAlarms ? this.#parts.liveState.listAlarms() : undefined;
    const outgoing = buildFrames({ ...this.#pick(channel, since), allAlarms }, span);
    if (outgoing.length > 0) return outgoing;
    return [{ name: 'live:beat', payload: { epoch, prev: since, seq: head, at: span.at } }];
  }

  beat(): void {
    const { liveState, monotonic, now, emit } = this.#parts;
    const at = monotonic();
    for (const channel of this.#channels.values()) {
      if (channel.timer || hasPending(channel) || at - channel.sentAt < beatMs) continue;
      const payload = { epoch: liveState.epoch, prev: channel.seq, seq: liveState.seq, at: now() };
      channel.sentAt = at;
      channel.seq = liveState.seq;
      this.#beats += 1;
      emit(channel.room, { name: 'live:beat', payload });
    }
  }

  figures() {
    return { channels: this.#channels.size, frames: this.#frames, beats: this.#beats };
  }

  close(): void {
    this.#stopListening();
    for (const channel of this.#channels.values()) if (channel.timer) clearTimeout(channel.timer);
    this.#channels.clear();
  }

  #open(
    key: string,
    wanted: Pick<Channel, 'encoding' | 'tickMs'> & { readonly topics: readonly Topic[] },
  ): Channel {
    const { topics, encoding } = wanted;
    // Subscriptions to everything are few by their nature: screens get in whatever others have asked for.
    if (this.#channels.size >= maxChannels && !topics.includes('all'))
      throw new RefusedError('busy', 'too many different subscriptions');
    const { liveState, monotonic, pillarOf } = this.#parts;
    this.#rooms += 1;
    const channel: Channel = {
      key,
      room: `live:${this.#rooms}`,
      encoding,
      tickMs: wanted.tickMs,
      matcher: createTopicMatcher(topics, pillarOf),
      members: 0,
      seq: liveState.seq,
      sentAt: monotonic(),
      flushedAt: Number.NEGATIVE_INFINITY,
      timer: null,
      changes: new Map(),
      events: [],
      feeds: new Map(),
      alarms: new Map(),
      known: new Map(),
      snapshot: null,
    };
    if (encoding === 'rows') {
      for (const { seriesNumber, record } of liveState.listChanges()) channel.known.set(seriesNumber, record);
    }
    this.#channels.set(key, channel);
    return channel;
  }

  #collect(channel: Channel, step: StreamStep): void {
    for (const change of step.changes) {
      const { indicator, area } = change.record;
      if (channel.matcher.matchesSeries(indicator, area)) channel.changes.set(change.seriesNumber, change);
    }
    if (channel.matcher.wantsEvents) channel.events.push(...step.events);
    if (channel.matcher.wantsFeeds) {
      for (const feed of step.feeds) channel.feeds.set(feed.id, { seq: step.seq, feed });
    }
    if (channel.matcher.wantsAlarms && step.alarms) {
      for (const alarm of step.alarms) channel.alarms.set(alarm.id, { seq: step.seq, alarm });
    }
    if (channel.timer || !hasPending(channel)) return;
    const waitMs = Math.max(0, channel.flushedAt + channel.tickMs - this.#parts.monotonic());
    channel.timer = setTimeout(() => this.#flush(channel), waitMs);
  }

  #flush(channel: Channel): void {
    const { liveState, monotonic, now, emit } = this.#parts;
    channel.timer = null;
    // A step that came after its successor waits for the next one: its own `seq` would be dropped as old.
    if (liveState.seq <= channel.seq) return;
    const outgoing = buildFrames(takePending(channel), {
      epoch: liveState.epoch,
      prev: channel.seq,
      head: liveState.seq,
      at: now(),
      encoding: channel.encoding,
      known: channel.known,
    });
    channel.flushedAt = monotonic();
    channel.sentAt = channel.flushedAt;
    channel.seq = liveState.seq;
    this.#frames += outgoing.length;
    for (const frame of outgoing) emit(channel.room, frame);
  }

  #pick(channel: Channel, since: number): Pending {
    const { liveState } = this.#parts;
    const { matchesSeries, wantsEvents, wantsFeeds } = channel.matcher;
    const changes: SeriesChange[] = [];
    for (const change of liveState.listChanges()) {
      const { indicator, area } = change.record;
      if (change.seq > since && matchesSeries(indicator, area)) changes.push(change);
    }
    return {
      changes,
      events: wantsEvents ? liveState.listEvents().filter(({ seq }) => seq > since) : [],
      feeds: wantsFeeds ? liveState.listFeeds().filter(({ seq }) => seq > since) : [],
      alarms: [],
    };
  }

  #toAnswer(channel: Channel, kind: Subscribed['kind'], pending: Pending): Subscribed {
    const { liveState, mode, now } = this.#parts;
    const serverAt = now();
    const isRows = channel.encoding === 'rows';
    return {
      protocol: protocolVersion,
      epoch: liveState.epoch,
      seq: liveState.seq,
      serverAt,
      mode,
      kind,
      records: isRows ? [] : pending.changes.map(({ record }) => record),
      ...(isRows ? encodeRows(pending.changes, serverAt) : {}),
      ...(channel.matcher.wantsEvents ? { events: pending.events.map(({ event }) => event) } : {}),
      ...(channel.matcher.wantsFeeds ? { feeds: pending.feeds.map(({ feed }) => feed) } : {}),
      ...(channel.matcher.wantsAlarms ? { alarms: [...liveState.listAlarms()] } : {}),
    };
  }
}

function hasPending(channel: Channel): boolean {
  return (
    channel.changes.size > 0 || channel.events.length > 0 || channel.feeds.size > 0 || channel.alarms.size > 0
  );
}

function takePending(channel: Channel): Pending {
  const pending = {
    changes: [...channel.changes.values()],
    events: channel.events,
    feeds: [...channel.feeds.values()],
    alarms: [...channel.alarms.values()],
  };
  channel.changes.clear();
  channel.events = [];
  channel.feeds.clear();
  channel.alarms.clear();
  return pending;
}
