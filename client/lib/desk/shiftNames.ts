import { toClockParts } from '../clock.ts';

/** The three shifts of a day. */
export const shiftNames = ['morning', 'day', 'night'] as const;
type ShiftName = (typeof shiftNames)[number];

/** The one to offer at an instant: shifts begin at about 7, 15 and 23, and are named up to an hour before. */
export function toShiftName(at: number, zone: string): ShiftName {
  const hour = Number(toClockParts(at, zone).hour);
  if (hour >= 6 && hour < 14) return 'morning';
  return hour >= 14 && hour < 22 ? 'day' : 'night';
}
