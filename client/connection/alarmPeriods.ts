import { alarmSeverities, alarmStates } from '#shared/model/lists.ts';
import { isBoolean, isNumber, listOf, nullable, objectOf, oneOf } from '../lib/shape.ts';

/** A time in which a series was in alarm; `to` is null while it still is. Epoch milliseconds. */
export interface AlarmPeriod {
  readonly from: number;
  readonly to: number | null;
  readonly state: (typeof alarmStates)[number];
  readonly severity: (typeof alarmSeverities)[number];
}

/** Times in alarm, oldest first; where they are not whole, nothing is known of the time before the first. */
export interface AlarmPeriods {
  readonly isWhole: boolean;
  readonly items: readonly AlarmPeriod[];
}

const isAnswer = objectOf<AlarmPeriods>({
  isWhole: isBoolean,
  items: listOf(
    objectOf<AlarmPeriod>({
      from: isNumber,
      to: nullable(isNumber),
      state: oneOf(alarmStates),
      severity: oneOf(alarmSeverities),
    }),
  ),
});

const timeoutMs = 10_000;

/** What to ask for. */
interface AlarmPeriodsRequest {
  readonly indicatorId: string;
  readonly area: string;
  /** Start of the range, epoch milliseconds; null for all there is. */
  readonly from: number | null;
  /** What was known at this instant, up to it, epoch milliseconds; null for the present. */
  readonly asOf: number | null;
}

/** Reads when a series was in alarm. Throws where the server refuses or answers in another shape. */
export async function fetchAlarmPeriods(
  { indicatorId, area, from, asOf }: AlarmPeriodsRequest,
  signal: AbortSignal,
): Promise<AlarmPeriods> {
  const query = new URLSearchParams({ indicator: indicatorId, area });
  if (from !== null) query.set('from', new Date(from).toISOString());
  if (asOf !== null) query.set('to', new Date(asOf).toISOString());
  const response = await fetch(`/api/v1/alarms/periods?${query}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const answer: unknown = response.ok ? await response.json() : null;
  if (!isAnswer(answer)) throw new Error(`alarm periods answered ${response.status}`);
  return asOf === null ? answer : { ...answer, items: answer.items.map((item) => toKnownAt(item, asOf)) };
}

/** A time in alarm as it was known then: one that ended later was still running. */
function toKnownAt(period: AlarmPeriod, at: number): AlarmPeriod {
  return period.to !== null && period.to > at ? { ...period, to: null } : period;
}
