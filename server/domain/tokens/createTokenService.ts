import type { AgencyCode, IndicatorId } from '#shared/model/ids.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import type { ApiToken, TokenScope, TokenStore } from './tokenStore.ts';

/** What `create` gives back: the only moment the secret exists in the clear. */
export interface CreatedToken {
  readonly token: ApiToken;
  readonly secret: string;
}

/** What a token shall be. */
export interface TokenRequest {
  readonly agency: AgencyCode;
  readonly scopes: readonly TokenScope[];
  readonly name: string;
  /** Epoch milliseconds; never where left out. */
  readonly expiresAt?: number;
  /** All of the agency's where left out. */
  readonly indicators?: readonly IndicatorId[];
}

/** API tokens: made, checked and revoked. */
export interface TokenService {
  create(request: TokenRequest, by: Actor): Promise<CreatedToken>;
  /** The token behind a secret, or null when there is none or it was revoked. May throw `StoreUnavailableError`. */
  authenticate(secret: string): Promise<ApiToken | null>;
  list(): Promise<readonly ApiToken[]>;
  revoke(id: string, by: Actor): Promise<boolean>;
  /** A new secret with the same rights; the old one goes on for a day, so that nobody's machine stands still. Null when there is none. */
  rotate(id: string, by: Actor): Promise<CreatedToken | null>;
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
const cacheMs = 1_000;
/** How long a rotated secret goes on beside its successor. */
const overlapMs = 86_400_000;

/** Builds the token service over a store. */
export function createTokenService(parts: TokenServiceParts): TokenService {
  const { store, now, hash } = parts;
  const cache = createCache(now);
  const used = new Map<string, number>();
  const create: TokenService['create'] = async (request, by) => {
    const made = await insertToken(request, { by, parts });
    cache.clear();
    return made;
  };
  return {
    create,
    async authenticate(secret) {
      if (!secretPattern.test(secret)) return null;
      const key = hash(secret);
      const token = await cache.find(key, () => store.findTokenByHash(key));
      if (token === null || token.revokedAt !== null) return null;
      if (token.expiresAt !== null && token.expiresAt <= now()) return null;
      used.set(token.id, now());
      return token;
    },
    list: () => store.listTokens(),
    async revoke(id, by) {
      const note = toNote(by, { at: now(), action: 'token.revoke', subject: id });
      const isKnown = await store.revokeToken(id, now(), note);
      cache.clear();
      return isKnown;
    },
    async rotate(id, by) {
      const old = (await store.listTokens()).find((token) => token.id === id);
      if (!old || old.revokedAt !== null) return null;
      const made = await create(toSuccessor(old, now()), by);
      const endsAt = Math.min(old.expiresAt ?? Number.POSITIVE_INFINITY, now() + overlapMs);
      const after = { into: made.token.id };
      await store.expireToken(
        id,
        endsAt,
        toNote(by, { at: now(), action: 'token.rotate', subject: id, after }),
      );
      cache.clear();
      return made;
    },
    async flushUse() {
      if (used.size === 0) return;
      const batch = [...used].map(([id, at]) => ({ id, at }));
      used.clear();
      await store.touchTokens(batch);
    },
  };
}

async function insertToken(
  { agency, scopes, name, expiresAt, indicators }: TokenRequest,
  { by, parts }: { by: Actor; parts: TokenServiceParts },
): Promise<CreatedToken> {
  const secret = tokenPrefix + parts.randomSecret();
  const at = parts.now();
  const token: ApiToken = {
    id: parts.randomId(),
    agency,
    scopes,
    name,
    createdAt: at,
    lastUsedAt: null,
    revokedAt: null,
    expiresAt: expiresAt ?? null,
    indicators: indicators ?? null,
  };
  const note = toNote(by, { at, action: 'token.create', subject: token.id, after: token });
  await parts.store.insertToken(token, parts.hash(secret), note);
  return { token, secret };
}

/** The same rights for as long again. */
function toSuccessor(old: ApiToken, now: number): TokenRequest {
  const { agency, scopes, name, indicators, expiresAt } = old;
  return {
    agency,
    scopes,
    name,
    ...(indicators ? { indicators } : {}),
    ...(expiresAt === null ? {} : { expiresAt: Math.max(expiresAt, now + expiresAt - old.createdAt) }),
  };
}

/** Answers of the store for a few seconds, at most `maxCached` of them. */
function createCache(now: () => number) {
  const known = new Map<string, { readonly token: ApiToken | null; readonly until: number }>();
  return {
    clear: () => known.clear(),
    async find(key: string, look: () => Promise<ApiToken | null>): Promise<ApiToken | null> {
      const entry = known.get(key);
      if (entry && entry.until > now()) return entry.token;
      const token = await look();
      const oldest = known.size >= maxCached ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
      known.set(key, { token, until: now() + cacheMs });
      return token;
    },
  };
}
