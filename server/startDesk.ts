import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Settings } from './config/settings.ts';
import { createInvitations, type Invitations } from './domain/people/createInvitations.ts';
import { createPeople, type People } from './domain/people/createPeople.ts';
import { createTurns, createTurnsOf, type TurnsOf } from './domain/people/createTurns.ts';
import type { IdentityStore } from './domain/people/identityStore.ts';
import { createGuests, type Guests } from './domain/sessions/createGuests.ts';
import { createSessionShelf, type SessionShelf } from './domain/sessions/sessionShelf.ts';
import type { Store } from './domain/store.ts';
import type { TokenService } from './domain/tokens/createTokenService.ts';
import { createWalls, type Walls } from './domain/walls/createWalls.ts';
import { type ClientAddress, createClientAddress, toLimitKey } from './feeds/http/clientAddress.ts';
import { createFailedTokens } from './feeds/http/failedTokens.ts';
import { createAuthRoutes } from './http/authRoutes.ts';
import { createIdentify, createRecheck, type IdentifyParts } from './http/createIdentify.ts';
import { createGuestFinder } from './http/guestCookie.ts';
import { createOversightRoutes } from './http/oversightRoutes.ts';
import { createPeopleRoutes } from './http/peopleRoutes.ts';
import type { RouteDefinition } from './http/registry.ts';
import { createTokenRoutes } from './http/tokenRoutes.ts';
import { createWallFinder } from './http/wallCookie.ts';
import { toCookiePrefix, toGuestCookieName, toWallCookieName } from './identity/cookiePrefix.ts';
import { createIdentity, type Identity } from './identity/createIdentity.ts';
import { createPasswordHash } from './identity/passwordHash.ts';
import { readAuthSecret } from './identity/readAuthSecret.ts';
import { createSignInGuard, type SignInGuard } from './identity/signInGuard.ts';
import { createSpentCodes } from './identity/spentCodes.ts';
import type { RightsParts } from './realtime/socketRights.ts';
import type { LiveRegion } from './regions/liveRegion.ts';

/** Sessions as far as the door must know them: who came in by a link. */
interface SessionDoor {
  readonly shelf: SessionShelf;
  readonly guests: Guests;
  /** Whoever changes a session waits for a turn of that session. */
  readonly inTurn: TurnsOf;
}

/** People and their rights while the server runs. */
export interface Accounts {
  readonly people: People;
  /** Screens that are known by a credential of their own. */
  readonly walls: Walls;
  readonly sessionDoor: SessionDoor;
  readonly invitations: Invitations;
  readonly identity: Identity;
  /** Who stands behind an open socket still. */
  readonly recheck: RightsParts['recheck'];
  readonly identify: ReturnType<typeof createIdentify>;
  readonly clientAddress: ClientAddress;
  readonly guard: SignInGuard;
  /** Called with the id of everyone whose account or session changed in this process; returns its off. */
  onChange(listener: (userId: string) => void): () => void;
}

/** Needs of `openAccounts`. */
export interface AccountParts {
  readonly store: Store;
  readonly tokens: TokenService;
  readonly settings: Settings;
  readonly now: () => number;
  readonly log: Logger;
}

