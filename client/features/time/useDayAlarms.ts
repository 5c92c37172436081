import { useQuery } from '@tanstack/react-query';
import { fetchAlarmHistory } from '../../connection/desk/past.ts';
import type { DaySpan } from '../../lib/day.ts';

/** How alarms stood over a day; the running day is read again with each minute. */
export function useDayAlarms({ from, to }: DaySpan) {
  return useQuery({
    queryKey: ['alarms', 'day', from, to],
    queryFn: () => fetchAlarmHistory(from, to),
    placeholderData: (before, query) => (query?.queryKey[2] === from ? before : undefined),
    gcTime: 60_000,
  });
}
