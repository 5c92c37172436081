import type { Alarm, AlarmPriority } from '#shared/model/alarm.ts';
import { alarmPriorities } from '#shared/model/lists.ts';
import { compareRaised } from '#shared/rules/alarmOrder.ts';

/** Parts of the list in the order in which an operator works: what waits for somebody, what is known, what rests, what is explained. */
export const alarmSections = ['open', 'acknowledged', 'shelved', 'quiet'] as const;
export type AlarmSection = (typeof alarmSections)[number];

type Ordered = Pick<Alarm, 'id' | 'state' | 'priority' | 'raisedAt'>;

/** Where an alarm stands in the list. */
export function toSection({ state }: Pick<Alarm, 'state'>): AlarmSection {
  switch (state) {
    case 'unacknowledged':
    case 'returned':
      return 'open';
    case 'shelved':
      return 'shelved';
    case 'suppressed':
    case 'out-of-service':
      return 'quiet';
    case 'acknowledged':
    case 'normal':
      return 'acknowledged';
    default:
      return state satisfies never;
  }
}

/** True while somebody has to acknowledge it. */
export function isOpen(alarm: Pick<Alarm, 'state'>): boolean {
  return toSection(alarm) === 'open';
}

/** What waits first, then by priority, then what still holds before what is over, then newest. */
export function compareAlarms(a: Ordered, b: Ordered): number {
  return (
    alarmSections.indexOf(toSection(a)) - alarmSections.indexOf(toSection(b)) ||
    alarmPriorities.indexOf(a.priority) - alarmPriorities.indexOf(b.priority) ||
    Number(a.state === 'returned') - Number(b.state === 'returned') ||
    compareRaised(a, b)
  );
}

/** The list by sections, each in order; empty sections stay, so that their count can be told. */
export function toSections<T extends Ordered>(
  items: readonly T[],
): readonly { readonly section: AlarmSection; readonly items: readonly T[] }[] {
  const sorted = [...items].sort(compareAlarms);
  return alarmSections.map((section) => ({
    section,
    items: sorted.filter((alarm) => toSection(alarm) === section),
  }));
}

/** How many wait for somebody, by priority. */
export function countOpen(items: readonly Ordered[]): Readonly<Record<AlarmPriority, number>> {
  const counts = { urgent: 0, high: 0, medium: 0, low: 0 };
  for (const alarm of items) if (isOpen(alarm)) counts[alarm.priority] += 1;
  return counts;
}