/** Builds people, sessions and sign-in over the store. */
export function openAccounts({ store, tokens, settings, now, log }: AccountParts): Accounts {
  const listeners = new Set<(userId: string) => void>();
  const onChange = (userId: string): void => {
    for (const listener of listeners) listener(userId);
  };
  const passwords = createPasswordHash();
  const inTurn = createTurns();
  const people = createPeople({
    store,
    now,
    randomId: randomUUID,
    hashPassword: passwords.hash,
    onChange,
    inTurn,
  });
  const identity = createIdentity({
    store,
    secret: readAuthSecret(settings.authSecret, settings.dataDir),
    cookiePrefix: toCookiePrefix(settings.mode),
    baseUrl: settings.publicUrl ?? `http://localhost:${settings.port}`,
    ...(settings.oidc ? { oidc: settings.oidc } : {}),
    passwords,
    now,
    onChange,
    inTurn,
    onError: (error) => log.error({ err: error }, 'identity'),
  });
  const clientAddress = createClientAddress(settings.trustProxy);
  const randomSecret = (): string => randomBytes(32).toString('base64url');
  const walls = createWalls({ store, now, randomId: randomUUID, randomSecret, hash: sha256 });
  const sessionDoor = openSessionDoor({ store, now, randomSecret });
  return {
    people,
    walls,
    sessionDoor,
    identity,
    clientAddress,
    invitations: createInvitations({
      store,
      people,
      now,
      randomSecret,
      hash: sha256,
    }),
    ...createCallers({
      tokens,
      identity,
      clientAddress,
      findWall: createWallFinder(walls, clientAddress, toWallCookieName(settings.mode)),
      findGuest: createGuestFinder(sessionDoor.guests, clientAddress, toGuestCookieName(settings.mode)),
    }),
    guard: createSignInGuard({ isKnown: (account, key) => isKnown(store, account, key), toLimitKey }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function openSessionDoor(
  parts: Pick<AccountParts, 'store' | 'now'> & { randomSecret: () => string },
): SessionDoor {
  const shelf = createSessionShelf(parts.store);
  const inTurn = createTurnsOf();
  return { shelf, inTurn, guests: createGuests({ ...parts, shelf, hash: sha256, inTurn }) };
}

/** Who asks, at the door and again while a socket is open. */
function createCallers({
  tokens,
  identity,
  ...common
}: Pick<IdentifyParts, 'clientAddress' | 'findWall' | 'findGuest'> & {
  tokens: TokenService;
  identity: Identity;
}): Pick<Accounts, 'identify' | 'recheck'> {
  const { clientAddress } = common;
  return {
    identify: createIdentify({
      ...common,
      tokens,
      findSession: (request) => identity.findSession(request, clientAddress(request)),
      failures: createFailedTokens(() => performance.now()),
      toLimitKey,
      hash: sha256,
    }),
    recheck: createRecheck({
      ...common,
      tokens,
      findSession: (request) => identity.peekSession(request, clientAddress(request)),
    }),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** True where the account has a session from this address: whoever signed in there before is no stranger. */
async function isKnown(store: IdentityStore, account: string, key: string): Promise<boolean> {
  const email = /^email:(.*)$/.exec(account)?.[1];
  if (email === undefined) return false;
  const [user] = await store.findIdentities('user', { field: 'email', value: email });
  if (!user) return false;
  const sessions = await store.findIdentities('session', { field: 'userId', value: user.id });
  return sessions.some(({ ipAddress }) => typeof ipAddress === 'string' && toLimitKey(ipAddress) === key);
}

/** What the routes of accounts need beside them. */
export interface AccountRouteParts {
  readonly store: Store;
  readonly region: LiveRegion;
  readonly settings: Settings;
  readonly tokens: TokenService;
  readonly now: () => number;
}

/** Routes of sign-in, people and tokens. */
export function createAccountRoutes(
  accounts: Accounts,
  { store, region, settings, tokens, now }: AccountRouteParts,
): RouteDefinition[] {
  const agency = (code: string) => region.agencies.find((one) => one.code === code);
  const { code, zone, zoneLabel, name } = region.catalogue.region;
  const { people, invitations, guard, clientAddress, identity } = accounts;
  return [
    ...createAuthRoutes({
      handle: identity.handle,
      guard,
      findChallenged: identity.findChallenged,
      clientAddress,
      spentCodes: createSpentCodes(),
    }),
    ...createPeopleRoutes({
      people,
      invitations,
      agency,
      about: {
        sso: settings.oidc ? { label: settings.oidc.label } : null,
        mode: settings.mode,
        zone,
        zoneLabel,
        region: name,
      },
      toUrl: (path, request) =>
        `${settings.publicUrl ?? `http://${request.headers.host ?? 'localhost'}`}${path}`,
      guard,
      clientAddress,
    }),
    ...createTokenRoutes({ tokens, now, agency, indicator: region.indicator }),
    ...createOversightRoutes({
      store,
      people,
      region: { code, name, zone },
      counts: () => ({
        areas: region.areas.length,
        agencies: region.agencies.length,
        indicators: region.catalogue.indicators.length,
        feeds: region.feeds.length,
      }),
      retention: region.retention,
      hasMail: settings.smtp !== undefined,
      now,
    }),
  ];
}
