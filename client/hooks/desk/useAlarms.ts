import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { fetchAlarms, type WatchedAlarms } from '../../connection/desk/alarms.ts';
import { useTicking } from '../useNow.ts';

/** The line tells of changes; this is for what it could not tell. Milliseconds. */
const safetyMs = 15_000;
/** A list older than this was missed by a safety turn. Milliseconds. */
const oldMs = 25_000;

/** Alarms with whether what is shown is still true. */
export interface Alarms {
  readonly query: UseQueryResult<WatchedAlarms, Error>;
  readonly items: readonly AlarmDetail[];
  /** Instant from which on the list is not known to be true; null while it is. Server time. */
  readonly oldSince: number | null;
}

const none: readonly AlarmDetail[] = [];

/** Everything that is not normal, kept true: by the line, by asking again, and by saying so where neither works. */
export function useAlarms(): Alarms {
  const query = useQuery({
    queryKey: ['alarms', 'list'],
    queryFn: fetchAlarms,
    refetchInterval: safetyMs,
    // A page in the background still has to sound.
    refetchIntervalInBackground: true,
  });
  const { data } = query;
  const isFailing = query.failureCount > 0 || query.isError;
  // By the time since it came: a server whose clock is set does not make it old.
  const isOld = useTicking(
    () => data !== undefined && (isFailing || performance.now() - data.arrivedAt > oldMs),
  );
  return { query, items: data?.items ?? none, oldSince: data && isOld ? data.at : null };
}
