import type { SystemHealth } from '#shared/model/health.ts';
import { watching } from './deskCaller.ts';
import type { RouteDefinition } from './registry.ts';

/** How the system itself is doing, for the console. */
export function createSystemRoutes(read: () => SystemHealth): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: '/api/v1/health',
      access: watching,
      handle: (_request, response) => response.set('Cache-Control', 'no-store').json(read()),
    },
  ];
}
