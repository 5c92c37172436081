import { useMemo } from 'react';
import { useTicking } from '../../hooks/useNow.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { type LiveState, liveStore } from '../../stores/liveStore.ts';
import { type Choropleth, computeChoropleth, isSameChoropleth } from './choropleth.ts';

/**
 * The choropleth of an indicator from the live values, looked at once a second; the same object until it would be drawn otherwise,
 * so that a map on which nothing changed is not drawn again.
 */
export function useChoropleth(indicatorId: string | null): Choropleth {
  const { catalogue, indicators } = useCatalogue();
  const compute = useMemo(() => {
    const { areas, region } = catalogue;
    const indicator = (indicatorId && indicators.get(indicatorId)) || null;
    let seenAt = 0;
    let seen: LiveState['records'] | null = null;
    let kept: Choropleth | null = null;
    return (now: number): Choropleth => {
      const { records } = liveStore.getState();
      if (kept && seenAt === now && seen === records) return kept;
      seenAt = now;
      seen = records;
      const lookup = records.get.bind(records);
      const next = computeChoropleth({ areas, indicator, lookup, now, zone: region.zone });
      if (!kept || !isSameChoropleth(kept, next)) kept = next;
      return kept;
    };
  }, [catalogue, indicators, indicatorId]);
  return useTicking(compute);
}
