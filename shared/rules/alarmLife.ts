import type { AlarmPriority, AlarmState, alarmDeeds } from '../model/alarm.ts';
import { alarmPriorities } from '../model/lists.ts';

/**
 * Where an alarm stands in its life. `announced` is true from the moment it must be noticed until somebody acknowledged it; the
 * states of ISA-18.2 follow from it (`toAlarmState`), so that no two fields can contradict each other. Instants are epoch milliseconds.
 */
export interface AlarmLife {
  readonly active: boolean;
  readonly announced: boolean;
  readonly raisedAt: number;
  readonly changedAt: number;
  readonly returnedAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly shelvedUntil: number | null;
  /** Alarm that explains this one; null while none does. */
  readonly suppressedBy: string | null;
  readonly outOfService: boolean;
  readonly escalatedAt: number | null;
  readonly escalations: number;
  /** Since when nobody acted; what escalation counts from. */
  readonly waitingSince: number;
  readonly count: number;
}

/** What can happen to an alarm. */
export type AlarmInput =
  /** `again` marks something new under the same alarm, e.g. a further victim; the rest says what keeps it quiet from the start. */
  | {
      readonly kind: 'raise';
      readonly again?: true;
      readonly suppressedBy?: string | null;
      readonly outOfService?: boolean;
    }
  | { readonly kind: 'return' }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'shelve'; readonly until: number }
  | { readonly kind: 'unshelve' }
  | { readonly kind: 'suppress'; readonly by: string }
  | { readonly kind: 'unsuppress' }
  | { readonly kind: 'out-of-service' }
  | { readonly kind: 'in-service' }
  /** Time passes: shelves end and what nobody acted on is escalated. */
  | { readonly kind: 'tick'; readonly escalateAfterMs: number | null };

/** Outcome of a step; `deed` is null where nothing changed. */
export interface AlarmStep {
  readonly life: AlarmLife;
  readonly deed: (typeof alarmDeeds)[number] | null;
}

/** An alarm is shelved for at most one long shift. Milliseconds. */
export const longestShelfMs = 12 * 3_600_000;

/** After so many escalations everyone there is has been called. */
export const mostEscalations = 3;

/** Life of a condition that was never true. */
export function toNewLife(at: number): AlarmLife {
  return {
    active: false,
    announced: false,
    raisedAt: at,
    changedAt: at,
    returnedAt: null,
    acknowledgedAt: null,
    shelvedUntil: null,
    suppressedBy: null,
    outOfService: false,
    escalatedAt: null,
    escalations: 0,
    waitingSince: at,
    count: 0,
  };
}

/**
 * State of ISA-18.2 that a life is in. A shelf holds whatever the condition does, so that a chattering one stays quiet; suppression and
 * maintenance only matter to an alarm that would otherwise be there.
 */
export function toAlarmState(life: AlarmLife): AlarmState {
  const { active, announced } = life;
  const isThere = isToBeSeen(life);
  if (life.outOfService && isThere) return 'out-of-service';
  if (life.shelvedUntil !== null) return 'shelved';
  if (life.suppressedBy !== null && isThere) return 'suppressed';
  if (active) return announced ? 'unacknowledged' : 'acknowledged';
  return announced ? 'returned' : 'normal';
}

/** True while there is something that would be shown, were it not held quiet. */
function isToBeSeen({ active, announced }: AlarmLife): boolean {
  return active || announced;
}

/** Priority after escalation: one step more urgent for each. */
export function toPriority(
  rule: AlarmPriority,
  { escalations }: Pick<AlarmLife, 'escalations'>,
): AlarmPriority {
  const place = alarmPriorities.indexOf(rule);
  return alarmPriorities[Math.max(0, place - escalations)] ?? rule;
}

