import type { AlarmLoad, AlarmRule } from '#shared/model/alarm.ts';
import type { RaiseCount } from './alarmStore.ts';

/** Length of one span, and how many are told. */
const spanMs = 600_000;
const spanCount = 24;
/** Rules in the list of the worst. */
const worstCount = 10;

/** How far back raises are needed for a load. Milliseconds. */
export const loadWindowMs = 86_400_000;

/** How heavily alarms weigh on the room: raises in the last 10 minutes against the people on duty, and the rules that raise most. */
export function computeAlarmLoad(
  raises: readonly RaiseCount[],
  operators: number,
  rule: (id: string) => Pick<AlarmRule, 'name'> | undefined,
  now: number,
): AlarmLoad {
  const spans = Array.from({ length: spanCount }, () => 0);
  const counts = new Map<string, number>();
  let inDay = 0;
  for (const { rule: id, at } of raises) {
    if (at <= now - loadWindowMs || at > now) continue;
    inDay += 1;
    counts.set(id, (counts.get(id) ?? 0) + 1);
    const place = spanCount - 1 - Math.floor((now - at) / spanMs);
    if (place >= 0) spans[place] = (spans[place] ?? 0) + 1;
  }
  const raised = spans[spanCount - 1] ?? 0;
  const worst = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, worstCount)
    .map(([id, count]) => ({
      rule: id,
      name: rule(id)?.name ?? { id, en: id },
      count,
      share: count / Math.max(1, inDay),
    }));
  return { at: now, operators, raised, perOperator: raised / Math.max(1, operators), spans, worst };
}
