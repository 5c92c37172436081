import type { AlarmHistory } from '#shared/model/situation.ts';

/** An alarm that was raised: a mark on the day. Epoch milliseconds. */
export interface AlarmMark {
  readonly id: string;
  readonly at: number;
  readonly isHigh: boolean;
}

/** What of an alarm's version a mark is made of. */
export type MarkItem = Pick<AlarmHistory['items'][number], 'id' | 'priority' | 'raisedAt'>;

/** One mark for each time that an alarm was raised, since `from`. */
export function toAlarmMarks(items: readonly MarkItem[], from: number): AlarmMark[] {
  const marks = new Map<string, AlarmMark>();
  for (const { id, priority, raisedAt } of items) {
    if (raisedAt < from) continue;
    const isHigh = priority === 'urgent' || priority === 'high';
    marks.set(`${id} ${raisedAt}`, { id, at: raisedAt, isHigh });
  }
  return [...marks.values()];
}
