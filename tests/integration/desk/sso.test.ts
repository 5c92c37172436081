import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSystemActor } from '../../../server/domain/people/actor.ts';
import { meSchema } from '../../../shared/model/person.ts';
import { findFreePort } from '../../support/freePort.ts';
import { startIssuer, type TestIssuer } from '../../support/issuer.ts';
import { createAsk, createPerson } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let issuer: TestIssuer;
let server: InProcessServer;

beforeAll(async () => {
  issuer = await startIssuer();
  const port = String(await findFreePort());
  server = await startTestServer({
    env: { ...issuer.env, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` },
  });
});
afterAll(async () => {
  await server.stop();
  await issuer.stop();
});

/** A browser's cookies of one site. */
interface Jar {
  ask: ReturnType<typeof createAsk>;
  readonly names: () => readonly string[];
}

function createJar(): Jar {
  const held = new Map<string, string>();
  const toHeader = () => [...held].map(([name, value]) => `${name}=${value}`).join('; ') || undefined;
  const send = createAsk(server.url, toHeader);
  return {
    names: () => [...held.keys()],
    async ask(...call) {
      const answer = await send(...call);
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '' || /;\s*max-age=0/i.test(line)) held.delete(name);
        else held.set(name, value);
      }
      return answer;
    },
  };
}

/** Presses the button and lets the issuer say who it is; the address to come back to, on this server. */
async function goToIssuer(jar: Jar, callbackURL = '/input'): Promise<string> {
  const begun = await jar.ask('POST', '/api/auth/sign-in/social', { provider: 'oidc', callbackURL });
  expect(begun.status).toBe(200);
  const { url } = (await begun.json()) as { url: string };
  expect(url.startsWith(`${issuer.url}/authorize?`)).toBe(true);
  const sent = await fetch(url, { redirect: 'manual' });
  const back = sent.headers.get('location') ?? '';
  expect(back.startsWith(`${server.url}/api/auth/callback/oidc?`)).toBe(true);
  return back.slice(server.url.length);
}

/** The whole way; where it ends. */
async function comeIn(jar: Jar): Promise<string> {
  const answer = await jar.ask('GET', await goToIssuer(jar));
  expect(answer.status).toBe(302);
  return answer.headers.get('location') ?? '';
}

const readUser = async (jar: Jar) => meSchema.parse(await (await jar.ask('GET', '/api/v1/me')).json()).user;

async function countRows() {
  const [users, accounts, sessions] = await Promise.all([
    server.store.findIdentities('user'),
    server.store.findIdentities('account'),
    server.store.findIdentities('session'),
  ]);
  return [users.length, accounts.length, sessions.length];
}

/** Comes with these claims and must be led back to the sign-in page with nothing changed. */
async function expectRefused(claims: Parameters<TestIssuer['say']>[0], error: string): Promise<void> {
  issuer.say(claims);
  const before = await countRows();
  const jar = createJar();
  const place = new URL(await comeIn(jar), server.url);
  expect([place.origin, place.pathname, place.searchParams.get('galat')]).toEqual([
    server.url,
    '/masuk',
    'sso',
  ]);
  expect(place.searchParams.get('error')).toBe(error);
  expect(await readUser(jar)).toBeNull();
  expect(jar.names()).not.toContain('simpul.session_token');
  expect(await countRows()).toEqual(before);
}

describe('single sign-on', () => {
  it('is named on the sign-in page', async () => {
    const me = meSchema.parse(await (await createJar().ask('GET', '/api/v1/me')).json());
    expect(me.sso).toEqual({ label: 'SSO Uji' });
  });

  it('gives a session to whoever has an account here, at first and again', async () => {
    const email = 'kenal@bekasikab.go.id';
    const id = await createPerson(server, { email, role: 'agency-operator', agency: 'dlh' });
    for (const turn of [1, 2]) {
      issuer.say({ sub: 'kenal-1', email: email.toUpperCase(), email_verified: true, name: 'Lain' });
      const jar = createJar();
      expect(await comeIn(jar)).toBe('/input');
      expect(await readUser(jar)).toMatchObject({
        id,
        name: 'kenal',
        role: 'agency-operator',
        agency: 'dlh',
      });
      const links = await server.store.findIdentities('account', { field: 'userId', value: id });
      expect(links.map(({ providerId }) => providerId).sort(), `turn ${turn}`).toEqual([
        'credential',
        'oidc',
      ]);
    }
    const [link] = await server.store.findIdentities('account', { field: 'accountId', value: 'kenal-1' });
    expect([link?.['accessToken'], link?.['refreshToken'], link?.['idToken']]).toEqual([null, null, null]);
    const told = await server.store.listAudit({ limit: 100, subject: id });
    const actions = told.map(({ action }) => action);
    expect(actions.filter((action) => action === 'account.link')).toHaveLength(1);
    expect(actions.filter((action) => action === 'session.start')).toHaveLength(2);
    expect(actions).not.toContain('password.change');
  });

  it('knows a linked person by the issuer’s subject, whatever address comes with it', async () => {
    const id = await createPerson(server, { email: 'pindah@bekasikab.go.id', role: 'viewer' });
    await createPerson(server, { email: 'atasan@bekasikab.go.id', role: 'admin' });
    issuer.say({ sub: 'pindah-1', email: 'pindah@bekasikab.go.id', email_verified: true });
    await comeIn(createJar());
    issuer.say({ sub: 'pindah-1', email: 'atasan@bekasikab.go.id', email_verified: true });
    const jar = createJar();
    await comeIn(jar);
    expect(await readUser(jar)).toMatchObject({ id, email: 'pindah@bekasikab.go.id', role: 'viewer' });
  });

  it('makes no account for an unknown address', () =>
    expectRefused(
      { sub: 'asing-1', email: 'asing@bekasikab.go.id', email_verified: true, role: 'admin' },
      'signup_disabled',
    ));

  it('does not link an address that the issuer has not verified', async () => {
    const email = 'belum@bekasikab.go.id';
    await createPerson(server, { email, role: 'admin' });
    await expectRefused({ sub: 'belum-1', email, email_verified: false }, 'account_not_linked');
    await expectRefused({ sub: 'belum-2', email }, 'account_not_linked');
  });

  it('lets nobody in who is disabled, linked before or not', async () => {
    const email = 'keluar@bekasikab.go.id';
    const id = await createPerson(server, { email, role: 'viewer' });
    issuer.say({ sub: 'keluar-1', email, email_verified: true });
    const jar = createJar();
    await comeIn(jar);
    expect(await readUser(jar)).toMatchObject({ id });
    await server.accounts.people.change(id, { disabled: true }, toSystemActor('test'));
    expect(await readUser(jar)).toBeNull();
    await expectRefused({ sub: 'keluar-1', email, email_verified: true }, 'unable_to_create_session');
    const other = await createPerson(server, { email: 'keluar2@bekasikab.go.id', role: 'viewer' });
    await server.accounts.people.change(other, { disabled: true }, toSystemActor('test'));
    await expectRefused(
      { sub: 'keluar-2', email: 'keluar2@bekasikab.go.id', email_verified: true },
      'unable_to_link_account',
    );
  });

  it('takes no token that was made for someone else, or by someone else', async () => {
    const email = 'sasaran@bekasikab.go.id';
    await createPerson(server, { email, role: 'admin' });
    const claims = { sub: 'sasaran-1', email, email_verified: true };
    for (const wrong of [{ aud: 'lain' }, { iss: 'http://127.0.0.1:1' }, { nonce: 'lain' }, { exp: 1 }]) {
      await expectRefused({ ...claims, ...wrong }, 'unable_to_get_user_info');
    }
  });
});

describe('the way back from the single sign-on', () => {
  const email = 'jalan@bekasikab.go.id';
  beforeAll(() => createPerson(server, { email, role: 'admin' }));

  /** Must be led to our own page of sign-in, and have no session. */
  async function expectLedBack(jar: Jar, path: string): Promise<void> {
    const answer = await jar.ask('GET', path);
    expect(answer.status).toBe(302);
    const place = new URL(answer.headers.get('location') ?? '', server.url);
    expect([place.origin, place.pathname, place.searchParams.get('galat')], path).toEqual([
      server.url,
      '/masuk',
      'sso',
    ]);
    expect(await readUser(jar)).toBeNull();
  }

  it('is refused with a wrong state, another browser’s state, or none', async () => {
    issuer.say({ sub: 'jalan-1', email, email_verified: true });
    const jar = createJar();
    const back = await goToIssuer(jar);
    const turned = new URL(back, server.url);
    turned.searchParams.set('state', 'x'.repeat(32));
    await expectLedBack(jar, turned.pathname + turned.search);
    turned.searchParams.delete('state');
    await expectLedBack(jar, turned.pathname + turned.search);
    await expectLedBack(createJar(), back);
    const own = createJar();
    await goToIssuer(own);
    await expectLedBack(own, back);
  });

  it('works once', async () => {
    issuer.say({ sub: 'jalan-1', email, email_verified: true });
    const jar = createJar();
    const back = await goToIssuer(jar);
    expect((await jar.ask('GET', back)).headers.get('location')).toBe('/input');
    const again = await jar.ask('GET', back);
    expect(new URL(again.headers.get('location') ?? '', server.url).pathname).toBe('/masuk');
  });

  it('tells of what the issuer refused', async () => {
    const jar = createJar();
    const state = new URL(await goToIssuer(jar), server.url).searchParams.get('state');
    await expectLedBack(jar, `/api/auth/callback/oidc?error=access_denied&state=${state}`);
    await expectLedBack(createJar(), '/api/auth/callback/oidc');
    await expectLedBack(createJar(), '/api/auth/callback/oidc?error=access_denied');
  });

  it('leads to no other site', async () => {
    for (const callbackURL of [
      'https://evil.test/',
      '//evil.test',
      '/\\evil.test',
      '/\t/evil.test',
      'input',
    ]) {
      const begun = await createJar().ask('POST', '/api/auth/sign-in/social', {
        provider: 'oidc',
        callbackURL,
      });
      expect([400, 403], callbackURL).toContain(begun.status);
    }
  });

  it('is not asked by another site', async () => {
    const call = { provider: 'oidc', callbackURL: '/' };
    const asked = await createJar().ask('POST', '/api/auth/sign-in/social', call, {
      origin: 'https://evil.test',
    });
    expect(asked.status).toBe(403);
  });
});

it('is there as soon as the issuer is, and the server does not wait for it', async () => {
  const port = await findFreePort();
  const env = { ...issuer.env, OIDC_ISSUER: `http://127.0.0.1:${port}` };
  const early = await startTestServer({ env });
  const ask = createAsk(early.url, () => undefined);
  const press = () => ask('POST', '/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/' });
  try {
    expect((await press()).status).toBe(503);
    expect((await ask('GET', '/api/v1/me')).status).toBe(200);
    const late = await startIssuer(port);
    expect((await press()).status).toBe(200);
    await late.stop();
  } finally {
    await early.stop();
  }
});
