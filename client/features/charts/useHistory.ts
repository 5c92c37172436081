import { useEffect, useState } from 'react';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { fetchHistory, type History } from '../../connection/history.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { liveStore } from '../../stores/liveStore.ts';

/** What a chart knows of its series: the last good history stays while a later read fails. */
export interface HistoryState {
  readonly history: History | null;
  readonly phase: 'loading' | 'ready' | 'error';
}

/** A series is read again at most this often while its live value moves. */
const quietMs = 3_000;
const retryMs = 8_000;
const maxPoints = 1_000;

/**
 * History of a series, read again when its live record changes; while the screen shows the past, as it was known then. The caller
 * mounts it anew between the present and the past.
 */
export function useHistory(indicatorId: string, area: string, rangeMs: number | null): HistoryState {
  const [state, setState] = useState<HistoryState>({ history: null, phase: 'loading' });
  useEffect(() => {
    const stopper = new AbortController();
    const key = toSeriesKey(indicatorId, area);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReading = false;
    let isWanted = false;
    setState({ history: null, phase: 'loading' });
    const schedule = (delayMs: number): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void read();
      }, delayMs);
    };
    const read = async (): Promise<void> => {
      isReading = true;
      isWanted = false;
      const { pastAt } = liveStore.getState();
      const from = rangeMs === null ? null : (pastAt ?? serverNow()) - rangeMs;
      const asked = { indicatorId, area, from, maxPoints, ...(pastAt === null ? {} : { asOf: pastAt }) };
      try {
        const history = await fetchHistory(asked, stopper.signal);
        if (!stopper.signal.aborted && !isLaterThanShown(pastAt)) setState({ history, phase: 'ready' });
      } catch (error) {
        if (stopper.signal.aborted) return;
        console.warn('history not read, trying again', error);
        setState((before) => ({ ...before, phase: 'error' }));
        schedule(retryMs);
      } finally {
        isReading = false;
      }
      if (isWanted) schedule(liveStore.getState().pastAt === null ? quietMs : 0);
    };
    const unsubscribe = liveStore.subscribe((now, before) => {
      const isMoved = now.pastAt !== before.pastAt;
      if (!isMoved && now.records.get(key) === before.records.get(key)) return;
      // What was not known yet must not stand there until the answer comes.
      if (isLaterThanShown(before.pastAt)) setState({ history: null, phase: 'loading' });
      isWanted = true;
      if (!isReading) schedule(isMoved ? 0 : quietMs);
    });
    void read();
    return () => {
      stopper.abort();
      clearTimeout(timer);
      unsubscribe();
    };
  }, [indicatorId, area, rangeMs]);
  return state;
}

/** True for what was known at an instant after the one that the screen shows. */
function isLaterThanShown(at: number | null): boolean {
  const { pastAt } = liveStore.getState();
  return pastAt !== null && at !== null && at > pastAt;
}
