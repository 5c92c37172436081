import { type Attendee, type SessionView, type SessionWho, sessionLimits } from '#shared/model/session.ts';
import type { ReviewShown } from '#shared/protocol/review.ts';

/** Body of a `session-stage` record. */
export interface StageBody {
  /** When it was written, epoch milliseconds. */
  readonly at: number;
  readonly shown: ReviewShown;
  readonly attendance: readonly Attendee[];
}

/** Someone who comes in by one connection. */
export interface Arrival extends SessionWho {
  readonly speaksFor: string | null;
  readonly isGuest: boolean;
  readonly connection: string;
}

/** What a session shows and who is there: what changes too often for its log. */
export interface Stage {
  shown(): ReviewShown;
  /** Shows something; `n` rises by one. */
  show(view: SessionView, by: SessionWho | null): ReviewShown;
  /** False for a guest where so many guests have been there that nobody more is taken down; people with accounts are few. */
  enter(arrival: Arrival): boolean;
  leave(id: string, connection: string): void;
  /** How many people are connected, however many pages they have open. */
  here(): number;
  find(id: string): Attendee | undefined;
  attendance(): Attendee[];
  /** Answers to the open poll; the last one of a person counts, and of those who are here. */
  setReady(id: string, ready: boolean): void;
  isReady(id: string): boolean;
  countReady(): number;
  clearReady(): void;
  /** What is kept of it; with `isOver` nobody is here any more. */
  toBody(change?: {
    readonly view?: SessionView;
    readonly by?: SessionWho;
    readonly isOver?: true;
  }): StageBody;
  /** True while something of it is not written yet. */
  readonly isDirty: boolean;
  /** What is written of it now is all there is; dirty again where that failed. */
  markClean(): void;
  markDirty(): void;
}

/** After a start numbers go on well above those that were shown but not written any more. */
const leapOfStart = 100;

/** Builds it from what was kept; null for a session that nobody has entered yet. */
export function createStage(kept: StageBody | null, first: SessionView, now: () => number): Stage {
  let shown: ReviewShown = kept
    ? { ...kept.shown, n: kept.shown.n + leapOfStart }
    : { n: 1, view: first, by: null };
  const people = new Map<string, Attendee>(kept?.attendance.map((one) => [one.id, toAbsent(one, kept.at)]));
  const connections = new Map<string, Set<string>>();
  const ready = new Map<string, boolean>();
  let isDirty = false;
  const put = (person: Attendee): void => {
    people.set(person.id, person);
    isDirty = true;
  };
  return {
    shown: () => shown,
    show(view, by) {
      shown = { n: shown.n + 1, view, by };
      isDirty = true;
      return shown;
    },
    enter({ connection, ...who }) {
      const known = people.get(who.id);
      const isOneMore = !known && who.isGuest;
      if (isOneMore && countGuests(people) >= sessionLimits.attendance) return false;
      const at = now();
      put({ ...who, joinedAt: known?.joinedAt ?? at, lastAt: at, isHere: true });
      connections.set(who.id, (connections.get(who.id) ?? new Set()).add(connection));
      return true;
    },
    leave(id, connection) {
      const open = connections.get(id);
      if (!open?.delete(connection) || open.size > 0) return;
      connections.delete(id);
      const person = people.get(id);
      if (person) put({ ...person, lastAt: now(), isHere: false });
    },
    here: () => connections.size,
    find: (id) => people.get(id),
    attendance: () => [...people.values()],
    setReady: (id, isReady) => void ready.set(id, isReady),
    isReady: (id) => ready.get(id) === true,
    countReady: () => [...connections.keys()].filter((id) => ready.get(id)).length,
    clearReady: () => ready.clear(),
    toBody({ view, by, isOver } = {}) {
      const at = now();
      const attendance = [...people.values()].map((one) => (isOver ? toAbsent(one, at) : one));
      return { at, shown: view ? { n: shown.n + 1, view, by: by ?? null } : shown, attendance };
    },
    get isDirty() {
      return isDirty;
    },
    markClean() {
      isDirty = false;
    },
    markDirty() {
      isDirty = true;
    },
  };
}

function countGuests(people: ReadonlyMap<string, Attendee>): number {
  return [...people.values()].filter(({ isGuest }) => isGuest).length;
}

/** Whoever was here when it was last written was so until then at least. */
function toAbsent(person: Attendee, at: number): Attendee {
  return person.isHere ? { ...person, lastAt: Math.max(person.lastAt, at), isHere: false } : person;
}
