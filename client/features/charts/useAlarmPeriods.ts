import { useEffect, useState } from 'react';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { type AlarmPeriods, fetchAlarmPeriods } from '../../connection/alarmPeriods.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { selectPastAt, useLive } from '../../stores/liveStore.ts';

const none: AlarmPeriods = { isWhole: true, items: [] };

/** What was read, with what it was read for. */
interface Read {
  readonly chart: string;
  /** Epoch milliseconds; null for the present. */
  readonly asOf: number | null;
  readonly periods: AlarmPeriods;
}

/**
 * When a series was in alarm, read again when an alarm of it changes; while the screen shows the past, as it was known then. What could
 * not be read is not drawn: the curve stays.
 */
export function useAlarmPeriods(indicatorId: string, area: string, rangeMs: number | null): AlarmPeriods {
  const [read, setRead] = useState<Read | null>(null);
  const asOf = useLive(selectPastAt);
  const mark = useLive(({ alarms }) =>
    alarms.reduce(
      (sum, alarm) => (alarm.indicator === indicatorId && alarm.area === area ? sum + alarm.changedAt : sum),
      0,
    ),
  );
  const chart = `${toSeriesKey(indicatorId, area)} ${rangeMs}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark changes with every alarm of the series
  useEffect(() => {
    const stopper = new AbortController();
    const from = rangeMs === null ? null : (asOf ?? serverNow()) - rangeMs;
    const keep = (next: Read | null): void => {
      if (!stopper.signal.aborted) setRead(next);
    };
    fetchAlarmPeriods({ indicatorId, area, from, asOf }, stopper.signal)
      .then((periods) => keep({ chart, asOf, periods }))
      .catch(() => keep(null));
    return () => stopper.abort();
  }, [indicatorId, area, rangeMs, asOf, mark]);
  // Forward it stays until the next answer; of another series, or of later than what is shown, it may not.
  const holds = read?.chart === chart && toOrder(read.asOf) <= toOrder(asOf);
  return holds ? read.periods : none;
}

/** The present comes after every instant of the past. */
function toOrder(asOf: number | null): number {
  return asOf ?? Number.POSITIVE_INFINITY;
}
