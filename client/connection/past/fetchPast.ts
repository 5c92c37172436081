import type { Situation } from '#shared/model/situation.ts';
import { isBoolean, isNumber, isText, listOf, objectOf } from '../../lib/shape.ts';
import type { PastFault } from '../../stores/timeStore.ts';
import { isAlarm, isEvent, isFeed, isRecord } from '../checks.ts';
import { type AlarmMark, type MarkItem, toAlarmMarks } from './alarmMarks.ts';

const timeoutMs = 15_000;

/** Why a situation did not come. */
export class PastError extends Error {
  override readonly name = 'PastError';
  readonly fault: PastFault;

  constructor(fault: PastFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

const isSituation = objectOf<Situation>({
  at: isNumber,
  epoch: isText,
  seq: isNumber,
  keptSince: isNumber,
  records: listOf(isRecord),
  events: listOf(isEvent),
  feeds: listOf(isFeed),
  alarms: listOf(isAlarm),
});

const isProblem = objectOf<{ errors: { code: string }[] }>({
  errors: listOf(objectOf<{ code: string }>({ code: isText })),
});

function isNotKept(problem: unknown): boolean {
  return isProblem(problem) && problem.errors.some(({ code }) => code === 'not_kept');
}

async function get(address: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (response.status === 422 && isNotKept(await response.json()))
    throw new PastError('not-kept', 'not kept that far back');
  if (!response.ok) throw new PastError('unreachable', `the past answered ${response.status}`);
  return response.json();
}

/** Everything as it was known at an instant. Throws `PastError`, or what `fetch` throws. */
export async function fetchSituation(at: number, signal: AbortSignal): Promise<Situation> {
  const answer = await get(`/api/v1/situation?at=${at}`, signal);
  if (!isSituation(answer) || answer.at !== at)
    throw new PastError('unreachable', 'the past has another shape');
  return answer;
}

const isHistory = objectOf<{ isWhole: boolean; items: MarkItem[] }>({
  isWhole: isBoolean,
  items: listOf(
    objectOf<MarkItem>({
      id: isText,
      priority: isText,
      raisedAt: isNumber,
    }),
  ),
});

/** Alarms that were raised in a span of time. */
export async function fetchAlarmMarks(from: number, to: number, signal: AbortSignal): Promise<AlarmMark[]> {
  const answer = await get(`/api/v1/alarms/history?from=${from}&to=${to}`, signal);
  if (!isHistory(answer)) throw new PastError('unreachable', 'the history of alarms has another shape');
  return toAlarmMarks(answer.items, from);
}
