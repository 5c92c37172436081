import type { AgencyCode } from '#shared/model/ids.ts';

/** What a token may do; more verbs come with later screens. */
export const tokenScopes = ['readings:write'] as const;
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
}

/** Tokens are kept as SHA-256 of the secret only (R28). */
export interface TokenStore {
  insertToken(token: ApiToken, secretHash: string): Promise<void>;
  findTokenByHash(secretHash: string): Promise<ApiToken | null>;
  listTokens(): Promise<readonly ApiToken[]>;
  /** False when there is no such token. */
  revokeToken(id: string, at: number): Promise<boolean>;
  /** Best effort, batched by the caller; losing one is harmless. */
  touchTokens(used: readonly { id: string; at: number }[]): Promise<void>;
}
