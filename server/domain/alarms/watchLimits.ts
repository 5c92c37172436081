import type { Alarm, AlarmRule } from '#shared/model/alarm.ts';
import type { AreaCode } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { type LimitCondition, type LimitMemory, stepLimit, toLimitMemory } from '#shared/rules/alarmLimit.ts';
import { computeFreshnessWindow, toFreshness } from '#shared/rules/freshness.ts';
import { type ActiveCondition, type ConditionWatch, noFacts } from './condition.ts';

/** Needs of `createLimitWatch`. */
export interface LimitWatchParts {
  readonly rules: () => readonly AlarmRule[];
  readonly indicator: (id: string) => Indicator | undefined;
  readonly pointOf: (area: AreaCode) => readonly [number, number] | null;
  readonly zone: string;
  /** What was open at the last stop: it goes on until a value says otherwise. */
  readonly open: readonly Alarm[];
}

/** Watches values against the limits of the rules. */
export interface LimitWatch extends ConditionWatch {
  /** Takes what moved the present. Only present, good and timely values count: late and back-filled data never raise. */
  take(records: readonly LiveRecord[], now: number): void;
}

interface Held {
  readonly memory: LimitMemory;
  readonly condition: ActiveCondition | null;
  readonly limit: number;
}

/** Builds the watch; its memory is bounded by rules times series. Allocates one object a value that some rule watches. */
export function createLimitWatch(parts: LimitWatchParts): LimitWatch {
  const held = new Map(parts.open.flatMap((alarm) => toOpenEntry(alarm, parts.rules())));
  return {
    take(records, now) {
      const rules = parts.rules();
      for (const record of records) {
        for (const rule of rules) {
          if (rule.condition.kind !== 'limit' || rule.condition.indicator !== record.indicator) continue;
          if (!isTimely(record, now, parts)) continue;
          takeOne(held, rule, rule.condition, record, parts);
        }
      }
    },
    list() {
      const limits = new Map(
        parts.rules().flatMap((rule) => (rule.condition.kind === 'limit' ? [[rule.id, rule] as const] : [])),
      );
      const active: ActiveCondition[] = [];
      for (const [id, { condition, memory }] of held) {
        const rule = condition && limits.get(condition.rule.id);
        if (rule && memory.active) active.push({ ...condition, rule });
        else if (condition && !rule) held.delete(id);
      }
      return active;
    },
  };
}

function toOpenEntry(alarm: Alarm, rules: readonly AlarmRule[]): [string, Held][] {
  const rule = rules.find(({ id }) => id === alarm.rule);
  if (!alarm.active || alarm.kind !== 'limit' || rule?.condition.kind !== 'limit') return [];
  const { id, area, indicator, subject, text, value, limit, point, victims, simulated } = alarm;
  const facts = { id, area, indicator, subject, text, value, limit, point, victims, simulated };
  const memory = toLimitMemory(true);
  return [[id, { memory, condition: { ...facts, rule }, limit: rule.condition.limit }]];
}

function isTimely(record: LiveRecord, now: number, { indicator, zone }: LimitWatchParts): boolean {
  const known = indicator(record.indicator);
  if (!known || record.value === null || record.quality === 'bad') return false;
  return toFreshness(computeFreshnessWindow(record.observedAt, known, zone), now) !== 'late';
}

function takeOne(
  held: Map<string, Held>,
  rule: AlarmRule,
  limit: LimitCondition,
  record: LiveRecord,
  { pointOf }: LimitWatchParts,
): void {
  const id = `${rule.id}|${record.area}`;
  const known = held.get(id);
  // A rule whose limit was changed judges anew; its alarm goes on until a value says otherwise.
  const isSame = known?.limit === limit.limit;
  const memory = isSame ? known.memory : toLimitMemory(known?.memory.active ?? false);
  const value = record.value ?? 0;
  const next = stepLimit(memory, value, record.observedAt, limit);
  const isRaised = next.active && (!memory.active || !known?.condition);
  const condition: ActiveCondition | null = isRaised
    ? {
        ...noFacts,
        id,
        rule,
        area: record.area,
        indicator: record.indicator,
        value,
        limit: limit.limit,
        point: toPoint(pointOf(record.area)),
        simulated: record.origin === 'simulated',
      }
    : (known?.condition ?? null);
  held.set(id, { memory: next, condition, limit: limit.limit });
}

function toPoint(point: readonly [number, number] | null): [number, number] | null {
  return point && [point[0], point[1]];
}
