import { distanceKm } from '#shared/math/geometry.ts';
import type { Camera } from '#shared/model/camera.ts';

/** Where something is, as far as it is known. */
interface Whereabouts {
  readonly area: string;
  readonly point: readonly [number, number] | null;
}

/** A camera with its distance; null where the point it is measured from is not known. */
export interface NearCamera {
  readonly camera: Camera;
  readonly km: number | null;
}

const reachKm = 5;

/** Cameras within 5 km or of the same area, nearest first. */
export function selectNearCameras(cameras: readonly Camera[], { area, point }: Whereabouts): NearCamera[] {
  return cameras
    .map((camera) => ({ camera, km: point && distanceKm(point, camera.point) }))
    .filter(({ camera, km }) => camera.area === area || (km !== null && km <= reachKm))
    .sort((a, b) => (a.km ?? 0) - (b.km ?? 0) || (a.camera.id < b.camera.id ? -1 : 1));
}
