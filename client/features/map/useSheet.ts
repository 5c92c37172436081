import { useMemo } from 'react';
import { useMapFile } from '../../hooks/useMapFile.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';

/** End of the map's geometry: west, south, east, north. */
export type Sheet = readonly [west: number, south: number, east: number, north: number];

/** Where the map's geometry ends, as its surroundings say; null until they are read. */
export function useSheet(): Sheet | null {
  const { catalogue } = useCatalogue();
  const surroundings = useMapFile(catalogue.map.surroundings);
  return useMemo(() => {
    const [west, south, east, north] = surroundings?.bbox ?? [];
    if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
    return [west, south, east, north];
  }, [surroundings]);
}
