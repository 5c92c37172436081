import type { AgencyCode, IndicatorId } from '#shared/model/ids.ts';
import type { tokenScopes } from '#shared/model/lists.ts';
import type { AuditNote } from '../audit/auditStore.ts';

/** One of `tokenScopes`. */
export type TokenScope = (typeof tokenScopes)[number];

/** An API token without its secret. Instants are epoch milliseconds. */
export interface ApiToken {
  readonly id: string;
  readonly agency: AgencyCode;
  readonly scopes: readonly TokenScope[];
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
  /** Not good from then on; null for never. */
  readonly expiresAt: number | null;
  /** Indicators it may write; null for all of its agency. */
  readonly indicators: readonly IndicatorId[] | null;
}

/** Tokens are kept as SHA-256 of the secret only (R28). */
export interface TokenStore {
  insertToken(token: ApiToken, secretHash: string, note: AuditNote): Promise<void>;
  findTokenByHash(secretHash: string): Promise<ApiToken | null>;
  listTokens(): Promise<readonly ApiToken[]>;
  /** False when there is no such token. */
  revokeToken(id: string, at: number, note: AuditNote): Promise<boolean>;
  /** Moves the end of a token; false when there is none. */
  expireToken(id: string, at: number, note: AuditNote): Promise<boolean>;
  /** Best effort, batched by the caller; losing one is harmless. */
  touchTokens(used: readonly { id: string; at: number }[]): Promise<void>;
}
