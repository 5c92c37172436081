import type { SystemHealth } from '#shared/model/health.ts';
import type { Role } from '#shared/model/role.ts';
import type { RouteDefinition } from './registry.ts';

/** Who reads the console. */
const reading: readonly Role[] = ['operator', 'presenter', 'admin'];

/** How the system itself is doing, for the console. */
export function createSystemRoutes(read: () => SystemHealth): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: '/api/v1/health',
      access: { kind: 'roles', roles: reading },
      handle: (_request, response) => response.set('Cache-Control', 'no-store').json(read()),
    },
  ];
}
