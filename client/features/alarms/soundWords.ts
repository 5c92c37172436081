import type { AlarmDetail } from '#shared/model/alarm.ts';
import type { Names } from '../../hooks/desk/useDesk.ts';
import type { Saying } from '../../lib/desk/soundPlan.ts';
import { type Translate, toName, toUnmarked, toWhereOrRegion } from './alarmWords.ts';

/** How many alarms are named; of more only the most urgent one is. */
const mostNamed = 3;

const prefixes = { new: '', again: 'again', escalated: 'escalated' } as const;

/** The sentence of a saying; one alarm is named with its place, a burst is summed up. What is simulated is said to be. */
export function toSpoken(
  { kind, ids }: Saying,
  alarms: readonly AlarmDetail[],
  names: Names,
  t: Translate,
): string {
  const told = ids.flatMap((id) => alarms.find((alarm) => alarm.id === id) ?? []);
  const [first] = told;
  if (!first) return '';
  const form = told.length === 1 ? 'one' : told.length <= mostNamed ? 'few' : 'many';
  const count = told.filter(({ priority }) => priority === 'urgent').length;
  const prefix = prefixes[kind];
  const key = prefix ? prefix + form.charAt(0).toUpperCase() + form.slice(1) : form;
  const spoken = told.map((alarm) => toSpokenName(alarm, names, t));
  return t(`sound:spoken.${key}`, {
    count: told.length,
    priority: t(`alarm:priority.${first.priority}`, {}),
    name: spoken[0],
    names: spoken.join('; '),
    urgent: count > 0 ? t('sound:spoken.urgent', { count }) : '',
  });
}

function toSpokenName(alarm: AlarmDetail, names: Names, t: Translate): string {
  const where = toWhereOrRegion(alarm, names, t);
  const what = toUnmarked(toName(alarm), alarm);
  const name = where === '–' ? what : `${what}, ${where}`;
  return alarm.simulated ? t('sound:spoken.simulated', { name }) : name;
}
