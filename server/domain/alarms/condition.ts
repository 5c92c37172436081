import type { Alarm, AlarmRule } from '#shared/model/alarm.ts';
import { type AlarmLife, toAlarmState, toPriority } from '#shared/rules/alarmLife.ts';
import type { StoredAlarm } from './alarmStore.ts';

/** A condition that holds now, with what an alarm of it tells. `id` is the same whenever it holds again. */
export interface ActiveCondition
  extends Pick<
    Alarm,
    'id' | 'area' | 'indicator' | 'subject' | 'text' | 'value' | 'limit' | 'point' | 'victims' | 'simulated'
  > {
  readonly rule: AlarmRule;
}

/** Something that watches for conditions; asked each time the alarms are evaluated. */
export interface ConditionWatch {
  /** Everything that holds now. Epoch milliseconds. */
  list(now: number): readonly ActiveCondition[];
}

/** Facts of a condition about nothing in particular. */
export const noFacts: Omit<ActiveCondition, 'id' | 'rule'> = {
  area: null,
  indicator: null,
  subject: null,
  text: null,
  value: null,
  limit: null,
  point: null,
  victims: [],
  simulated: false,
};

/** What an alarm is about: its victims, or its one area. */
export function toScope({ victims, area }: Pick<Alarm, 'victims' | 'area'>): readonly string[] {
  return victims.length > 0 || area === null ? victims : [area];
}

/** True where an alarm tells all that a condition and its rule say now, but for what it is about (`toScope`). Called for each, each second. */
export function isToldBy(alarm: Alarm, condition: ActiveCondition, life: AlarmLife): boolean {
  const { rule, point } = condition;
  return (
    alarm.text === condition.text &&
    alarm.area === condition.area &&
    alarm.indicator === condition.indicator &&
    alarm.subject === condition.subject &&
    alarm.value === condition.value &&
    alarm.limit === condition.limit &&
    alarm.simulated === condition.simulated &&
    alarm.point?.[0] === point?.[0] &&
    alarm.point?.[1] === point?.[1] &&
    alarm.name.id === rule.name.id &&
    alarm.name.en === rule.name.en &&
    alarm.severity === rule.severity &&
    alarm.priority === toPriority(rule.priority, life)
  );
}

/** The alarm of a condition at a point of its life. */
export function toAlarm(condition: ActiveCondition, life: AlarmLife): Alarm {
  const { rule, ...facts } = condition;
  return { ...toRuleFacts(rule, life), ...toLifeFacts(life), ...facts };
}

/** An alarm that goes on with another life; its facts stay. What a person chose for an alarm by hand is never the rule's to change. */
export function withLife(
  { alarm, life: was }: Pick<StoredAlarm, 'alarm' | 'life'>,
  life: AlarmLife,
  rule: AlarmRule | undefined,
): Alarm {
  // Never less urgent than a person said.
  const steps = { escalations: Math.max(0, life.escalations - was.escalations) };
  const ofRule =
    rule && alarm.kind !== 'manual'
      ? toRuleFacts(rule, life)
      : { priority: toPriority(alarm.priority, steps) };
  return { ...alarm, ...ofRule, ...toLifeFacts(life) };
}

function toRuleFacts(rule: AlarmRule, life: AlarmLife) {
  const { id, name, severity, priority, condition } = rule;
  return { rule: id, kind: condition.kind, name, severity, priority: toPriority(priority, life) };
}

function toLifeFacts(life: AlarmLife) {
  const { active, raisedAt, changedAt, returnedAt, acknowledgedAt, shelvedUntil, escalatedAt } = life;
  return {
    state: toAlarmState(life),
    active,
    raisedAt,
    changedAt,
    returnedAt,
    acknowledgedAt,
    shelvedUntil,
    escalatedAt,
    count: Math.max(1, life.count),
  };
}
