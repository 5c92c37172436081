import type { Caller } from '../domain/people/access.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { Walls } from '../domain/walls/createWalls.ts';
import type { Wall } from '../domain/walls/wall.ts';
import type { Credentials } from './createIdentify.ts';

const lifeSeconds = 400 * 86_400;

/** The cookie that a screen is known by from then on; scripts cannot read it. */
export function toWallCookie(name: string, credential: string, isSecure: boolean): string {
  const parts = [`${name}=${credential}`, `Max-Age=${lifeSeconds}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  return [...parts, ...(isSecure ? ['Secure'] : [])].join('; ');
}

/** What a cookie of ours holds; null for nothing. */
export function readCredential(name: string, cookies: string | undefined): string | null {
  const pattern = new RegExp(`(?:^|; ?)${name}=([A-Za-z0-9_-]{20,100})(?:;|$)`);
  return pattern.exec(cookies ?? '')?.[1] ?? null;
}

/** A wall as one who acts; it keeps its id when it is renamed. */
export function toWallActor({ name: wall, body }: Wall, from: string): Actor {
  return { kind: 'device', id: body.uid, label: wall, role: null, agency: null, from };
}

/** Finds the paired wall behind a request. */
export function createWallFinder(
  walls: Pick<Walls, 'findByCredential'>,
  clientAddress: (request: Credentials) => string,
  cookieName: string,
): (request: Credentials) => Promise<Caller | null> {
  return async (request) => {
    const credential = readCredential(cookieName, request.headers.cookie);
    const wall = credential === null ? null : await walls.findByCredential(credential);
    return wall && { actor: toWallActor(wall, clientAddress(request)), via: 'wall', scopes: [] };
  };
}
