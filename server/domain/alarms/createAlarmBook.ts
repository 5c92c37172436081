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
  /** What is open as storage has it: asked after a step whose answer was lost, which may be durable all the same. */
  readonly load: () => Promise<readonly StoredAlarm[]>;
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
  /** Conditions that found no place when everything was last looked at. */
  readonly turnedAway: number;
}

/** Who Simpul is where it acts on alarms by itself. */
export const alarmActor = toSystemActor('alarms');

/** Builds the book. */
export function createAlarmBook(parts: AlarmBookParts): AlarmBook {
  const alarms = new Map(parts.open.map((stored) => [stored.alarm.id, stored]));
  let turnedAway = 0;
  let isUnsure = false;
  let line: Promise<unknown> = Promise.resolve();

  const reload = async (): Promise<void> => {
    const open = await parts.load();
    alarms.clear();
    for (const stored of open) alarms.set(stored.alarm.id, stored);
    isUnsure = false;
  };
  const run = async (
    plan: (now: number) => readonly BookStep[],
    by: Actor | null,
  ): Promise<readonly AlarmChange[]> => {
    if (isUnsure) await reload();
    const at = parts.now();
    const { draft, changes, turned } = work(
      parts.allSimulated ? plan(at).map(toSimulated) : plan(at),
      alarms,
      { at, by, rule: parts.rule },
    );
    if (by === null) turnedAway = turned;
    if (changes.length === 0) return changes;
    isUnsure = true;
    await parts.put(changes);
    isUnsure = false;
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

/** Works out what steps change, one after the other, without touching the alarms themselves. */
function work(
  steps: readonly BookStep[],
  alarms: ReadonlyMap<string, StoredAlarm>,
  context: ChangeContext,
): {
  readonly draft: ReadonlyMap<string, StoredAlarm>;
  readonly changes: readonly AlarmChange[];
  readonly turned: number;
} {
  const draft = new Map<string, StoredAlarm>();
  const turned = new Set<string>();
  const changes: AlarmChange[] = [];
  let places = maxOpenAlarms - alarms.size;
  for (const step of steps) {
    const known = draft.get(step.id) ?? alarms.get(step.id);
    if (!known && places <= 0) {
      turned.add(step.id);
      continue;
    }
    const change = toChange(known, step, context);
    if (!change) continue;
    if (!known) places -= 1;
    draft.set(step.id, change.stored);
    changes.push(change);
  }
  return { draft, changes, turned: turned.size };
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
  const outcome = 'input' in step ? toLifeChange(known, step, context) : toFactChange(known, step);
  if (!outcome) return null;
  const { stored, deed } = outcome;
  const { at, by } = context;
  const note = toNote(by ?? alarmActor, {
    at,
    action: `alarm.${deed}`,
    subject: step.id,
    ...(known ? { before: { state: known.alarm.state, count: known.alarm.count } } : {}),
    after: { ...stored.alarm, assignee: stored.assignee?.name ?? null, comment: step.text ?? null },
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
      comment: (by && step.text) ?? (isNew ? null : (known?.comment ?? null)),
      assignee: isNew ? null : (known?.assignee ?? null),
    },
  };
}

function toFactChange(
  known: StoredAlarm | undefined,
  step: Exclude<BookStep, { input: AlarmInput }>,
): Outcome | null {
  if (!known) return null;
  if ('comment' in step)
    return { deed: 'comment', stored: { ...known, comment: step.text ?? known.comment } };
  if ('assign' in step) return { deed: 'assign', stored: { ...known, assignee: step.assign } };
  const alarm = toAlarm(step.fold, known.life);
  if (JSON.stringify({ ...known.alarm, ...alarm }) === JSON.stringify(known.alarm)) return null;
  return { deed: 'fold', stored: { ...known, alarm } };
}
