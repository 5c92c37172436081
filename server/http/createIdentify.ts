import type { IncomingMessage } from 'node:http';
import type { Caller } from '../domain/people/access.ts';
import type { TokenService } from '../domain/tokens/createTokenService.ts';
import { ProblemError } from './answers.ts';

/** Needs of `createIdentify`. */
export interface IdentifyParts {
  readonly tokens: Pick<TokenService, 'authenticate'>;
  /** Person of a session cookie; null where there is none, or it is over. */
  readonly findSession: (request: IncomingMessage) => Promise<Caller | null>;
  readonly clientAddress: (request: IncomingMessage) => string;
  /** Wrong tokens by sender: trying them is slow. */
  readonly failures: { waitMs(sender: string): number; count(sender: string): void };
  readonly toLimitKey: (address: string) => string;
}

/** Tells who asks: a bearer token where there is one, else the session of the cookie. Throws `ProblemError('rate')` for a sender of many wrong tokens. */
export function createIdentify(parts: IdentifyParts): (request: IncomingMessage) => Promise<Caller | null> {
  return async (request) => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) return findToken(authorization, request, parts);
    return cookie === undefined ? null : parts.findSession(request);
  };
}

async function findToken(
  authorization: string,
  request: IncomingMessage,
  { tokens, clientAddress, failures, toLimitKey }: IdentifyParts,
): Promise<Caller | null> {
  const secret = /^Bearer +(\S{1,200}) *$/i.exec(authorization)?.[1];
  if (!secret) return null;
  const from = clientAddress(request);
  const sender = toLimitKey(from);
  if (failures.waitMs(sender) > 0) throw new ProblemError('rate');
  const token = await tokens.authenticate(secret);
  if (!token) {
    failures.count(sender);
    return null;
  }
  const { id, name, agency, scopes } = token;
  const actor = { kind: 'token', id, label: name || agency, role: null, agency, from } as const;
  return { actor, via: 'token', scopes };
}
