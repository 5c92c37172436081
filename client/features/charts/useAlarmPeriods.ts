import { useEffect, useState } from 'react';
import { type AlarmPeriods, fetchAlarmPeriods } from '../../connection/alarmPeriods.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { useLive } from '../../stores/liveStore.ts';

const none: AlarmPeriods = { isWhole: true, items: [] };

/** When a series was in alarm, read again when an alarm of it changes. What could not be read is not drawn: the curve stays. */
export function useAlarmPeriods(indicatorId: string, area: string, rangeMs: number | null): AlarmPeriods {
  const [periods, setPeriods] = useState(none);
  const mark = useLive(({ alarms }) =>
    alarms.reduce(
      (sum, alarm) => (alarm.indicator === indicatorId && alarm.area === area ? sum + alarm.changedAt : sum),
      0,
    ),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark changes with every alarm of the series
  useEffect(() => {
    const stopper = new AbortController();
    const from = rangeMs === null ? null : serverNow() - rangeMs;
    fetchAlarmPeriods({ indicatorId, area, from }, stopper.signal)
      .then(setPeriods)
      .catch(() => undefined);
    return () => stopper.abort();
  }, [indicatorId, area, rangeMs, mark]);
  return periods;
}
