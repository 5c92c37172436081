import type { AlarmCondition } from '../model/alarm.ts';

/** Limit part of a rule. */
export type LimitCondition = Extract<AlarmCondition, { kind: 'limit' }>;

/** What a limit remembers of one series. Instants are those of the values, not of their arrival, so that a replay decides the same. */
export interface LimitMemory {
  readonly active: boolean;
  /** Values beyond the limit in a row, and when the first of them was true. */
  readonly beyond: number;
  readonly beyondSince: number | null;
  /** Since when values lie back inside, dead band and all. */
  readonly insideSince: number | null;
}

/** Memory of a series that nothing is known of, or whose alarm stood at the last stop. */
export function toLimitMemory(active: boolean): LimitMemory {
  return { active, beyond: 0, beyondSince: null, insideSince: null };
}

/**
 * Takes one more value. Active after `count` values in a row beyond the limit that span `delaySeconds`; over once values lie
 * `deadBand` back inside for `clearSeconds`. A value between the two changes neither.
 */
export function stepLimit(
  memory: LimitMemory,
  value: number,
  observedAt: number,
  condition: LimitCondition,
): LimitMemory {
  if (isBeyond(value, condition)) return goBeyond(memory, observedAt, condition);
  if (isInside(value, condition)) return goInside(memory, observedAt, condition);
  return { ...memory, beyond: 0, beyondSince: null, insideSince: null };
}

/** Values of which only the last with its instant, the lowest and the highest are known. */
export interface LimitBucket {
  readonly at: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Takes many values of which only the last, the lowest and the highest are known. Where they do not all lie on one side, whatever was
 * counted before ended among them; it never counts more than there was.
 */
export function stepLimitBucket(
  memory: LimitMemory,
  { at, value, low, high }: LimitBucket,
  condition: LimitCondition,
): LimitMemory {
  const [most, least] = condition.side === 'above' ? [high, low] : [low, high];
  const isOneSided = isBeyond(least, condition) || isInside(most, condition);
  const base = isOneSided ? memory : toLimitMemory(memory.active);
  return stepLimit(base, value, at, condition);
}

function isBeyond(value: number, { side, limit }: LimitCondition): boolean {
  return side === 'above' ? value > limit : value < limit;
}

function isInside(value: number, { side, limit, deadBand }: LimitCondition): boolean {
  return side === 'above' ? value <= limit - deadBand : value >= limit + deadBand;
}

function goBeyond(memory: LimitMemory, at: number, { delaySeconds, count }: LimitCondition): LimitMemory {
  const beyondSince = memory.beyondSince ?? at;
  const beyond = memory.beyond + 1;
  const active = memory.active || (beyond >= count && at - beyondSince >= delaySeconds * 1_000);
  return { active, beyond, beyondSince, insideSince: null };
}

function goInside(memory: LimitMemory, at: number, { clearSeconds }: LimitCondition): LimitMemory {
  const insideSince = memory.insideSince ?? at;
  const active = memory.active && at - insideSince < clearSeconds * 1_000;
  return { active, beyond: 0, beyondSince: null, insideSince };
}
