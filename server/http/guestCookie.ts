import type { Caller } from '../domain/people/access.ts';
import type { Guests } from '../domain/sessions/createGuests.ts';
import type { Credentials } from './createIdentify.ts';
import { readCredential } from './wallCookie.ts';

/** Links hold for 31 days at most. */
const lifeSeconds = 31 * 86_400;

/** The cookie that a guest is known by from then on; scripts cannot read it and no other site can send it. */
export function toGuestCookie(name: string, credential: string, isSecure: boolean): string {
  const parts = [`${name}=${credential}`, `Max-Age=${lifeSeconds}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
  return [...parts, ...(isSecure ? ['Secure'] : [])].join('; ');
}

/** Finds the guest behind a request. */
export function createGuestFinder(
  guests: Pick<Guests, 'find'>,
  clientAddress: (request: Credentials) => string,
  cookieName: string,
): (request: Credentials) => Promise<Caller | null> {
  return async (request) => {
    const credential = readCredential(cookieName, request.headers.cookie);
    const actor = credential === null ? null : await guests.find(credential, clientAddress(request));
    return actor && { actor, via: 'guest', scopes: [] };
  };
}
