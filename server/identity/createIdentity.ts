import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { betterAuth } from 'better-auth';
import { fromNodeHeaders } from 'better-auth/node';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type { AgencyCode } from '#shared/model/ids.ts';
import { roles } from '#shared/model/lists.ts';
import { maxPasswordLength, minPasswordLength } from '#shared/rules/password.ts';
import type { Caller } from '../domain/people/access.ts';
import type { Turns } from '../domain/people/createTurns.ts';
import type { IdentityStore } from '../domain/people/identityStore.ts';
import { createIdentityAdapter } from './identityAdapter.ts';
import type { PasswordHash } from './passwordHash.ts';
import { createToIdentityNote } from './toIdentityNote.ts';

/** Single sign-on of the regency, where there is one. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly label: string;
}

/** Needs of `createIdentity`. */
export interface IdentityParts {
  readonly store: IdentityStore;
  readonly secret: string;
  /** Begins the names of cookies: those of two servers on one host, whatever their ports, share a jar. */
  readonly cookiePrefix: string;
  /** Address of this server as browsers know it. */
  readonly baseUrl: string;
  readonly oidc?: OidcSettings;
  readonly passwords: PasswordHash;
  readonly now: () => number;
  /** Told of everyone whose account or session changed. */
  readonly onChange: (userId: string) => void;
  readonly onError: (error: unknown) => void;
  /** Shared with whoever else changes the same documents. */
  readonly inTurn: Turns;
}

/** Sessions and sign-in. */
export interface Identity {
  /** Hands one whitelisted call to the library; `path` is below `/api/auth`. */
  handle(request: IncomingMessage, call: { path: string; body: unknown; from: string }): Promise<Response>;
  /** Person of the session cookie; null where there is none, it is over or the person is disabled. */
  findSession(request: Pick<IncomingMessage, 'headers'>, from: string | null): Promise<Caller | null>;
  /** The same without counting as use of the session: a page that is only open does not keep it alive. */
  peekSession(request: Pick<IncomingMessage, 'headers'>, from: string | null): Promise<Caller | null>;
  /** Person whose second factor a sign-in under way waits for; null where there is none. */
  findChallenged(request: Pick<IncomingMessage, 'headers'>): Promise<string | null>;
}

/** A session ends after so long without use, and at the latest after `longestMs`. Seconds, but for the last. */
const idleSeconds = 12 * 3_600;
const renewSeconds = 15 * 60;
const longestMs = 7 * 86_400_000;

/** Id of the single sign-on among the library's providers. */
export const oidcProvider = 'oidc';
/** Where whoever the single sign-on did not let in is led; the library adds its reason. */
const ssoFailedPath = '/masuk?galat=sso';

/** Builds better-auth over our store, with sign-up off and its own limits off: ours stand before it. */
export function createIdentity(parts: IdentityParts): Identity {
  const context = new AsyncLocalStorage<{ from: string }>();
  const auth = betterAuth(toOptions(parts, () => context.getStore()?.from ?? null));
  return {
    handle(request, { path, body, from }) {
      const headers = fromNodeHeaders(request.headers);
      // The address that we vouch for; what the request says of itself was set aside.
      headers.set('x-simpul-ip', from);
      headers.delete('content-length');
      const isPost = request.method === 'POST';
      const call = new Request(`${parts.baseUrl}/api/auth${path}`, {
        method: isPost ? 'POST' : 'GET',
        headers,
        ...(isPost ? { body: JSON.stringify(body ?? {}) } : {}),
      });
      return context.run({ from }, () => auth.handler(call));
    },
    async findSession({ headers }, from) {
      if (!holdsSession(headers.cookie, parts)) return null;
      return toCaller(await auth.api.getSession({ headers: fromNodeHeaders(headers) }), from, parts.now());
    },
    async peekSession({ headers }, from) {
      if (!holdsSession(headers.cookie, parts)) return null;
      const query = { disableRefresh: true };
      const found = await auth.api.getSession({ headers: fromNodeHeaders(headers), query });
      return toCaller(found, from, parts.now());
    },
    findChallenged: ({ headers }) => findChallenged(headers.cookie ?? '', parts),
  };
}

/** Asked of every guest and wall every few seconds: without a cookie of its own the library would work a while to find nothing. */
function holdsSession(
  cookies: string | undefined,
  { cookiePrefix }: Pick<IdentityParts, 'cookiePrefix'>,
): boolean {
  return cookies?.includes(`${cookiePrefix}.session_token`) === true;
}

