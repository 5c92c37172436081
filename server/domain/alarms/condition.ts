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
  const steps = { escalations: life.escalations - was.escalations };
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
