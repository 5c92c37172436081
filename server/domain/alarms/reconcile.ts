import type { AlarmRule } from '#shared/model/alarm.ts';
import { type AreaCode, toAreaLevel } from '#shared/model/ids.ts';
import { alarmPriorities } from '#shared/model/lists.ts';
import type { StoredAlarm } from './alarmStore.ts';
import { type ActiveCondition, isToldBy, toScope } from './condition.ts';
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
  const causes = listCauses(holding, isOutOfService);
  const steps: BookStep[] = [];
  for (const condition of toPlaceOrder(holding, byId)) {
    const { id } = condition;
    const known = byId.get(id);
    const hold = {
      suppressedBy: findCause(condition, causes),
      outOfService: isOutOfService(condition.rule.id),
    };
    // Raised and held back in one step: nobody is called for what is quiet from the start.
    if (!known?.life.active) steps.push({ id, input: { kind: 'raise', ...hold }, condition });
    else steps.push(...toFactSteps(known, condition));
    steps.push(...toHoldSteps(id, condition.rule, hold));
  }
  for (const { alarm, life } of open) {
    if (holding.has(alarm.id)) continue;
    const ruleOf = rule(alarm.rule);
    if (life.active && alarm.kind !== 'manual') steps.push({ id: alarm.id, input: { kind: 'return' } });
    // What is over needs no explanation, and what a rule left behind that is gone still takes its course.
    const hold = { suppressedBy: null, outOfService: ruleOf !== undefined && isOutOfService(ruleOf.id) };
    steps.push(...toHoldSteps(alarm.id, ruleOf, hold));
  }
  return steps;
}

/** What is new comes last, most urgent first: where places run out, it is the least urgent that finds none. */
function toPlaceOrder(
  holding: ReadonlyMap<string, ActiveCondition>,
  open: ReadonlyMap<string, StoredAlarm>,
): ActiveCondition[] {
  const toRank = ({ id, rule }: ActiveCondition): number =>
    open.has(id) ? -1 : alarmPriorities.indexOf(rule.priority);
  return [...holding.values()].sort((a, b) => toRank(a) - toRank(b));
}

/** Something new must be noticed; all else only changes the words. */
function toFactSteps(known: StoredAlarm, condition: ActiveCondition): BookStep[] {
  const { alarm, life } = known;
  const told = toScope(alarm);
  const scope = toScope(condition);
  const isSameScope = isSameList(told, scope);
  if (!isSameScope && isNewsOf(condition)) {
    const had = new Set(told);
    if (scope.some((part) => !had.has(part)))
      return [{ id: alarm.id, input: { kind: 'raise', again: true }, condition }];
  }
  return isSameScope && isToldBy(alarm, condition, life) ? [] : [{ id: alarm.id, fold: condition }];
}

/** True where one more of what it is about is news. A cause whose victims are folded in by design is none with each of them. */
function isNewsOf({ rule: { condition } }: ActiveCondition): boolean {
  return condition.kind === 'warning' || (condition.kind === 'silence' && condition.of !== 'link');
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

interface Hold {
  readonly suppressedBy: string | null;
  readonly outOfService: boolean;
}

/** What keeps an alarm quiet, and the ticking of its clock. Steps that change nothing are dropped by the life-cycle itself. */
function toHoldSteps(id: string, rule: AlarmRule | undefined, { suppressedBy, outOfService }: Hold) {
  const after = rule?.escalateAfterSeconds ?? null;
  const steps: BookStep[] = [
    { id, input: { kind: outOfService ? 'out-of-service' : 'in-service' } },
    { id, input: suppressedBy === null ? { kind: 'unsuppress' } : { kind: 'suppress', by: suppressedBy } },
    { id, input: { kind: 'tick', escalateAfterMs: after === null ? null : after * 1_000 } },
  ];
  return steps;
}

/** Holding conditions by rule, without those of rules that rest: what nobody is told of explains nothing. */
function listCauses(
  holding: ReadonlyMap<string, ActiveCondition>,
  isOutOfService: (rule: string) => boolean,
): ReadonlyMap<string, readonly ActiveCondition[]> {
  const causes = new Map<string, ActiveCondition[]>();
  for (const condition of holding.values()) {
    const { id } = condition.rule;
    const known = causes.get(id);
    if (known) known.push(condition);
    else if (!isOutOfService(id)) causes.set(id, [condition]);
  }
  return causes;
}

/** The holding condition that explains this one: of a rule named by design, for an area that holds this one's. */
function findCause(
  { id, area, rule }: ActiveCondition,
  causes: ReadonlyMap<string, readonly ActiveCondition[]>,
): string | null {
  for (const by of rule.suppressedBy) {
    const cause = causes.get(by)?.find((other) => other.id !== id && isWithin(area, other.area));
    if (cause) return cause.id;
  }
  return null;
}

/** True where `area` lies in `outer` or is it; nothing in particular stands for the whole region. */
function isWithin(area: AreaCode | null, outer: AreaCode | null): boolean {
  if (outer === null || toAreaLevel(outer) === 'regency') return true;
  return area !== null && (area === outer || area.startsWith(`${outer}.`));
}