/** Of several cookies the library takes one, and nobody shall choose by which of them tries are counted: then it is nobody's. */
async function findChallenged(
  cookies: string,
  { store, cookiePrefix }: Pick<IdentityParts, 'store' | 'cookiePrefix'>,
): Promise<string | null> {
  const name = new RegExp(
    `(?:^|;)\\s*(?:__Secure-)?${cookiePrefix}\\.two_factor=\\s*"?([\\w-]{1,60})\\.`,
    'g',
  );
  const given = [...cookies.matchAll(name)];
  const identifiers = new Set(given.map((match) => match[1] ?? ''));
  const [identifier] = identifiers;
  if (identifier === undefined || identifiers.size > 1) return null;
  const [found] = await store.findIdentities('verification', { field: 'identifier', value: identifier });
  return typeof found?.['value'] === 'string' ? found['value'] : null;
}

/** What the library knows of a cookie. */
interface FoundSession {
  readonly user: object & { readonly id: string; readonly name: string };
  readonly session: { readonly createdAt: Date };
}

function toCaller(found: FoundSession | null, from: string | null, now: number): Caller | null {
  if (!found) return null;
  const { user, session } = found;
  const known = user as typeof user & { role?: string; agency?: string | null; disabled?: boolean };
  const role = roles.find((one) => one === known.role);
  const isOver = now - new Date(session.createdAt).getTime() > longestMs;
  if (!role || known.disabled === true || isOver) return null;
  const agency = (known.agency ?? null) as AgencyCode | null;
  return {
    actor: { kind: 'user', id: user.id, label: user.name, role, agency, from },
    via: 'session',
    scopes: [],
  };
}

function toOptions(parts: IdentityParts, from: () => string | null) {
  const { store, secret, cookiePrefix, baseUrl, passwords, now, onChange, onError, oidc, inTurn } = parts;
  return {
    appName: 'Simpul',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: createIdentityAdapter({ store, toNote: createToIdentityNote({ now, from }), onChange, inTurn }),
    // The registry has let only our own pages through before.
    trustedOrigins: async (request?: Request) => {
      const origin = request?.headers.get('origin');
      return origin ? [origin] : [];
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { log: (level: string, message: string) => level === 'error' && onError(new Error(message)) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength,
      revokeSessionsOnPasswordReset: true,
      password: { hash: passwords.hash, verify: passwords.verify },
    },
    session: { expiresIn: idleSeconds, updateAge: renewSeconds, cookieCache: { enabled: false } },
    // Nobody is trusted by name: an address that the issuer has not verified could be anyone's.
    account: {
      accountLinking: { enabled: true, trustedProviders: [], allowDifferentEmails: false },
      updateAccountOnSignIn: false,
    },
    onAPIError: { errorURL: ssoFailedPath },
    user: {
      additionalFields: {
        role: { type: 'string' as const, required: false, input: false },
        agency: { type: 'string' as const, required: false, input: false },
        disabled: { type: 'boolean' as const, required: false, input: false },
      },
    },
    databaseHooks: toDatabaseHooks(store),
    advanced: {
      cookiePrefix,
      useSecureCookies: baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const, path: '/' },
      ipAddress: { ipAddressHeaders: ['x-simpul-ip'] },
    },
    plugins: [twoFactor({ issuer: 'Simpul' }), ...(oidc ? [toOidcPlugin(oidc)] : [])],
  };
}

function toDatabaseHooks(store: IdentityStore) {
  const isEnabled = async (userId: string): Promise<boolean> => {
    const [user] = await store.findIdentities('user', { field: 'id', value: userId });
    return user !== undefined && user['disabled'] !== true;
  };
  return {
    session: {
      create: {
        // A disabled person gets no session, whatever was right before it.
        before: async ({ userId }: { userId: string }) => ((await isEnabled(userId)) ? undefined : false),
      },
    },
    account: {
      create: {
        before: async ({ userId }: { userId: string }) => {
          if (!(await isEnabled(userId))) return false;
          // We ask the issuer nothing later on: its tokens would only be secrets to lose.
          return { data: { accessToken: null, refreshToken: null, idToken: null } };
        },
      },
    },
  };
}

/** Nobody comes in who has no account here: it is made by an invitation, not by the single sign-on. */
function toOidcPlugin({ issuer, clientId, clientSecret }: OidcSettings) {
  return genericOAuth({
    config: [
      {
        providerId: oidcProvider,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ['openid', 'profile', 'email'],
        pkce: true,
        disableImplicitSignUp: true,
      },
    ],
  });
}
