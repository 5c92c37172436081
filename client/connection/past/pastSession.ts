// The way of the past: instant asked for → situation → screen. Play asks ahead; what comes late is shown late and steps between are
// left out, never the other way round.
import type { Situation } from '#shared/model/situation.ts';
import type { TimeState, TimeStore } from '../../stores/timeStore.ts';
import { PastError } from './fetchPast.ts';

/** Needs of `createPastSession`. */
export interface PastSessionParts {
  readonly time: TimeStore;
  readonly fetch: (at: number, signal: AbortSignal) => Promise<Situation>;
  /** Puts a situation on the screen. */
  readonly show: (situation: Situation) => void;
  /** Puts the present on the screen. */
  readonly leave: () => void;
  /** Instant on the screen, null for the present. */
  readonly shownAt: () => number | null;
  /** Server time, epoch milliseconds. */
  readonly now: () => number;
  readonly monotonic: () => number;
}

/** What the controls of time can ask for. */
export interface PastSession {
  /** Shows an instant; one that is not past yet is the present. */
  goTo(at: number): void;
  play(speed: TimeState['speed']): void;
  pause(): void;
  /** Ends everything under way and listens no more. */
  stop(): void;
}

/** One picture a second while playing. Milliseconds. */
const tickMs = 1_000;
/** Pictures asked for ahead of the one that is due, and questions on their way at once. */
const ahead = 2;
const mostFlights = 2;

/** Builds the session. */
export function createPastSession(parts: PastSessionParts): PastSession {
  return new Session(parts);
}

class Session implements PastSession {
  readonly #parts: PastSessionParts;
  readonly #flights = new Map<number, AbortController>();
  /** What came before it was due; at most `ahead`. */
  readonly #shelf = new Map<number, Situation>();
  readonly #unwatch: () => void;
  /** Where play began, on both clocks. */
  #from: { readonly at: number; readonly since: number } | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(parts: PastSessionParts) {
    this.#parts = parts;
    // Whoever puts the present on the screen rests the store; nothing that is under way may come after that.
    this.#unwatch = parts.time.subscribe(({ wantedAt, isPlaying }) => {
      if (wantedAt === null && !isPlaying) this.#clear();
    });
  }

  goTo(wanted: number): void {
    const { time, now, leave } = this.#parts;
    // The clock of a screen knows fractions of a millisecond, the past does not.
    const at = Math.floor(wanted);
    this.#dropAll();
    this.#from = null;
    if (at >= now()) {
      leave();
      return;
    }
    time.setState({ wantedAt: at, fault: null });
    this.#ask(at);
  }

  play(speed: TimeState['speed']): void {
    const { time, shownAt, now } = this.#parts;
    this.#dropAll();
    this.#from = null;
    time.setState({ isPlaying: true, speed, fault: null });
    // From the present there is nothing to play: an hour back is where one begins.
    if (shownAt() === null && time.getState().wantedAt === null) this.goTo(now() - 3_600_000);
    else if (time.getState().wantedAt !== null) this.#ask(time.getState().wantedAt ?? 0);
    else this.#begin();
  }

  pause(): void {
    this.#parts.time.setState({ wantedAt: null, isPlaying: false });
  }

  stop(): void {
    this.#unwatch();
    this.#clear();
  }

  /** Play counts from what is on the screen. */
  #begin(): void {
    const at = this.#parts.shownAt();
    if (at === null || !this.#parts.time.getState().isPlaying) return;
    this.#from = { at, since: this.#parts.monotonic() };
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), tickMs);
    this.#askAhead(at);
  }

  #tick(): void {
    const { shownAt, now, leave } = this.#parts;
    const due = this.#due();
    if (due === null) return;
    if (due >= now()) {
      leave();
      return;
    }
    const ready = [...this.#shelf.keys()].filter((at) => at <= due);
    const newest = this.#shelf.get(Math.max(...ready));
    for (const at of ready) this.#shelf.delete(at);
    if (newest) this.#show(newest);
    const shown = shownAt() ?? due;
    this.#parts.time.setState({ wantedAt: shown < due ? due : null });
    this.#askAhead(due);
  }

  /** Instant that play has reached; null while it has not begun. */
  #due(): number | null {
    if (!this.#from) return null;
    // A timer may fire a little early.
    const ticks = Math.floor((this.#parts.monotonic() - this.#from.since) / tickMs + 0.02);
    return this.#from.at + ticks * this.#stepMs();
  }

  #stepMs(): number {
    return this.#parts.time.getState().speed * tickMs;
  }

  /** The instant that is due first, then those to come. */
  #askAhead(due: number): void {
    const shown = this.#parts.shownAt() ?? Number.NEGATIVE_INFINITY;
    for (const [at, stopper] of this.#flights) {
      if (at > shown) continue;
      stopper.abort();
      this.#flights.delete(at);
    }
    for (let place = 0; place <= ahead; place += 1) {
      const at = due + place * this.#stepMs();
      const isThere = this.#flights.has(at) || this.#shelf.has(at);
      if (at > shown && at < this.#parts.now() && !isThere && this.#flights.size < mostFlights) this.#ask(at);
    }
  }

  #ask(at: number): void {
    const stopper = new AbortController();
    this.#flights.set(at, stopper);
    this.#parts
      .fetch(at, stopper.signal)
      .then((situation) => {
        if (this.#flights.get(at) === stopper) this.#arrive(at, situation);
      })
      .catch((error: unknown) => {
        if (this.#flights.get(at) === stopper) this.#fail(error);
      });
  }

  #arrive(at: number, situation: Situation): void {
    const { time, shownAt } = this.#parts;
    this.#flights.delete(at);
    const due = this.#due();
    if (due === null) {
      this.#show(situation);
      time.setState({ wantedAt: null });
      this.#begin();
      return;
    }
    if (at <= (shownAt() ?? Number.NEGATIVE_INFINITY)) return;
    if (at > due) this.#shelf.set(at, situation);
    else this.#show(situation);
    if (at >= due) time.setState({ wantedAt: null });
  }

  #show(situation: Situation): void {
    this.#parts.show(situation);
    const { keptSince } = situation;
    this.#parts.time.setState({ keptSince, fault: null });
  }

  /** What is on the screen stays, under its own instant. */
  #fail(error: unknown): void {
    console.warn('the past was not loaded', error);
    const fault = error instanceof PastError ? error.fault : 'unreachable';
    this.#parts.time.setState({ wantedAt: null, isPlaying: false, fault });
  }

  #dropAll(): void {
    for (const stopper of this.#flights.values()) stopper.abort();
    this.#flights.clear();
    this.#shelf.clear();
  }

  #clear(): void {
    this.#dropAll();
    this.#from = null;
    clearInterval(this.#timer);
  }
}