/** One step of the life-cycle. Pure; what makes no sense in a state changes nothing. Allocates one object where something changed. */
export function stepAlarm(life: AlarmLife, input: AlarmInput, at: number): AlarmStep {
  switch (input.kind) {
    case 'raise':
      return raise(life, input, at);
    case 'return':
      return life.active ? change(life, at, 'return', { active: false, returnedAt: at }) : still(life);
    case 'acknowledge':
      return acknowledge(life, at);
    case 'shelve':
      return shelve(life, input.until, at);
    case 'unshelve':
      return life.shelvedUntil === null ? still(life) : unshelve(life, at);
    case 'suppress':
      if (life.suppressedBy === input.by || !isToBeSeen(life)) return still(life);
      return change(life, at, 'suppress', { suppressedBy: input.by });
    case 'unsuppress':
      if (life.suppressedBy === null) return still(life);
      return change(life, at, 'unsuppress', { suppressedBy: null, ...toUnheld(life, at) });
    case 'out-of-service':
      if (life.outOfService || !isToBeSeen(life)) return still(life);
      return change(life, at, 'out-of-service', { outOfService: true });
    case 'in-service':
      if (!life.outOfService) return still(life);
      return change(life, at, 'in-service', { outOfService: false, ...toUnheld(life, at) });
    case 'tick':
      return tick(life, input.escalateAfterMs, at);
    default:
      return input satisfies never;
  }
}

function still(life: AlarmLife): AlarmStep {
  return { life, deed: null };
}

function change(
  life: AlarmLife,
  at: number,
  deed: NonNullable<AlarmStep['deed']>,
  changes: Partial<AlarmLife>,
): AlarmStep {
  return { life: { ...life, ...changes, changedAt: at }, deed };
}

function raise(life: AlarmLife, input: Extract<AlarmInput, { kind: 'raise' }>, at: number): AlarmStep {
  if (life.active && input.again !== true) return still(life);
  const { suppressedBy = life.suppressedBy, outOfService = life.outOfService } = input;
  const fresh = {
    active: true,
    announced: true,
    returnedAt: null,
    acknowledgedAt: null,
    suppressedBy,
    outOfService,
    waitingSince: at,
    // Somebody acted on what was announced before: this is called out from the beginning.
    ...(life.announced ? {} : notEscalated),
  };
  // Still to be acknowledged, or held back: the same occurrence goes on and only counts up.
  const goesOn = life.active || life.announced || (life.shelvedUntil !== null && life.count > 0);
  if (goesOn) return change(life, at, 'raise-again', { ...fresh, count: life.count + 1 });
  return change(life, at, 'raise', { ...fresh, raisedAt: at, count: 1 });
}

const notEscalated = { escalatedAt: null, escalations: 0 } as const;

function acknowledge(life: AlarmLife, at: number): AlarmStep {
  if (!life.announced) return still(life);
  return change(life, at, 'acknowledge', { announced: false, acknowledgedAt: at });
}

/** A shelf without an end, or with one that is too far, does not exist. */
function shelve(life: AlarmLife, until: number, at: number): AlarmStep {
  if (!(until > at) || until > at + longestShelfMs) return still(life);
  if (!isToBeSeen(life) && life.shelvedUntil === null) return still(life);
  return change(life, at, 'shelve', { shelvedUntil: until });
}

/** Off the shelf: what still holds must be noticed anew, what is over is over. */
function unshelve(life: AlarmLife, at: number): AlarmStep {
  return change(life, at, 'unshelve', {
    shelvedUntil: null,
    announced: life.active,
    acknowledgedAt: null,
    waitingSince: at,
    ...notEscalated,
  });
}

/** No longer held quiet: what was over meanwhile is over, and waiting begins now. */
function toUnheld({ active, announced }: AlarmLife, at: number): Partial<AlarmLife> {
  return { announced: active && announced, waitingSince: at };
}

/** An end further off than any shelf may be means that the clock went back. */
function isShelfOver(until: number, at: number): boolean {
  return until <= at || until > at + longestShelfMs;
}

function tick(life: AlarmLife, escalateAfterMs: number | null, at: number): AlarmStep {
  if (life.shelvedUntil !== null && isShelfOver(life.shelvedUntil, at)) return unshelve(life, at);
  if (escalateAfterMs === null || toAlarmState(life) !== 'unacknowledged') return still(life);
  // Either way: a clock that was set back must not put an escalation off by as much.
  const waitedMs = Math.abs(at - life.waitingSince);
  if (life.escalations >= mostEscalations || waitedMs < escalateAfterMs) return still(life);
  return change(life, at, 'escalate', {
    escalatedAt: at,
    escalations: life.escalations + 1,
    waitingSince: at,
  });
}
