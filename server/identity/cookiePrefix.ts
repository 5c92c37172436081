import type { ServerMode } from '#shared/protocol/live.ts';

/** Beginning of a server's cookie names. Cookies know no ports: a drill on the same host must neither end nor read the real session. */
export function toCookiePrefix(mode: ServerMode): string {
  return mode === 'drill' ? 'simpul-latihan' : 'simpul';
}

/** Name of the cookie of a guest of a session, apart for the same reason. */
export function toGuestCookieName(mode: ServerMode): string {
  return `${toCookiePrefix(mode)}_guest`;
}

/** Name of the cookie of a paired wall, apart for the same reason. */
export function toWallCookieName(mode: ServerMode): string {
  return `${toCookiePrefix(mode)}_wall`;
}
