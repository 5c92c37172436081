import type { Alarm } from '../model/alarm.ts';

/** Latest raised first; of those raised at once by id, so that every list of them is the same. */
export function compareRaised(a: Pick<Alarm, 'raisedAt' | 'id'>, b: Pick<Alarm, 'raisedAt' | 'id'>): number {
  return b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1);
}
