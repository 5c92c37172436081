import type { IncomingMessage } from 'node:http';
import type { Access, Caller } from '../domain/people/access.ts';
import type { TokenService } from '../domain/tokens/createTokenService.ts';
import type { ApiToken } from '../domain/tokens/tokenStore.ts';
import { ProblemError } from './answers.ts';

/** What of a request or a handshake tells who asks. */
export type Credentials = Pick<IncomingMessage, 'headers' | 'socket'>;

/** Needs of `createIdentify`. */
export interface IdentifyParts {
  readonly tokens: Pick<TokenService, 'authenticate'>;
  /** Person of a session cookie; null where there is none, or it is over. */
  readonly findSession: (request: Credentials) => Promise<Caller | null>;
  /** Paired wall of a cookie; null where there is none, or it was unpaired. */
  readonly findWall: (request: Credentials) => Promise<Caller | null>;
  /** Guest of a session by a cookie; null where there is none, or what it holds by is over. */
  readonly findGuest: (request: Credentials) => Promise<Caller | null>;
  readonly clientAddress: (request: Credentials) => string;
  /** Wrong tokens by sender: trying them is slow. */
  readonly failures: {
    check<Token>(
      sender: string,
      tokenHash: string,
      find: () => Promise<Token | null>,
    ): Promise<{ readonly waitMs: number; readonly token: Token | null }>;
  };
  readonly toLimitKey: (address: string) => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/**
 * Tells who asks. What is for walls alone looks for a wall alone: an operator's own browser may hold both cookies. Guests are known only
 * where they may be: elsewhere, as where tries are counted by who asks, they would be as many callers as they like.
 */
export type Identify = (request: Credentials, access?: Access) => Promise<Caller | null>;

/**
 * Tells who asks: a bearer token where there is one, else the session of the cookie, else the paired wall or guest. Throws `ProblemError('rate')`
 * for a sender of many wrong tokens.
 */
export function createIdentify(parts: IdentifyParts): Identify {
  return async (request, access) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) return findToken(authorization, request, parts);
    return findByCookie(request, access, parts);
  };
}

async function findByCookie(
  request: Credentials,
  access: Access | undefined,
  { findSession, findWall, findGuest }: Pick<IdentifyParts, 'findSession' | 'findWall' | 'findGuest'>,
): Promise<Caller | null> {
  if (request.headers.cookie === undefined) return null;
  if (access?.kind === 'wall') return findWall(request);
  const known = (await findSession(request)) ?? (access?.kind === 'session' ? null : await findWall(request));
  if (known) return known;
  return access?.kind === 'session' || access?.kind === 'viewing' ? findGuest(request) : null;
}

async function findToken(
  authorization: string,
  request: Credentials,
  { tokens, clientAddress, failures, toLimitKey, hash }: IdentifyParts,
): Promise<Caller | null> {
  const secret = readSecret(authorization);
  if (!secret) return null;
  const from = clientAddress(request);
  const find = () => tokens.authenticate(secret);
  const { waitMs, token } = await failures.check(toLimitKey(from), hash(secret), find);
  if (waitMs > 0) throw new ProblemError('rate');
  return token && toTokenCaller(token, from);
}

function toTokenCaller({ id, name, agency, scopes }: ApiToken, from: string): Caller {
  const actor = { kind: 'token', id, label: name || agency, role: null, agency, from } as const;
  return { actor, via: 'token', scopes };
}

function readSecret(authorization: string): string | undefined {
  return /^Bearer +(\S{1,200}) *$/i.exec(authorization)?.[1];
}

/** The same for a socket that is open already: a right that ended is no wrong try, and being open is no use of a session. */
export function createRecheck({
  tokens,
  clientAddress,
  ...cookies
}: Pick<IdentifyParts, 'tokens' | 'findSession' | 'findWall' | 'findGuest' | 'clientAddress'>): Identify {
  return async (request, access) => {
    const { authorization } = request.headers;
    if (authorization === undefined) return findByCookie(request, access, cookies);
    const secret = readSecret(authorization);
    const token = secret === undefined ? null : await tokens.authenticate(secret);
    return token && toTokenCaller(token, clientAddress(request));
  };
}
