import type { Alarm } from '#shared/model/alarm.ts';
import { alarmPriorities, alarmSeverities } from '#shared/model/lists.ts';
import { compareRaised } from '#shared/rules/alarmOrder.ts';

/** States in which an alarm stands open: held back ones (shelved, suppressed, out of service) do not. */
const openStates: ReadonlySet<Alarm['state']> = new Set(['unacknowledged', 'acknowledged', 'returned']);

/** Open alarms in the order in which they want somebody: not acknowledged first, then graver, more urgent, newer. */
export function listOpenAlarms(alarms: readonly Alarm[]): Alarm[] {
  return alarms
    .filter(({ state }) => openStates.has(state))
    .sort(
      (a, b) =>
        Number(isWaiting(b)) - Number(isWaiting(a)) ||
        alarmSeverities.indexOf(a.severity) - alarmSeverities.indexOf(b.severity) ||
        alarmPriorities.indexOf(a.priority) - alarmPriorities.indexOf(b.priority) ||
        compareRaised(a, b),
    );
}

/** True while nobody has acknowledged it. */
export function isWaiting({ state }: Pick<Alarm, 'state'>): boolean {
  return state === 'unacknowledged' || state === 'returned';
}

/** Open alarms of each severity, and how many of them wait. */
export function countOpenAlarms(
  alarms: readonly Alarm[],
): Readonly<Record<Alarm['severity'], { readonly open: number; readonly waiting: number }>> {
  const counts = {
    critical: { open: 0, waiting: 0 },
    major: { open: 0, waiting: 0 },
    minor: { open: 0, waiting: 0 },
  };
  for (const alarm of alarms) {
    if (!openStates.has(alarm.state)) continue;
    counts[alarm.severity].open += 1;
    if (isWaiting(alarm)) counts[alarm.severity].waiting += 1;
  }
  return counts;
}

/** Critical alarms whose condition holds: while one stands, the wall does not turn away from it. */
export function countCritical(alarms: readonly Alarm[]): number {
  return alarms.filter(
    ({ severity, state, active }) => severity === 'critical' && active && openStates.has(state),
  ).length;
}
