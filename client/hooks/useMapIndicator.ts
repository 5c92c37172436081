import { useMemo } from 'react';
import { toMapIndicator } from '../lib/overviewMap.ts';
import { selectRecords, useLive } from '../stores/liveStore.ts';
import { useViewStore } from '../stores/viewStore.ts';

/** Indicator of the map: the address names it, else the first candidate with data. */
export function useMapIndicator(candidates: readonly string[]): string | null {
  const records = useLive(selectRecords);
  const chosen = useViewStore((state) => state.indicator);
  const found = useMemo(() => toMapIndicator(candidates, records.values()), [candidates, records]);
  return chosen ?? found ?? candidates[0] ?? null;
}
