import { toSystemActor } from '../../server/domain/people/actor.ts';
import type { AgencyCode } from '../../shared/model/ids.ts';
import type { Role } from '../../shared/model/role.ts';
import type { InProcessServer } from './testServer.ts';

/** A password that every rule lets through. */
export const goodPassword = 'jembatan-hijau-47-perahu';

/** Someone signed in: how to ask as them. */
export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Asks with a cookie as a page of ours does. */
export function createAsk(url: string, cookie: () => string | undefined): SignedIn['ask'] {
  return (method, path, body, headers = {}) => {
    const held = cookie();
    return fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(held ? { cookie: held } : {}),
        ...(method === 'GET' ? {} : { origin: url }),
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  };
}

/** The cookies that an answer sets, as the next request sends them. */
export function toCookie(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0] ?? '')
    .join('; ');
}

/** Makes an account without the screens. */
export async function createPerson(
  server: Pick<InProcessServer, 'accounts'>,
  { email, role, agency = null }: { email: string; role: Role; agency?: string | null },
): Promise<string> {
  const person = { name: email.split('@')[0] ?? email, email, role, agency: agency as AgencyCode | null };
  return server.accounts.people.create({ ...person, password: goodPassword }, toSystemActor('test'));
}

/** Signs in over HTTP. */
export async function signIn(url: string, email: string, password = goodPassword): Promise<Response> {
  return createAsk(url, () => undefined)('POST', '/api/auth/sign-in/email', { email, password });
}

/** An account of a role, signed in. */
export async function openSession(
  server: Pick<InProcessServer, 'accounts' | 'url'>,
  person: { email: string; role: Role; agency?: string | null },
): Promise<SignedIn> {
  const id = await createPerson(server, person);
  const answer = await signIn(server.url, person.email);
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const cookie = toCookie(answer);
  return { id, email: person.email, cookie, ask: createAsk(server.url, () => cookie) };
}

/** A cookie header as a browser takes it. */
export function toBrowserCookies(
  cookie: string,
  url: string,
): { name: string; value: string; url: string }[] {
  const pairs = cookie.split('; ').map((pair) => pair.split(/=(.*)/s));
  return pairs.map(([name = '', value = '']) => ({ name, value, url }));
}
