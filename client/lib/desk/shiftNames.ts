import { toClockParts } from '../clock.ts';

/** The three shifts of a day. */
export const shiftNames = ['morning', 'day', 'night'] as const;
type ShiftName = (typeof shiftNames)[number];

/** The one that an instant lies in, by the usual hours of shifts of eight hours: from 7, 15 and 23. */
export function toShiftName(at: number, zone: string): ShiftName {
  const hour = Number(toClockParts(at, zone).hour);
  if (hour >= 6 && hour < 14) return 'morning';
  return hour >= 14 && hour < 22 ? 'day' : 'night';
}
