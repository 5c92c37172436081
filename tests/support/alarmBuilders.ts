import { type AlarmCondition, type AlarmRule, alarmRuleSchema } from '#shared/model/alarm.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { type AlarmInput, type AlarmLife, stepAlarm, toNewLife } from '#shared/rules/alarmLife.ts';
import type { AlarmChange, StoredAlarm } from '../../server/domain/alarms/alarmStore.ts';
import { type ActiveCondition, noFacts, toAlarm } from '../../server/domain/alarms/condition.ts';

const text = { id: 'Cukup panjang untuk dipakai', en: 'Long enough to be of use' };

/** A rule that can be saved; it counts every value above 100. */
export function buildRule(id: string, more: Partial<AlarmRule> = {}): AlarmRule {
  return alarmRuleSchema.parse({
    id,
    name: { id: `Aturan ${id}`, en: `Rule ${id}` },
    severity: 'major',
    priority: 'medium',
    condition: buildLimit(),
    guidance: { meaning: text, action: text, contact: text },
    display: { scene: 'ikhtisar' },
    escalateAfterSeconds: null,
    suppressedBy: [],
    ...more,
  });
}

type Limit = Extract<AlarmCondition, { kind: 'limit' }>;

/** Above 100, at once; over at 90, at once. */
export function buildLimit(more: Partial<Limit> = {}): Limit {
  return {
    kind: 'limit',
    indicator: 'environment-pm25' as IndicatorId,
    side: 'above',
    limit: 100,
    deadBand: 10,
    delaySeconds: 0,
    clearSeconds: 0,
    count: 1,
    ...more,
  };
}

/** A condition of a rule that holds. */
export function buildCondition(
  rule: AlarmRule,
  key: string,
  more: Partial<ActiveCondition> = {},
): ActiveCondition {
  return { ...noFacts, id: `${rule.id}|${key}`, rule, ...more };
}

/** An alarm after these inputs, each at its instant. */
export function buildStoredAlarm(
  condition: ActiveCondition,
  inputs: readonly (readonly [at: number, input: AlarmInput])[] = [[0, { kind: 'raise' }]],
  more: Partial<StoredAlarm> = {},
): StoredAlarm {
  let life: AlarmLife = toNewLife(inputs[0]?.[0] ?? 0);
  for (const [at, input] of inputs) life = stepAlarm(life, input, at).life;
  return {
    alarm: toAlarm(condition, life),
    life,
    acknowledgedBy: null,
    comment: null,
    assignee: null,
    ...more,
  };
}

/** A change as the book writes it down. */
export function buildAlarmChange(stored: StoredAlarm, deed: AlarmChange['deed'], at: number): AlarmChange {
  const { id, state } = stored.alarm;
  const note = {
    at,
    actor: 'system:alarms',
    label: 'alarms',
    from: null,
    action: `alarm.${deed}`,
    subject: id,
  };
  return { stored, deed, note: { ...note, after: { state } } };
}

/** An indicator as far as alarms look at it: a sensor that speaks every hour. */
export function buildIndicator(id: string, more: Partial<Indicator> = {}): Indicator {
  const base = { id, agency: 'dlh', cadence: 'PT1H', publicationLag: 'PT0S', grace: 'PT0S', range: null };
  return { ...base, ...more } as Indicator;
}

/** Codes of the kecamatan, `count` of them. */
export function listAreas(count: number): AreaCode[] {
  return Array.from(
    { length: count },
    (_, index) => `32.16.${String(index + 1).padStart(2, '0')}` as AreaCode,
  );
}
