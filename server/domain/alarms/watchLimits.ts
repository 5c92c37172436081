import type { Alarm, AlarmRule } from '#shared/model/alarm.ts';
import type { AreaCode } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import {
  type LimitCondition,
  type LimitMemory,
  stepLimit,
  stepLimitBucket,
  toLimitMemory,
} from '#shared/rules/alarmLimit.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
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

/** A value as limits see it. */
export type WatchedValue = Pick<
  LiveRecord,
  'indicator' | 'area' | 'value' | 'observedAt' | 'quality' | 'origin'
> & {
  /** True where a later value of the same series came with it: it was never the present on its own. */
  readonly isPassed?: true;
};

/** Good values of a series before the stop, oldest first, from `readHistory`. */
export interface SeriesPast {
  readonly indicator: string;
  readonly area: AreaCode;
  readonly points: readonly (readonly [at: number, value: number | null, low?: number, high?: number])[];
}

/** Watches values against the limits of the rules. */
export interface LimitWatch extends ConditionWatch {
  /** Takes what moved the present; true where `list` tells something else now. Late and back-filled data never raise. */
  take(values: readonly WatchedValue[], now: number): boolean;
  /** Takes up the counting where it stood before the stop. Of itself it neither raises nor returns. */
  remember(past: SeriesPast): void;
}

/** What is kept of a rule and series. */
interface Held {
  readonly memory: LimitMemory;
  readonly condition: ActiveCondition | null;
  /** Both as they were before the newest value: where that is corrected or turned down, it is judged anew in its place. */
  readonly before: Pick<Held, 'memory' | 'condition'>;
  /** When the newest value was true. */
  readonly observedAt: number;
  /** The condition it was judged by. */
  readonly limit: LimitCondition;
}

/** Builds the watch; its memory is bounded by rules times series. Allocates one object a value that some rule watches. */
export function createLimitWatch(parts: LimitWatchParts): LimitWatch {
  const held = new Map(parts.open.flatMap((alarm) => toOpenEntry(alarm, parts.rules())));
  return {
    take(values, now) {
      const rules = parts.rules();
      let isChanged = false;
      for (const value of values) {
        for (const rule of rules) {
          const limit = rule.condition;
          if (limit.kind !== 'limit' || limit.indicator !== value.indicator) continue;
          const id = `${rule.id}|${value.area}`;
          const known = held.get(id);
          const next = judge(known, value, { rule, limit, now, parts });
          if (!next) continue;
          held.set(id, next);
          isChanged ||= next.memory.active !== (known?.memory.active ?? false);
          isChanged ||= next.memory.active && next.condition !== known?.condition;
        }
      }
      return isChanged;
    },
    remember(past) {
      for (const { id: rule, condition: limit } of parts.rules()) {
        if (limit.kind !== 'limit' || limit.indicator !== past.indicator) continue;
        const id = `${rule}|${past.area}`;
        const next = recall(held.get(id), past.points, limit);
        if (next) held.set(id, next);
      }
    },
    list() {
      const rules = new Map(parts.rules().map((rule) => [rule.id, rule]));
      const active: ActiveCondition[] = [];
      for (const [id, { condition, memory }] of held) {
        const rule = rules.get(id.slice(0, id.indexOf('|')));
        if (!isWatched(rule, condition, parts)) held.delete(id);
        else if (condition && memory.active) active.push({ ...condition, rule });
      }
      return active;
    },
  };
}

/** False once the rule, or the indicator that it watched, is gone: nothing could ever end its alarm. */
function isWatched(
  rule: AlarmRule | undefined,
  condition: ActiveCondition | null,
  { indicator }: LimitWatchParts,
): rule is AlarmRule {
  if (rule?.condition.kind !== 'limit' || !indicator(rule.condition.indicator)) return false;
  return condition === null || condition.indicator === rule.condition.indicator;
}

const nothingBefore = { memory: toLimitMemory(false), condition: null };

