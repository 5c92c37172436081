import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

/** Fetches the map's worker into the browser's store: MapLibre would wait for ever for one that did not come. */
export async function fetchWorker(): Promise<void> {
  const answer = await fetch(workerUrl);
  if (!answer.ok) throw new Error(`worker of the map answered ${answer.status}`);
  await answer.arrayBuffer();
}
