import type { Alarm } from '#shared/model/alarm.ts';
import { compareAlarms, isOpen } from './alarmOrder.ts';

/** Gathers new alarms for whoever cannot see the list. */
export interface AlarmNews<T> {
  /** Takes the list as it stands; the first one is no news. */
  take(items: readonly T[]): void;
  stop(): void;
}

type Told = Pick<Alarm, 'id' | 'state' | 'priority' | 'raisedAt'>;

/** Shortest time between two pieces of news. Milliseconds. */
export const newsMs = 5_000;

/** Builds the news; `tell` gets what is new since it last told, most urgent first. Bounded by the list. */
export function createNews<T extends Told>(
  tell: (fresh: readonly T[]) => void,
  now: () => number = () => performance.now(),
): AlarmNews<T> {
  let known: ReadonlySet<string> | null = null;
  let waiting: readonly string[] = [];
  let items: readonly T[] = [];
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const toKey = ({ id, raisedAt }: T): string => `${id} ${raisedAt}`;
  const flush = (): void => {
    timer = undefined;
    const fresh = items.filter((one) => waiting.includes(toKey(one)) && isOpen(one)).sort(compareAlarms);
    waiting = [];
    if (fresh.length === 0) return;
    toldAt = now();
    tell(fresh);
  };
  return {
    take(next) {
      items = next;
      const open = next.filter(isOpen).map(toKey);
      const before = known;
      known = new Set(open);
      if (before === null) return;
      waiting = [...new Set([...waiting, ...open.filter((key) => !before.has(key))])];
      if (waiting.length === 0 || timer !== undefined) return;
      const waitMs = toldAt + newsMs - now();
      if (waitMs <= 0) flush();
      else timer = setTimeout(flush, waitMs);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