function toOpenEntry(alarm: Alarm, rules: readonly AlarmRule[]): [string, Held][] {
  const rule = rules.find(({ id }) => id === alarm.rule);
  if (!alarm.active || alarm.kind !== 'limit' || rule?.condition.kind !== 'limit') return [];
  const { id, area, indicator, subject, text, value, limit, point, victims, simulated } = alarm;
  const facts = { id, area, indicator, subject, text, value, limit, point, victims, simulated };
  const own = { memory: toLimitMemory(true), condition: { ...facts, rule } };
  return [[id, { ...own, before: own, observedAt: Number.NEGATIVE_INFINITY, limit: rule.condition }]];
}

interface Judgement {
  readonly rule: AlarmRule;
  readonly limit: LimitCondition;
  readonly now: number;
  readonly parts: LimitWatchParts;
}

/** What is held after a value; null where it does not count. */
function judge(known: Held | undefined, value: WatchedValue, judgement: Judgement): Held | null {
  const { limit, now, parts } = judgement;
  const { observedAt } = value;
  // A rule that was turned to another indicator knows nothing of it yet.
  const own = known?.limit.indicator === limit.indicator ? known : undefined;
  const isCorrection = observedAt === own?.observedAt;
  // What was sent once more among others is no correction: storage may have kept another value there.
  if (own && (observedAt < own.observedAt || (isCorrection && value.isPassed))) return null;
  const isTimely = isOnTime(value, now, parts);
  if (!isTimely && !isCorrection) return null;
  const base = toBase(own, limit, isCorrection);
  const isGood = value.value !== null && value.quality !== 'bad';
  const memory = isGood ? stepLimit(base.memory, value.value ?? 0, observedAt, limit) : base.memory;
  // What is corrected late may turn out never to have been; it does not raise.
  if (!isTimely && memory.active && !own?.memory.active) return null;
  const isRaised = memory.active && (!base.memory.active || !base.condition);
  const condition = isRaised ? toCondition(value, judgement) : base.condition;
  return { memory, condition, before: base, observedAt, limit };
}

function isOnTime(value: WatchedValue, now: number, { indicator, zone }: LimitWatchParts): boolean {
  const known = indicator(value.indicator);
  return !!known && toFreshness(computeFreshnessWindow(value.observedAt, known, zone), now) !== 'late';
}

/** What a value is judged on top of. A rule whose condition was changed judges anew; its alarm goes on until a value says otherwise. */
function toBase(known: Held | undefined, limit: LimitCondition, isCorrection: boolean): Held['before'] {
  if (!known) return nothingBefore;
  if (known.limit !== limit && toCanonical(known.limit) !== toCanonical(limit))
    return { memory: toLimitMemory(known.memory.active), condition: known.condition };
  return isCorrection ? known.before : { memory: known.memory, condition: known.condition };
}

/** The memory after what came before the stop, active or not as it was then. */
function recall(
  known: Held | undefined,
  points: SeriesPast['points'],
  limit: LimitCondition,
): Held | undefined {
  const active = known?.memory.active ?? false;
  const condition = known?.condition ?? null;
  let [memory, before] = [toLimitMemory(active), toLimitMemory(active)];
  for (const [at, value, low, high] of points) {
    before = memory;
    if (value === null) continue;
    memory =
      low === undefined || high === undefined
        ? stepLimit(memory, value, at, limit)
        : stepLimitBucket(memory, { at, value, low, high }, limit);
  }
  const observedAt = points.at(-1)?.[0];
  if (observedAt === undefined || (known && known.observedAt >= observedAt)) return known;
  return {
    memory: { ...memory, active },
    condition,
    before: { memory: { ...before, active: before.active && active }, condition },
    observedAt,
    limit,
  };
}

function toCondition(
  { area, indicator, value, origin }: WatchedValue,
  { rule, limit, parts }: Judgement,
): ActiveCondition {
  const point = parts.pointOf(area);
  return {
    ...noFacts,
    id: `${rule.id}|${area}`,
    rule,
    area,
    indicator,
    value,
    limit: limit.limit,
    point: point && [point[0], point[1]],
    simulated: origin === 'simulated',
  };
}
