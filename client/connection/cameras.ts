import type { Camera } from '#shared/model/camera.ts';
import type { Localised } from '#shared/model/text.ts';
import { isBoolean, isNumber, isText, listOf, nullable, objectOf, oneOf, tupleOf } from '../lib/shape.ts';

const isCamera = objectOf<Camera>({
  id: isText,
  name: objectOf<Localised>({ id: isText, en: isText }),
  area: isText,
  point: tupleOf(isNumber, isNumber),
  kind: oneOf(['hls', 'snapshot'] as const),
  url: isText,
  refreshSeconds: nullable(isNumber),
  owner: isText,
  public: isBoolean,
});
const isList = objectOf<{ items: readonly Camera[] }>({ items: listOf(isCamera) });

const timeoutMs = 10_000;

/** Cameras that this screen may show. */
export async function fetchCameras(): Promise<readonly Camera[]> {
  const response = await fetch('/api/v1/cameras', { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`cameras answered ${response.status}`);
  const body: unknown = await response.json();
  if (!isList(body)) throw new Error('cameras have another shape');
  return body.items;
}
