import type { FeatureCollection } from 'geojson';
/** A map file of the region pack could not be read. */
export class MapFileError extends Error {
  override readonly name = 'MapFileError';
  readonly file: string;
  constructor(file: string, reason: string) {
    super(`map file ${file}: ${reason}`);
    this.file = file;
  }
}

const files = new Map<string, Promise<FeatureCollection>>();

/** Absolute address of a map file; workers resolve relative ones against their own script. */
export function toMapFileUrl(file: string): string {
  return new URL(`/region/map/${encodeURIComponent(file)}`, window.location.href).href;
}

/** Reads a map file once for the life of the page; a failed read is forgotten so that the next panel tries again. */
export function fetchMapFile(file: string): Promise<FeatureCollection> {
  const known = files.get(file);
  if (known) return known;
  const reading = readMapFile(file);
  files.set(file, reading);
  reading.catch(() => files.delete(file));
  return reading;
}

async function readMapFile(file: string): Promise<FeatureCollection> {
  const response = await fetch(toMapFileUrl(file));
  if (!response.ok) throw new MapFileError(file, `status ${response.status}`);
  const body: unknown = await response.json();
  if (!isCollection(body)) throw new MapFileError(file, 'not a GeoJSON FeatureCollection');
  return body;
}

function isCollection(body: unknown): body is FeatureCollection {
  return (
    typeof body === 'object' &&
    body !== null &&
    'type' in body &&
    body.type === 'FeatureCollection' &&
    'features' in body &&
    Array.isArray(body.features)
  );
}
