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

/** What can happen to an alarm. `again` marks something new under the same alarm, e.g. a further victim. */
export type AlarmInput =
  | { readonly kind: 'raise'; readonly again?: true }
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
  const isThere = active || announced;
  if (life.outOfService && isThere) return 'out-of-service';
  if (life.shelvedUntil !== null) return 'shelved';
  if (life.suppressedBy !== null && isThere) return 'suppressed';
  if (active) return announced ? 'unacknowledged' : 'acknowledged';
  return announced ? 'returned' : 'normal';
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
      return raise(life, input.again === true, at);
    case 'return':
      return life.active ? change(life, at, 'return', { active: false, returnedAt: at }) : still(life);
    case 'acknowledge':
      return acknowledge(life, at);
    case 'shelve':
      return shelve(life, input.until, at);
    case 'unshelve':
      return life.shelvedUntil === null ? still(life) : unshelve(life, at);
    case 'suppress':
      if (life.suppressedBy === input.by) return still(life);
      return change(life, at, 'suppress', { suppressedBy: input.by });
    case 'unsuppress':
      if (life.suppressedBy === null) return still(life);
      return change(life, at, 'unsuppress', { suppressedBy: null, waitingSince: at });
    case 'out-of-service':
      return life.outOfService ? still(life) : change(life, at, 'out-of-service', { outOfService: true });
    case 'in-service':
      if (!life.outOfService) return still(life);
      return change(life, at, 'in-service', { outOfService: false, waitingSince: at });
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

function raise(life: AlarmLife, isAgain: boolean, at: number): AlarmStep {
  if (life.active && !isAgain) return still(life);
  const fresh = { active: true, announced: true, returnedAt: null, acknowledgedAt: null, waitingSince: at };
  // Still to be acknowledged, or held back: the same occurrence goes on and only counts up.
  const goesOn = life.active || life.announced || (life.shelvedUntil !== null && life.count > 0);
  if (goesOn) return change(life, at, 'raise-again', { ...fresh, count: life.count + 1 });
  return change(life, at, 'raise', { ...fresh, raisedAt: at, count: 1, escalatedAt: null, escalations: 0 });
}

function acknowledge(life: AlarmLife, at: number): AlarmStep {
  if (!life.announced) return still(life);
  return change(life, at, 'acknowledge', { announced: false, acknowledgedAt: at });
}

/** A shelf without an end, or with one that is too far, does not exist. */
function shelve(life: AlarmLife, until: number, at: number): AlarmStep {
  if (!(until > at) || until > at + longestShelfMs) return still(life);
  if (!life.active && !life.announced && life.shelvedUntil === null) return still(life);
  return change(life, at, 'shelve', { shelvedUntil: until });
}

/** Off the shelf: what still holds must be noticed anew, what is over is over. */
function unshelve(life: AlarmLife, at: number): AlarmStep {
  return change(life, at, 'unshelve', {
    shelvedUntil: null,
    announced: life.active,
    acknowledgedAt: null,
    waitingSince: at,
  });
}

function tick(life: AlarmLife, escalateAfterMs: number | null, at: number): AlarmStep {
  if (life.shelvedUntil !== null && life.shelvedUntil <= at) return unshelve(life, at);
  if (escalateAfterMs === null || toAlarmState(life) !== 'unacknowledged') return still(life);
  if (life.escalations >= mostEscalations || at - life.waitingSince < escalateAfterMs) return still(life);
  return change(life, at, 'escalate', {
    escalatedAt: at,
    escalations: life.escalations + 1,
    waitingSince: at,
  });
}
