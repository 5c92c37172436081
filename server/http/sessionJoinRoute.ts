import type { SessionJoined } from '#shared/model/session.ts';
import { sessionJoinSchema } from '#shared/model/sessionCalls.ts';
import type { Guests } from '../domain/sessions/createGuests.ts';
import { ProblemError } from './answers.ts';
import type { IdentifyParts } from './createIdentify.ts';
import { toGuestCookie } from './guestCookie.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';
import { readCredential } from './wallCookie.ts';

/** Needs of `createSessionJoinRoute`. */
export interface SessionJoinParts
  extends Pick<IdentifyParts, 'clientAddress' | 'failures' | 'toLimitKey' | 'hash'> {
  readonly guests: Pick<Guests, 'join' | 'opens'>;
  /** Counts those who come by a good link, by sender: each may leave a guest behind. */
  readonly joins: IdentifyParts['failures'];
  readonly cookieName: string;
  /** True behind TLS: cookies are Secure there. */
  readonly isSecure: boolean;
}

/** How a guest comes in. A wrong, expired, revoked or ended link is answered alike, so that trying tells nothing. */
export function createSessionJoinRoute(parts: SessionJoinParts): RouteDefinition {
  const { guests, clientAddress, failures, toLimitKey, hash, cookieName, isSecure } = parts;
  return {
    method: 'post',
    path: '/api/v1/sessions/:id/join',
    access: { kind: 'public' },
    body: 'json',
    maxBytes: 1_024,
    async handle(request, response) {
      const { secret, name } = readBody(request, sessionJoinSchema);
      const from = clientAddress(request);
      const session = String(request.params['id']).slice(0, 100);
      const credential = readCredential(cookieName, request.headers.cookie);
      // Known before tries are counted: three hundred who come at once by a good link are no tries.
      const opens = await guests.opens(session, secret);
      const key = hash(`${session}|${secret}`);
      const sender = toLimitKey(from);
      const tries = await failures.check(sender, key, async () => (opens ? true : null));
      const comes = opens ? await parts.joins.check(sender, key, async () => null) : tries;
      const waitMs = Math.max(tries.waitMs, comes.waitMs);
      if (waitMs > 0) {
        response.set('Retry-After', String(Math.ceil(waitMs / 1_000)));
        throw new ProblemError('rate');
      }
      const joined = opens ? await guests.join({ session, secret, name, credential, from }) : null;
      if (!joined) throw new ProblemError('not-found');
      response
        .set({
          'Cache-Control': 'no-store',
          'Set-Cookie': toGuestCookie(cookieName, joined.credential, isSecure),
        })
        .json({ you: joined.you } satisfies SessionJoined);
    },
  };
}
