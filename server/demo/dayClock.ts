/** Maps real time to the minute of the simulated day. It runs `speed` times as fast as the real one. */
export interface DayClock {
  /** Minutes since midnight of the simulated day, 0 to 1,440. */
  minuteAt(realAt: number): number;
}

export const minutesPerDay = 1_440;

/** A demo begins at seven, when the service desks open, unless it is told another time. */
const startMinute = 7 * 60;

/** `speed` 1 is real time; 60 makes a minute of every second. After midnight the next simulated day begins: the demo has no end. */
export function createDayClock(startedAt: number, speed: number, from = startMinute): DayClock {
  return {
    minuteAt(realAt) {
      const minute = from + ((realAt - startedAt) / 60_000) * speed;
      return ((minute % minutesPerDay) + minutesPerDay) % minutesPerDay;
    },
  };
}

/** When a simulated day began: real instant, simulated minutes a real minute, and minute of the day. */
export interface DayStart {
  readonly startedAt: number;
  readonly speed: number;
  readonly from: number;
}

/** Number of the simulated day at a real instant; the one in which the demo starts is 0. */
export function toDay({ startedAt, speed, from }: DayStart, realAt: number): number {
  return Math.floor((from + ((realAt - startedAt) / 60_000) * speed) / minutesPerDay);
}

/** Real instant at which a simulated day reaches a minute, epoch milliseconds. */
export function toRealAt({ startedAt, speed, from }: DayStart, day: number, minute: number): number {
  return startedAt + ((day * minutesPerDay + minute - from) / speed) * 60_000;
}

/** A smooth hill between 0 and 1 around `peak`, `width` minutes to each side; 0 elsewhere. */
export function toHill(minute: number, peak: number, width: number): number {
  const distance = Math.abs(minute - peak);
  return distance >= width ? 0 : (1 + Math.cos((Math.PI * distance) / width)) / 2;
}

/** Strength of the simulated afternoon rain, 0 to 1: it begins after one, is heaviest at half past three, ends before six. */
export function toRainStrength(minute: number): number {
  return toHill(minute, 15.5 * 60, 150);
}

/** A day (`YYYY-MM-DD`) so many days after another, or before it. */
export function toDayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
