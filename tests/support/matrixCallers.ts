import { toSystemActor } from '../../server/domain/people/actor.ts';
import type { TokenScope } from '../../server/domain/tokens/tokenStore.ts';
import type { AgencyCode } from '../../shared/model/ids.ts';
import type { Role } from '../../shared/model/role.ts';
import type { CallerName } from './accessTable.ts';
import { openSession, type SignedIn, signIn, toCookie } from './people.ts';
import { entered, joined, makeLink, planSession } from './sessions.ts';
import type { InProcessServer } from './testServer.ts';
import { pairWall } from './walls.ts';

/** What a caller sends to be known. */
export interface Secret {
  readonly cookie?: string;
  readonly bearer?: string;
}

/** The agency whose things are touched, and another one. */
export const ownAgency = 'disdamkar';
const otherAgency = 'dlh';

const people: Readonly<Partial<Record<CallerName, { role: Role; agency?: string }>>> = {
  admin: { role: 'admin' },
  viewer: { role: 'viewer' },
  'own-clerk': { role: 'agency-operator', agency: ownAgency },
  'other-clerk': { role: 'agency-operator', agency: otherAgency },
  verifier: { role: 'verifier' },
  operator: { role: 'operator' },
  presenter: { role: 'presenter' },
  disabled: { role: 'admin' },
  demoted: { role: 'admin' },
  'signed-out': { role: 'admin' },
};

/** Everyone of the matrix, signed in first and then changed; gives their secrets and the people behind them. */
export async function openCallers(server: InProcessServer): Promise<{
  secrets: Record<CallerName, Secret>;
  signedIn: Map<CallerName, SignedIn>;
  /** The session that `guest` is in. */
  session: string;
}> {
  const signedIn = new Map<CallerName, SignedIn>();
  for (const [name, person] of Object.entries(people))
    signedIn.set(name as CallerName, await openSession(server, { email: `${name}@x.id`, ...person }));
  const find = (name: CallerName): SignedIn => {
    const found = signedIn.get(name);
    if (!found) throw new Error(`${name} is not signed in`);
    return found;
  };
  const change = (name: CallerName, body: object) =>
    find('admin').ask('PATCH', `/api/v1/admin/people/${find(name).id}`, body);
  await change('disabled', { disabled: true });
  await change('demoted', { role: 'viewer' });
  await find('signed-out').ask('POST', '/api/auth/sign-out', {});
  const anew = toCookie(await signIn(server.url, find('demoted').email));
  const cookies = Object.fromEntries([...signedIn].map(([name, { cookie }]) => [name, { cookie }]));
  const { session, guests } = await openGuests(server, find('presenter'));
  const secrets = {
    ...cookies,
    ...guests,
    ...(await openTokens(server)),
    ...(await openWalls(server, find('operator'))),
    anonymous: {},
    'demoted-anew': { cookie: anew },
  } as Record<CallerName, Secret>;
  return { secrets, signedIn, session };
}

/** Guests of the session of the matrix, of others, and two whose right is over: by hand, and with their session. */
async function openGuests({ url }: InProcessServer, presenter: SignedIn) {
  const open = async (session: string) => {
    const answer = await presenter.ask('GET', `/api/v1/sessions/${session}`);
    const { at } = (await answer.json()) as { at: number };
    const made = await makeLink(presenter, session, at + 86_400_000);
    return { ...made, secret: { cookie: (await joined(url, session, made.secret)).cookie } };
  };
  const [session, planned, other, over] = [
    await planSession(presenter),
    await planSession(presenter),
    await planSession(presenter),
    await planSession(presenter),
  ];
  for (const one of [session, other, over]) await entered(presenter, one, { kind: 'open' });
  const [guest, early, elsewhere, revoked, late] = [
    await open(session),
    await open(planned),
    await open(other),
    await open(session),
    await open(over),
  ];
  await entered(presenter, session, { kind: 'revoke-link', link: revoked.link });
  await entered(presenter, over, { kind: 'end', summary: null });
  const guests: Partial<Record<CallerName, Secret>> = {
    guest: guest.secret,
    'early-guest': early.secret,
    'other-guest': elsewhere.secret,
    'revoked-guest': revoked.secret,
    'late-guest': late.secret,
  };
  return { session, guests };
}

/** A wall that is one, and one that was unpaired since. */
async function openWalls(
  { url }: InProcessServer,
  operator: SignedIn,
): Promise<Partial<Record<CallerName, Secret>>> {
  const paired = await pairWall(url, operator, 'matrix-wall');
  const revoked = await pairWall(url, operator, 'matrix-revoked');
  await operator.ask('DELETE', '/api/v1/walls/matrix-revoked');
  return { 'paired-wall': { cookie: paired }, 'revoked-wall': { cookie: revoked } };
}

async function openTokens(server: InProcessServer): Promise<Partial<Record<CallerName, Secret>>> {
  const make = (scope: TokenScope, expiresAt?: number) =>
    server.tokens.create(
      {
        agency: ownAgency as AgencyCode,
        scopes: [scope],
        name: scope,
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
      toSystemActor('test'),
    );
  const [write, read, revoked, expired] = [
    await make('readings:write'),
    await make('readings:read'),
    await make('readings:write'),
    await make('readings:write', 1),
  ];
  await server.tokens.revoke(revoked.token.id, toSystemActor('test'));
  return {
    'write-token': { bearer: write.secret },
    'read-token': { bearer: read.secret },
    'revoked-token': { bearer: revoked.secret },
    'expired-token': { bearer: expired.secret },
    'made-up-token': { bearer: `smpl_${'A'.repeat(43)}` },
  };
}
