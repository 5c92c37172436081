import { useMemo, useRef } from 'react';
import { useNow } from '../../hooks/useNow.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { type Choropleth, computeChoropleth, isSameChoropleth } from './choropleth.ts';

/** The choropleth of an indicator from the live values, looked at with the wall's clock; the same object until it would be drawn otherwise. */
export function useChoropleth(indicatorId: string | null): Choropleth {
  const { catalogue, indicators } = useCatalogue();
  const now = useNow();
  const kept = useRef<Choropleth | null>(null);
  return useMemo(() => {
    const { records } = liveStore.getState();
    const next = computeChoropleth({
      areas: catalogue.areas,
      indicator: (indicatorId && indicators.get(indicatorId)) || null,
      lookup: (key) => records.get(key),
      now,
      zone: catalogue.region.zone,
    });
    if (!kept.current || !isSameChoropleth(kept.current, next)) kept.current = next;
    return kept.current;
  }, [catalogue, indicators, indicatorId, now]);
}
