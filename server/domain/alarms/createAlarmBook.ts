import type { AlarmRule } from '#shared/model/alarm.ts';
import { maxOpenAlarms } from '#shared/protocol/limits.ts';
import { type AlarmInput, stepAlarm, toNewLife } from '#shared/rules/alarmLife.ts';
import { toNote } from '../audit/toNote.ts';
import { type Actor, toSystemActor } from '../people/actor.ts';
import type { AlarmChange, StoredAlarm } from './alarmStore.ts';
import { type ActiveCondition, toAlarm, withLife } from './condition.ts';

/** One thing to do to one alarm. */
export type BookStep = { readonly id: string; readonly text?: string | null } & (
  | { readonly input: AlarmInput; readonly condition?: ActiveCondition }
  /** New facts of a condition that goes on. */
  | { readonly fold: ActiveCondition }
  | { readonly assign: StoredAlarm['assignee'] }
  | { readonly comment: true }
);

/** Needs of `createAlarmBook`. */
export interface AlarmBookParts {
  /** What was open at the last stop. */
  readonly open: readonly StoredAlarm[];
  /** Makes steps durable and tells screens. May throw `StoreUnavailableError`: then nothing of them happened. */
  readonly put: (changes: readonly AlarmChange[]) => Promise<void>;
  readonly rule: (id: string) => AlarmRule | undefined;
  /** True in a drill: whatever raises an alarm there, it is not real. */
  readonly allSimulated?: boolean;
  readonly now: () => number;
}

/** All alarms that are not normal. Bounded by `maxOpenAlarms`. */
export interface AlarmBook {
  list(): readonly StoredAlarm[];
  find(id: string): StoredAlarm | undefined;
  /**
   * Works out steps from how the alarms stand now and carries them out, one transaction for all; `by` is null for Simpul itself.
   * Calls wait for each other. Returns what changed.
   */
  apply(plan: (now: number) => readonly BookStep[], by: Actor | null): Promise<readonly AlarmChange[]>;
  /** Conditions that found no place since the start. */
  readonly turnedAway: number;
}

/** Who Simpul is where it acts on alarms by itself. */
export const alarmActor = toSystemActor('alarms');

/** Builds the book. */
export function createAlarmBook(parts: AlarmBookParts): AlarmBook {
  const alarms = new Map(parts.open.map((stored) => [stored.alarm.id, stored]));
  let turnedAway = 0;
  let line: Promise<unknown> = Promise.resolve();

  const run = async (
    plan: (now: number) => readonly BookStep[],
    by: Actor | null,
  ): Promise<readonly AlarmChange[]> => {
    const at = parts.now();
    const draft = new Map<string, StoredAlarm>();
    const changes: AlarmChange[] = [];
    for (const planned of plan(at)) {
      const step = parts.allSimulated ? toSimulated(planned) : planned;
      const known = draft.get(step.id) ?? alarms.get(step.id);
      if (!known && alarms.size + draft.size >= maxOpenAlarms) {
        turnedAway += 1;
        continue;
      }
      const change = toChange(known, step, { at, by, rule: parts.rule });
      if (!change) continue;
      draft.set(step.id, change.stored);
      changes.push(change);
    }
    if (changes.length === 0) return changes;
    await parts.put(changes);
    for (const [id, stored] of draft) {
      if (stored.alarm.state === 'normal') alarms.delete(id);
      else alarms.set(id, stored);
    }
    return changes;
  };

  return {
    list: () => [...alarms.values()],
    find: (id) => alarms.get(id),
    apply(plan, by) {
      const mine = line.then(() => run(plan, by));
      line = mine.catch(() => undefined);
      return mine;
    },
    get turnedAway() {
      return turnedAway;
    },
  };
}

function toSimulated(step: BookStep): BookStep {
  if ('fold' in step) return { ...step, fold: { ...step.fold, simulated: true } };
  if (!('input' in step) || !step.condition) return step;
  return { ...step, condition: { ...step.condition, simulated: true } };
}

interface ChangeContext {
  readonly at: number;
  readonly by: Actor | null;
  readonly rule: AlarmBookParts['rule'];
}

/** What a step makes of an alarm; null where it changes nothing. */
function toChange(
  known: StoredAlarm | undefined,
  step: BookStep,
  context: ChangeContext,
): AlarmChange | null {
  const outcome = 'input' in step ? toLifeChange(known, step, context) : toFactChange(known, step, context);
  if (!outcome) return null;
  const { stored, deed } = outcome;
  const { at, by } = context;
  const { log, ...after } = { ...stored.alarm, log: step.text ?? null };
  const note = toNote(by ?? alarmActor, {
    at,
    action: `alarm.${deed}`,
    subject: step.id,
    ...(known ? { before: { state: known.alarm.state, count: known.alarm.count } } : {}),
    after: { ...after, assignee: stored.assignee?.name ?? null, text: after.text, comment: log },
  });
  return { stored, deed, note };
}

type Outcome = Pick<AlarmChange, 'stored' | 'deed'>;

function toLifeChange(
  known: StoredAlarm | undefined,
  step: Extract<BookStep, { input: AlarmInput }>,
  { at, by, rule }: ChangeContext,
): Outcome | null {
  const { condition, input } = step;
  if (!known && !condition) return null;
  const { life, deed } = stepAlarm(known?.life ?? toNewLife(at), input, at);
  if (deed === null) return null;
  const alarm =
    condition && input.kind === 'raise'
      ? toAlarm(condition, life)
      : known && withLife(known, life, rule(known.alarm.rule));
  if (!alarm) return null;
  const isNew = deed === 'raise';
  return {
    deed,
    stored: {
      alarm,
      life,
      acknowledgedBy:
        deed === 'acknowledge'
          ? (by?.label ?? null)
          : life.acknowledgedAt === null
            ? null
            : (known?.acknowledgedBy ?? null),
      assignee: isNew ? null : (known?.assignee ?? null),
    },
  };
}

function toFactChange(
  known: StoredAlarm | undefined,
  step: Exclude<BookStep, { input: AlarmInput }>,
  { at }: ChangeContext,
): Outcome | null {
  if (!known) return null;
  if ('comment' in step) return { deed: 'comment', stored: known };
  if ('assign' in step) return { deed: 'assign', stored: { ...known, assignee: step.assign } };
  const life = { ...known.life, changedAt: at };
  return { deed: 'fold', stored: { ...known, life, alarm: toAlarm(step.fold, life) } };
}
