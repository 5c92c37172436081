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

/** History of a series, read again when its live record changes. */
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
      const from = rangeMs === null ? null : serverNow() - rangeMs;
      try {
        const history = await fetchHistory({ indicatorId, area, from, maxPoints }, stopper.signal);
        if (!stopper.signal.aborted) setState({ history, phase: 'ready' });
      } catch (error) {
        if (stopper.signal.aborted) return;
        console.warn('history not read, trying again', error);
        setState((before) => ({ ...before, phase: 'error' }));
        schedule(retryMs);
      } finally {
        isReading = false;
      }
      if (isWanted) schedule(quietMs);
    };
    const unsubscribe = liveStore.subscribe((now, before) => {
      if (now.records.get(key) === before.records.get(key)) return;
      isWanted = true;
      if (!isReading) schedule(quietMs);
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
