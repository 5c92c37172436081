import { useMemo } from 'react';
import { useNow } from '../../hooks/useNow.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { type Choropleth, computeChoropleth } from './choropleth.ts';

/** The choropleth of an indicator from the live values, renewed with the wall's clock: at most once a second. */
export function useChoropleth(indicatorId: string | null): Choropleth {
  const { catalogue, indicators } = useCatalogue();
  const now = useNow();
  return useMemo(() => {
    const { records } = liveStore.getState();
    return computeChoropleth({
      areas: catalogue.areas,
      indicator: (indicatorId && indicators.get(indicatorId)) || null,
      lookup: (key) => records.get(key),
      now,
      zone: catalogue.region.zone,
    });
  }, [catalogue, indicators, indicatorId, now]);
}
