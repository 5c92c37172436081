import type { AgencyCode } from '#shared/model/ids.ts';
import type { Role } from '#shared/model/role.ts';
import type { TokenScope } from '../tokens/tokenStore.ts';
import type { Actor } from './actor.ts';

/** Who may use a route or a socket event. What is not declared does not exist (R27). */
export type Access =
  /** Anyone, always. */
  | { readonly kind: 'public' }
  /** Whoever may see the wall: anyone, or with VIEWING=signed-in people, paired walls, tokens that may read and guests of a session that runs. */
  | { readonly kind: 'viewing' }
  /** Any person who is signed in. */
  | { readonly kind: 'signed-in' }
  /** People of these roles; with `own`, an agency-operator only for the own agency. */
  | { readonly kind: 'roles'; readonly roles: readonly Role[]; readonly own?: 'agency' }
  /** A token with this scope. */
  | { readonly kind: 'token'; readonly scope: TokenScope }
  /** People who are signed in, and guests of the session that is touched. */
  | { readonly kind: 'session' }
  /** A paired wall, and nobody else. */
  | { readonly kind: 'wall' }
  /** Whoever is on the machine itself. */
  | { readonly kind: 'loopback' };

/** Who asks, once known. */
export interface Caller {
  readonly actor: Actor;
  readonly via: 'session' | 'guest' | 'token' | 'wall';
  /** What a token may do; empty for everyone else. */
  readonly scopes: readonly TokenScope[];
}

/** What else a decision depends on. */
export interface AccessContext {
  readonly viewing: 'open' | 'signed-in';
  readonly isLoopback: boolean;
  /** Agency whose things are touched; null for none in particular, left out where nothing is known of it yet. */
  readonly agency?: AgencyCode | null;
  /** Session that is touched; left out where nothing is known of it yet. */
  readonly session?: string;
}

/** `unknown-caller` asks to sign in or for a token; `role`, `scope` and `other-agency` say why a known one may not. */
export type AccessDecision = 'allowed' | 'unknown-caller' | 'role' | 'scope' | 'other-agency' | 'elsewhere';

/** The one rule of who may. Pure; the same for HTTP and sockets. */
export function decideAccess(access: Access, caller: Caller | null, context: AccessContext): AccessDecision {
  switch (access.kind) {
    case 'public':
      return 'allowed';
    case 'loopback':
      return context.isLoopback ? 'allowed' : 'elsewhere';
    case 'viewing':
      return context.viewing === 'open' ? 'allowed' : decideReader(caller);
    case 'token':
      if (caller?.via !== 'token') return 'unknown-caller';
      return caller.scopes.includes(access.scope) ? 'allowed' : 'scope';
    case 'wall':
      return caller?.via === 'wall' ? 'allowed' : 'unknown-caller';
    case 'session':
      return caller?.via === 'session' || isGuestOf(caller, context) ? 'allowed' : 'unknown-caller';
    case 'signed-in':
      return caller?.via === 'session' ? 'allowed' : 'unknown-caller';
    case 'roles':
      return decideRole(access, caller, context);
  }
}

function isGuestOf(caller: Caller | null, { session }: AccessContext): boolean {
  const pass = caller?.via === 'guest' ? caller.actor.guest : undefined;
  return pass !== undefined && (session === undefined || session === pass.session);
}

function decideReader(caller: Caller | null): AccessDecision {
  if (!caller) return 'unknown-caller';
  if (caller.via === 'guest') return caller.actor.guest?.isOpen ? 'allowed' : 'unknown-caller';
  return caller.via !== 'token' || caller.scopes.includes('readings:read') ? 'allowed' : 'scope';
}

function decideRole(
  { roles, own }: Extract<Access, { kind: 'roles' }>,
  caller: Caller | null,
  { agency }: AccessContext,
): AccessDecision {
  if (caller?.via !== 'session' || caller.actor.role === null) return 'unknown-caller';
  const { actor } = caller;
  if (!roles.includes(caller.actor.role)) return 'role';
  const isBound = own === 'agency' && actor.role === 'agency-operator';
  // Without an agency of its own a bound person owns nothing.
  if (isBound && agency !== undefined && (actor.agency === null || agency !== actor.agency))
    return 'other-agency';
  return 'allowed';
}
