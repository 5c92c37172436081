import type { AlarmRule } from '#shared/model/alarm.ts';
import { toAreaLevel } from '#shared/model/ids.ts';
import type { StoredAlarm } from './alarmStore.ts';
import type { ActiveCondition } from './condition.ts';
import type { BookStep } from './createAlarmBook.ts';

/** What a reconciliation looks at. */
export interface Reconciliation {
  readonly open: readonly StoredAlarm[];
  readonly conditions: readonly ActiveCondition[];
  readonly rule: (id: string) => AlarmRule | undefined;
  readonly isOutOfService: (rule: string) => boolean;
}

/**
 * Steps that bring the alarms to what holds now: raises, returns, folded victims, suppression by design, maintenance, and what time
 * does. Because it compares how things should be with how they are, a step that could not be stored is simply found again.
 */
export function reconcile({ open, conditions, rule, isOutOfService }: Reconciliation): BookStep[] {
  const byId = new Map(open.map((stored) => [stored.alarm.id, stored]));
  const holding = new Map(conditions.map((condition) => [condition.id, condition]));
  const steps: BookStep[] = [];
  for (const condition of holding.values()) {
    const known = byId.get(condition.id);
    if (!known?.life.active) steps.push({ id: condition.id, input: { kind: 'raise' }, condition });
    else steps.push(...toFactSteps(known, condition));
  }
  for (const { alarm, life } of open) {
    if (life.active && alarm.kind !== 'manual' && !holding.has(alarm.id))
      steps.push({ id: alarm.id, input: { kind: 'return' } });
  }
  for (const id of new Set([...holding.keys(), ...byId.keys()])) {
    const stored = byId.get(id);
    const ruleOf = holding.get(id)?.rule ?? (stored && rule(stored.alarm.rule));
    steps.push(...toHoldSteps(id, ruleOf, { holding, isOutOfService, stored }));
  }
  return steps;
}

/** New victims must be noticed; fewer of them only change the words. */
function toFactSteps({ alarm }: StoredAlarm, condition: ActiveCondition): BookStep[] {
  const had = new Set(alarm.victims);
  const isMore = condition.victims.some((victim) => !had.has(victim));
  const isLess = condition.victims.length < alarm.victims.length;
  // A cause whose victims are folded in by design is no news with each of them.
  if (isMore && condition.rule.condition.kind === 'silence' && condition.rule.condition.of !== 'link')
    return [{ id: alarm.id, input: { kind: 'raise', again: true }, condition }];
  return isMore || isLess || alarm.text !== condition.text ? [{ id: alarm.id, fold: condition }] : [];
}

interface HoldContext {
  readonly holding: ReadonlyMap<string, ActiveCondition>;
  readonly isOutOfService: (rule: string) => boolean;
  readonly stored: StoredAlarm | undefined;
}

/** What keeps an alarm quiet, and the ticking of its clock. Steps that change nothing are dropped by the life-cycle itself. */
function toHoldSteps(id: string, rule: AlarmRule | undefined, context: HoldContext): BookStep[] {
  if (!rule) return [];
  const { holding, isOutOfService, stored } = context;
  const cause = findCause(id, rule, holding, stored);
  return [
    { id, input: { kind: isOutOfService(rule.id) ? 'out-of-service' : 'in-service' } },
    { id, input: cause === null ? { kind: 'unsuppress' } : { kind: 'suppress', by: cause } },
    {
      id,
      input: {
        kind: 'tick',
        escalateAfterMs: rule.escalateAfterSeconds === null ? null : rule.escalateAfterSeconds * 1_000,
      },
    },
  ];
}

/** The holding condition that explains this one: of a rule named by design, for the same area or one of the two for the whole region. */
function findCause(
  id: string,
  rule: AlarmRule,
  holding: ReadonlyMap<string, ActiveCondition>,
  stored: StoredAlarm | undefined,
): string | null {
  if (rule.suppressedBy.length === 0) return null;
  const area = (holding.get(id) ?? stored?.alarm)?.area ?? null;
  for (const other of holding.values()) {
    if (other.id === id || !rule.suppressedBy.includes(other.rule.id)) continue;
    if (isWhole(area) || isWhole(other.area) || other.area === area) return other.id;
  }
  return null;
}

function isWhole(area: ActiveCondition['area']): boolean {
  return area === null || toAreaLevel(area) === 'regency';
}
