import { type SystemHealth, systemHealthSchema } from '#shared/model/health.ts';
import { ask } from './request.ts';

/** How the system itself is doing. */
export const fetchHealth = (): Promise<SystemHealth> => ask('/api/v1/health', { schema: systemHealthSchema });
