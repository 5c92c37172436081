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

/** Reads when a series was in alarm. Throws where the server refuses or answers in another shape. */
export async function fetchAlarmPeriods(
  series: { readonly indicatorId: string; readonly area: string; readonly from: number | null },
  signal: AbortSignal,
): Promise<AlarmPeriods> {
  const query = new URLSearchParams({ indicator: series.indicatorId, area: series.area });
  if (series.from !== null) query.set('from', new Date(series.from).toISOString());
  const response = await fetch(`/api/v1/alarms/periods?${query}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const answer: unknown = response.ok ? await response.json() : null;
  if (!isAnswer(answer)) throw new Error(`alarm periods answered ${response.status}`);
  return answer;
}
