import type { Alarm } from '#shared/model/alarm.ts';
import type { AlarmAct } from './alarmKeys.ts';
import { isOpen } from './alarmOrder.ts';
import { toNextInstant } from './zonedTime.ts';

/** Most alarms of one request. */
const mostAtOnce = 100;

/** True where an act would do something to an alarm; the server decides again. */
export function canAct(act: AlarmAct, alarm: Pick<Alarm, 'state' | 'kind'>): boolean {
  switch (act) {
    case 'acknowledge':
    case 'acknowledge-with-comment':
      return isOpen(alarm);
    case 'shelve':
      return alarm.state !== 'normal' && alarm.state !== 'out-of-service';
    case 'unshelve':
      return alarm.state === 'shelved';
    case 'clear':
      return alarm.kind === 'manual';
    case 'assign':
    case 'comment':
    case 'incident':
    case 'display':
      return true;
    default:
      return act satisfies never;
  }
}

/** The alarms of `targets` that an act is for. An incident or a display is of one alarm. */
export function toActTargets<T extends Pick<Alarm, 'state' | 'kind'>>(
  act: AlarmAct,
  targets: readonly T[],
): readonly T[] {
  if ((act === 'incident' || act === 'display') && targets.length !== 1) return [];
  return targets.filter((alarm) => canAct(act, alarm)).slice(0, mostAtOnce);
}

/** Minutes from now to the next time a clock shows `14:30`; null where that cannot be read or is further off than a shelf lasts. */
export function toMinutesUntil(text: string, now: number, zone: string): number | null {
  const at = toNextInstant(text, now, zone);
  const minutes = Math.ceil(((at ?? now) - now) / 60_000);
  return minutes >= 1 && minutes <= 720 ? minutes : null;
}
