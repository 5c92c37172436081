import { toMapIndicator } from '../lib/overviewMap.ts';
import { useLive } from '../stores/liveStore.ts';
import { useViewStore } from '../stores/viewStore.ts';

/** Indicator of the map: the address names it, else the first candidate with data. Draws anew only when another one is chosen. */
export function useMapIndicator(candidates: readonly string[]): string | null {
  const found = useLive(({ records }) => toMapIndicator(candidates, records.values()));
  const chosen = useViewStore((state) => state.indicator);
  return chosen ?? found ?? candidates[0] ?? null;
}
