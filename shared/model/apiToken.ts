import { z } from 'zod';
import { agencyCodeSchema, indicatorIdSchema } from './ids.ts';
import { tokenScopes } from './lists.ts';

/** An API token as the admin sees it; its secret is shown once. Instants are ISO 8601 UTC. */
export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  agency: agencyCodeSchema,
  scopes: z.array(z.enum(tokenScopes)),
  /** Null for all indicators of the agency. */
  indicators: z.array(indicatorIdSchema).nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type ApiTokenView = z.infer<typeof apiTokenSchema>;

/** Body of `POST /admin/tokens`. */
export const tokenRequestSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  agency: agencyCodeSchema,
  scopes: z.array(z.enum(tokenScopes)).min(1).max(4),
  indicators: z.array(indicatorIdSchema).min(1).max(200).nullable().default(null),
  /** Days until it ends; null for never. */
  expiresInDays: z.number().int().min(1).max(3_650).nullable().default(365),
});

/** Answer that tells a secret, the only time. */
export const tokenSecretSchema = z.object({ token: apiTokenSchema, secret: z.string() });
