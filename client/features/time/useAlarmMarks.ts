import { useEffect, useState } from 'react';
import type { AlarmMark } from '../../connection/past/alarmMarks.ts';
import { fetchAlarmMarks } from '../../connection/past/fetchPast.ts';
import type { DaySpan } from '../../lib/day.ts';

interface Marks {
  readonly marks: readonly AlarmMark[];
  readonly hasFailed: boolean;
}

const none: Marks = { marks: [], hasFailed: false };

/** Alarms that were raised in a day; read again with each minute of the running one. */
export function useAlarmMarks({ from, to }: DaySpan): Marks {
  const [known, setKnown] = useState<Marks & { readonly from: number }>({ ...none, from });
  useEffect(() => {
    const stopper = new AbortController();
    fetchAlarmMarks(from, to, stopper.signal).then(
      (marks) => setKnown({ from, marks, hasFailed: false }),
      (error: unknown) => {
        if (stopper.signal.aborted) return;
        console.warn('alarms of a day not loaded', error);
        setKnown((before) => ({ from, marks: before.from === from ? before.marks : [], hasFailed: true }));
      },
    );
    return () => stopper.abort();
  }, [from, to]);
  return known.from === from ? known : none;
}
