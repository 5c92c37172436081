import type { FeatureCollection } from 'geojson';
import { useEffect, useState } from 'react';
import { fetchMapFile } from '../connection/mapFiles.ts';

const retryMs = 5_000;

/** A map file of the region, read again until it is there; null until then. */
export function useMapFile(file: string): FeatureCollection | null {
  const [data, setData] = useState<FeatureCollection | null>(null);
  useEffect(() => {
    let isStopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      fetchMapFile(file).then(
        (found) => {
          if (!isStopped) setData(found);
        },
        (error: unknown) => {
          console.warn('map file not read, trying again', error);
          if (!isStopped) timer = setTimeout(read, retryMs);
        },
      );
    };
    read();
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [file]);
  return data;
}
