import { useEffect, useState } from 'react';
import type { Attendee } from '#shared/model/session.ts';
import { fetchSession } from '../../connection/review/reviewRequests.ts';
import { useShown } from './useShown.ts';

/** Who is here changes with everyone who comes and goes; the list is asked for at most this often. Milliseconds. */
const spacingMs = 10_000;
let askedAt = Number.NEGATIVE_INFINITY;

/** Who is and was here, asked for anew when the number here changed; null until known, `failed` where it did not come. */
export function useAttendance(id: string, here: number): readonly Attendee[] | 'failed' | null {
  const [list, setList] = useState<readonly Attendee[] | 'failed' | null>(null);
  const isShown = useShown();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number here is another list
  useEffect(() => {
    if (!isShown) return;
    let isStopped = false;
    const read = (): void => {
      askedAt = performance.now();
      fetchSession(id).then(
        ({ attendance }) => {
          if (!isStopped) setList(attendance);
        },
        () => {
          if (!isStopped) setList((before) => before ?? 'failed');
        },
      );
    };
    const wait = list === null ? 0 : Math.max(500, askedAt + spacingMs - performance.now());
    const timer = setTimeout(read, wait);
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [id, here, isShown]);
  return list;
}
