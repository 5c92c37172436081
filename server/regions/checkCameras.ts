import type { Pack } from './readPack.ts';
import type { RegionFault } from './region.ts';
import { requireKey } from './requireKey.ts';

/** Degrees around the bounds of the region within which a camera may stand: gates and crossings lie just beyond the border. */
const reach = 0.2;

/** Checks what `cameras.json` says of the other files, and that no point has its two numbers the wrong way round. */
export function checkCameras(pack: Pack, report: (fault: RegionFault) => void): void {
  const { file, items } = pack.cameras;
  for (const { path, value } of items) {
    const at = (field: string) => ({ file, path: `${path}/${field}` });
    requireKey(pack.areas, value.area, at('area'), report);
    requireKey(pack.agencies, value.owner, at('owner'), report);
    const bounds = pack.region?.region.bounds;
    if (!bounds) continue;
    const [west, south, east, north] = bounds;
    const [longitude, latitude] = value.point;
    const isNear =
      longitude >= west - reach &&
      longitude <= east + reach &&
      latitude >= south - reach &&
      latitude <= north + reach;
    if (!isNear)
      report({ ...at('point'), message: 'must be longitude, latitude in the region or close to it' });
  }
}
