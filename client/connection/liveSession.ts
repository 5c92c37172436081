// The way of a frame: socket → schema → queue → one reducer per animation frame → store.
import { applyFrames, applySubscribed, type LiveFrame, type StreamState } from '#shared/delta/applyFrame.ts';
import { protocolVersion } from '#shared/protocol/limits.ts';
import type { LivePace, Subscribed, SubscribeRequest, Topic } from '#shared/protocol/live.ts';
import type { RefusalCode } from '#shared/protocol/refusal.ts';
import type { ServerClock } from '../lib/serverClock.ts';
import { objectOf } from '../lib/shape.ts';
import type { LiveStore } from '../stores/liveStore.ts';
import { isRefusal, isSubscribed } from './checks.ts';
import { createFrameQueue } from './frameQueue.ts';
import type { LinkWatch } from './linkWatch.ts';

/** Needs of `createLiveSession`. */
export interface LiveSessionParts {
  readonly topics: readonly Topic[];
  /** Left out, as quick as it goes. */
  readonly pace?: LivePace;
  readonly store: LiveStore;
  readonly clock: ServerClock;
  readonly watch: LinkWatch;
  readonly monotonic: () => number;
  /** Sends `live:subscribe`; calls back with the raw answer, or with null when none came in time. */
  readonly send: (request: SubscribeRequest, done: (answer: unknown) => void) => void;
  /** Told which version of the catalogue the server has (P15). */
  readonly onCatalogue?: (version: string) => void;
}

/** What is held of the stream, over any number of connections. */
export interface LiveSession {
  /** A connection stands: subscribe, with `resume` when something is held. */
  connected(): void;
  disconnected(): void;
  receive(frame: LiveFrame): void;
  /** Something arrived that cannot be understood: start over. */
  restart(): void;
  /** Brings `link` up to date. */
  judge(): void;
  stop(): void;
}

/** Not more than one subscription a second on one connection, so that a fault on either side cannot become a storm. */
const spacingMs = 1_000;
const retryFromMs = 1_000;
const retryToMs = 10_000;

const isGood = objectOf<{ ok: true; data: Subscribed }>({
  ok: (value) => value === true,
  data: isSubscribed,
});

/** Builds the session: it keeps the store at the server's state by itself, whatever breaks. */
export function createLiveSession(parts: LiveSessionParts): LiveSession {
  return new Session(parts);
}

class Session implements LiveSession {
  readonly #parts: LiveSessionParts;
  readonly #queue = createFrameQueue<LiveFrame>((frames) => this.#apply(frames));
  #state: StreamState | null = null;
  #lastFrameAt: number | null = null;
  #isConnected = false;
  /** True from a request until its good answer; frames are ignored meanwhile (P7). */
  #isWaiting = false;
  /** Rises with every request and every loss, so that a late answer is left alone. */
  #request = 0;
  #askedAt = Number.NEGATIVE_INFINITY;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: LiveSessionParts) {
    this.#parts = parts;
  }

  judge(): void {
    const { store, watch } = this.#parts;
    const link = watch.judge();
    if (link !== store.getState().link) store.setState({ link });
  }

  connected(): void {
    this.#isConnected = true;
    this.#askedAt = Number.NEGATIVE_INFINITY;
    this.#subscribe(true);
  }

  disconnected(): void {
    this.#request += 1;
    this.#isConnected = false;
    clearTimeout(this.#retryTimer);
    this.#queue.flush();
    this.#parts.watch.setBehind(true);
    this.judge();
  }

  receive(frame: LiveFrame): void {
    if (this.#isWaiting || !this.#state) return;
    if (frame.frame.epoch !== this.#state.epoch) {
      this.#subscribe(false);
      return;
    }
    this.#hear(frame.frame.at);
    this.#queue.push(frame);
  }

  restart(): void {
    if (!this.#isWaiting) this.#subscribe(false);
  }

  stop(): void {
    this.#request += 1;
    this.#isConnected = false;
    clearTimeout(this.#retryTimer);
    this.#queue.clear();
  }

  #hear(serverAt: number): void {
    const { clock, watch } = this.#parts;
    clock.observe(serverAt);
    watch.hear(clock.now() - serverAt);
    this.#lastFrameAt = serverAt;
  }

  #apply(frames: readonly LiveFrame[]): void {
    if (!this.#state || this.#isWaiting) return;
    const { state, verdict } = applyFrames(this.#state, frames);
    this.#state = state;
    if (verdict === 'resume') this.#subscribe(true);
    else if (verdict === 'snapshot') this.#subscribe(false);
    this.#commit();
  }

  #commit(): void {
    if (this.#state) {
      const { epoch, seq, records, events, feeds, alarms } = this.#state;
      const lastFrameAt = this.#lastFrameAt;
      this.#parts.store.setState({ epoch, seq, records, events, feeds, alarms, lastFrameAt });
    }
    this.judge();
  }

  #subscribe(mayResume: boolean): void {
    clearTimeout(this.#retryTimer);
    if (!this.#isConnected) return;
    this.#queue.clear();
    this.#isWaiting = true;
    this.#parts.watch.setBehind(true);
    const at = this.#parts.monotonic();
    if (at < this.#askedAt + spacingMs) {
      this.#retry(this.#askedAt + spacingMs - at, mayResume);
      return;
    }
    this.#askedAt = at;
    this.#request += 1;
    const mine = this.#request;
    this.#parts.send(toRequest(this.#parts, mayResume ? this.#state : null), (answer) => {
      if (mine === this.#request) this.#settle(answer);
    });
  }

  #settle(answer: unknown): void {
    if (!isGood(answer)) {
      this.#retryLater(isRefusal(answer) ? answer.code : null);
      return;
    }
    const { data } = answer;
    const next = applySubscribed(this.#state, data);
    if (!next) {
      this.#subscribe(false);
      return;
    }
    this.#state = next;
    this.#isWaiting = false;
    this.#hear(data.serverAt);
    this.#parts.watch.setBehind(false);
    this.#parts.store.setState({ mode: data.mode, refusal: null });
    if (data.catalogue !== undefined) this.#parts.onCatalogue?.(data.catalogue);
    this.#commit();
  }

  #retryLater(code: RefusalCode | null): void {
    this.#parts.store.setState({ refusal: code });
    this.#retry(retryFromMs + Math.random() * (retryToMs - retryFromMs), true);
  }

  #retry(waitMs: number, mayResume: boolean): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#subscribe(mayResume), waitMs);
  }
}

function toRequest(
  { topics, pace }: Pick<LiveSessionParts, 'topics' | 'pace'>,
  held: StreamState | null,
): SubscribeRequest {
  return {
    topics: [...topics],
    encoding: 'rows',
    protocol: protocolVersion,
    ...(pace ? { pace } : {}),
    ...(held ? { resume: { epoch: held.epoch, seq: held.seq } } : {}),
  };
}
