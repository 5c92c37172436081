import type { Camera } from '#shared/model/camera.ts';
import { watching } from './deskCaller.ts';
import type { RouteDefinition } from './registry.ts';

/** Cameras of the region: the public ones for whoever may see the wall, all of them for the room. */
export function createCameraRoutes(cameras: readonly Camera[]): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: '/api/v1/cameras',
      access: { kind: 'viewing' },
      asks: true,
      handle(_request, response, caller) {
        const role = caller?.role ?? null;
        const seesAll = role !== null && watching.roles.includes(role);
        const items = seesAll ? cameras : cameras.filter((camera) => camera.public);
        response.set('Cache-Control', 'no-store').json({ items });
      },
    },
  ];
}
