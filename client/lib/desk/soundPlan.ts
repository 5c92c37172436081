import type { Alarm, AlarmPriority } from '#shared/model/alarm.ts';
import { alarmPriorities } from '#shared/model/lists.ts';
import { compareRaised } from '#shared/rules/alarmOrder.ts';

/** What the plan needs of an alarm. */
export type SoundAlarm = Pick<Alarm, 'id' | 'priority' | 'state' | 'raisedAt' | 'escalatedAt'>;

/** What was said of one alarm that waits. Instants are monotonic milliseconds of this page. */
interface Call {
  /** Changes when it is news again: a new occurrence, or an escalation. */
  readonly occurrence: string;
  readonly isEscalated: boolean;
  readonly announcedAt: number | null;
  readonly saidAt: number | null;
  /** Somebody was at the console after it was announced. */
  readonly isTouched: boolean;
}

/** What was said so far; bounded by the alarms there are. */
export interface SoundMemory {
  readonly calls: ReadonlyMap<string, Call>;
  /** Until then news is gathered, so that a burst is one sentence. */
  readonly gatherUntil: number;
}

/** How things stand. Instants are monotonic milliseconds of this page. */
export interface SoundInput {
  readonly alarms: readonly SoundAlarm[];
  readonly now: number;
  /** Last key, press or wheel at the console; null for none yet. */
  readonly touchedAt: number | null;
  /** End of the mute; null where nobody muted. */
  readonly mutedUntil: number | null;
}

/** One thing to say: alarms by urgency, the first one first. */
export interface Saying {
  readonly kind: 'new' | 'again' | 'escalated';
  readonly ids: readonly string[];
  readonly priority: AlarmPriority;
}

/** Outcome of a step: what to say now, and when to look again at the latest. */
export interface SoundStep {
  readonly memory: SoundMemory;
  readonly say: Saying | null;
  readonly nextAt: number | null;
}

/** Bursts are gathered for so long after something was said. Milliseconds. */
export const gatherMs = 3_000;

/** How often it is repeated until somebody is there; medium is said once, low makes no sound at all. Milliseconds. */
export const repeatMs: Readonly<Record<AlarmPriority, number | null>> = {
  urgent: 20_000,
  high: 60_000,
  medium: null,
  low: null,
};

/** Repetitions that fall so close together are said together. Milliseconds. */
const togetherMs = 5_000;

/** Memory of a console that has said nothing yet: what waits then is news. */
export const noSounds: SoundMemory = { calls: new Map(), gatherUntil: Number.NEGATIVE_INFINITY };

/**
 * Works out what to say now. The first news is said at once; what comes within the next seconds is gathered into one sentence. It is
 * repeated until somebody touches the console or acknowledges; a new alarm, and one that was escalated, sounds again all the same.
 * What comes while muted is said when the mute ends.
 */
export function planSound(memory: SoundMemory, input: SoundInput): SoundStep {
  const calls = takeCalls(memory, input);
  const { alarms, now, mutedUntil } = input;
  const waiting = sortByUrgency(alarms).filter(({ id }) => calls.has(id));
  if (mutedUntil !== null && now < mutedUntil)
    return { memory: { ...memory, calls }, say: null, nextAt: waiting.length > 0 ? mutedUntil : null };

  const news = waiting.filter(({ id }) => calls.get(id)?.announcedAt === null);
  if (news.length > 0 && now >= memory.gatherUntil) {
    const kind = news.every(({ id }) => calls.get(id)?.isEscalated) ? 'escalated' : 'new';
    const said = markSaid(calls, news, now);
    const next = { calls: said, gatherUntil: now + gatherMs };
    return { memory: next, say: toSaying(kind, news), nextAt: findNext(next, waiting) };
  }
  const due = waiting.filter((alarm) => (toDueAt(alarm, calls) ?? Number.POSITIVE_INFINITY) <= now);
  if (due.length > 0 && news.length === 0) {
    const together = waiting.filter(
      (alarm) => (toDueAt(alarm, calls) ?? Number.POSITIVE_INFINITY) <= now + togetherMs,
    );
    const next = { ...memory, calls: markSaid(calls, together, now) };
    return { memory: next, say: toSaying('again', together), nextAt: findNext(next, waiting) };
  }
  const next = { ...memory, calls };
  return { memory: next, say: null, nextAt: findNext(next, waiting) };
}

/** Calls of everything that waits for somebody; what was acknowledged is forgotten. */
function takeCalls(memory: SoundMemory, { alarms, touchedAt }: SoundInput): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const alarm of alarms) {
    const { id, state, priority, raisedAt, escalatedAt } = alarm;
    if (priority === 'low' || (state !== 'unacknowledged' && state !== 'returned')) continue;
    const occurrence = `${raisedAt}|${escalatedAt}`;
    const known = memory.calls.get(id);
    if (known?.occurrence !== occurrence) {
      const isEscalated = escalatedAt !== null && known !== undefined;
      calls.set(id, { occurrence, isEscalated, announcedAt: null, saidAt: null, isTouched: false });
      continue;
    }
    const isTouchedNow = known.announcedAt !== null && touchedAt !== null && touchedAt > known.announcedAt;
    calls.set(id, isTouchedNow && !known.isTouched ? { ...known, isTouched: true } : known);
  }
  return calls;
}

/** What is over by itself is said once, not repeated. */
function toDueAt({ id, state, priority }: SoundAlarm, calls: ReadonlyMap<string, Call>): number | null {
  const call = calls.get(id);
  const every = repeatMs[priority];
  if (!call || call.saidAt === null || call.isTouched || every === null || state !== 'unacknowledged')
    return null;
  return call.saidAt + every;
}

function markSaid(
  calls: ReadonlyMap<string, Call>,
  said: readonly SoundAlarm[],
  now: number,
): Map<string, Call> {
  const next = new Map(calls);
  for (const { id } of said) {
    const call = next.get(id);
    if (call) next.set(id, { ...call, announcedAt: call.announcedAt ?? now, saidAt: now });
  }
  return next;
}

function findNext({ calls, gatherUntil }: SoundMemory, waiting: readonly SoundAlarm[]): number | null {
  // News goes first; repetitions fall in with what follows it.
  if (waiting.some(({ id }) => calls.get(id)?.announcedAt === null)) return gatherUntil;
  const times = waiting.flatMap((alarm) => toDueAt(alarm, calls) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

function sortByUrgency(alarms: readonly SoundAlarm[]): SoundAlarm[] {
  return [...alarms].sort(
    (a, b) =>
      alarmPriorities.indexOf(a.priority) - alarmPriorities.indexOf(b.priority) || compareRaised(a, b),
  );
}

function toSaying(kind: Saying['kind'], alarms: readonly SoundAlarm[]): Saying {
  return { kind, ids: alarms.map(({ id }) => id), priority: alarms[0]?.priority ?? 'medium' };
}
