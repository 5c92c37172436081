import type { AgencyCode } from '#shared/model/ids.ts';
import type { ApiToken, TokenScope, TokenStore } from './tokenStore.ts';

/** What `create` gives back: the only moment the secret exists in the clear. */
export interface CreatedToken {
  readonly token: ApiToken;
  readonly secret: string;
}

/** API tokens: made, checked and revoked. */
export interface TokenService {
  create(request: { agency: AgencyCode; scopes: readonly TokenScope[]; name: string }): Promise<CreatedToken>;
  /** The token behind a secret, or null when there is none or it was revoked. May throw `StoreUnavailableError`. */
  authenticate(secret: string): Promise<ApiToken | null>;
  list(): Promise<readonly ApiToken[]>;
  revoke(id: string): Promise<boolean>;
  /** Writes down when tokens were last used; best effort. */
  flushUse(): Promise<void>;
}

/** Needs of `createTokenService`; randomness and hashing are given so that the rule stays pure. */
export interface TokenServiceParts {
  readonly store: TokenStore;
  readonly now: () => number;
  /** 256 random bits, base64url: 43 characters. */
  readonly randomSecret: () => string;
  readonly randomId: () => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/** Lets secret scanners recognise a leaked token. */
export const tokenPrefix = 'smpl_';

const secretPattern = /^smpl_[A-Za-z0-9_-]{43}$/;
const maxCached = 1_000;
/** Another process on the same PostgreSQL may revoke a token: an answer is trusted this long at most. */
const cacheMs = 5_000;

/** Builds the token service over a store. */
export function createTokenService(parts: TokenServiceParts): TokenService {
  const { store, now, hash } = parts;
  const cache = new Map<string, { token: ApiToken | null; until: number }>();
  const used = new Map<string, number>();

  const remember = (key: string, token: ApiToken | null): void => {
    const oldest = cache.size >= maxCached ? cache.keys().next().value : undefined;
    if (oldest !== undefined) cache.delete(oldest);
    cache.set(key, { token, until: now() + cacheMs });
  };

  return {
    async create({ agency, scopes, name }) {
      const secret = tokenPrefix + parts.randomSecret();
      const token: ApiToken = {
        id: parts.randomId(),
        agency,
        scopes,
        name,
        createdAt: now(),
        lastUsedAt: null,
        revokedAt: null,
      };
      await store.insertToken(token, hash(secret));
      cache.clear();
      return { token, secret };
    },
    async authenticate(secret) {
      if (!secretPattern.test(secret)) return null;
      const key = hash(secret);
      let entry = cache.get(key);
      if (!entry || entry.until <= now()) {
        const found = await store.findTokenByHash(key);
        remember(key, found);
        entry = { token: found, until: 0 };
      }
      const { token } = entry;
      if (token === null || token.revokedAt !== null) return null;
      used.set(token.id, now());
      return token;
    },
    list: () => store.listTokens(),
    async revoke(id) {
      const isKnown = await store.revokeToken(id, now());
      cache.clear();
      return isKnown;
    },
    async flushUse() {
      if (used.size === 0) return;
      const batch = [...used].map(([id, at]) => ({ id, at }));
      used.clear();
      await store.touchTokens(batch);
    },
  };
}
