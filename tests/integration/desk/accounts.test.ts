import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSystemActor } from '../../../server/domain/people/actor.ts';
import { meSchema } from '../../../shared/model/person.ts';
import {
  createAsk,
  createPerson,
  goodPassword,
  openSession,
  type SignedIn,
  signIn,
  toCookie,
} from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let admin: SignedIn;
const guest = () => createAsk(server.url, () => undefined);

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const readMe = async (ask: SignedIn['ask']) => meSchema.parse(await (await ask('GET', '/api/v1/me')).json());

describe('accounts', () => {
  it('begin with a set-up link that works once', async () => {
    expect(await readMe(guest())).toMatchObject({ user: null, setupNeeded: true, can: [] });
    const entry = {
      token: server.setupToken,
      name: 'Rina',
      email: 'Rina@bekasikab.go.id',
      password: goodPassword,
    };
    const weak = await guest()('POST', '/api/v1/setup', { ...entry, password: 'rina' });
    expect(weak.status).toBe(422);
    expect(await weak.json()).toMatchObject({
      errors: [{ pointer: '/password', message: 'paling sedikit 12 huruf' }],
    });
    expect((await guest()('POST', '/api/v1/setup', { ...entry, token: 'guess' })).status).toBe(404);
    expect((await guest()('POST', '/api/v1/setup', entry)).status).toBe(201);
    expect((await guest()('POST', '/api/v1/setup', entry)).status).toBe(404);
    expect(await server.accounts.invitations.openSetup()).toBeNull();
  });

  it('sign in with a cookie that scripts cannot read, and out again', async () => {
    expect((await signIn(server.url, 'rina@bekasikab.go.id', 'salah-salah-salah')).status).toBe(401);
    const answer = await signIn(server.url, 'RINA@bekasikab.go.id');
    expect(await answer.json()).toEqual({ ok: true });
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Lax/i);
    const cookie = toCookie(answer);
    const ask = createAsk(server.url, () => cookie);
    expect(await readMe(ask)).toMatchObject({ user: { name: 'Rina', role: 'admin' }, setupNeeded: false });
    expect((await ask('POST', '/api/auth/sign-out', {})).status).toBe(200);
    expect((await readMe(ask)).user).toBeNull();
    const again = toCookie(await signIn(server.url, 'rina@bekasikab.go.id'));
    admin = { id: '', email: '', cookie: again, ask: createAsk(server.url, () => again) };
  });

  it('grow by invitation: for an agency, once, and with a password of one’s own', async () => {
    const wanted = { email: 'budi@bekasikab.go.id', role: 'agency-operator', agency: 'disdamkar' };
    expect((await admin.ask('POST', '/api/v1/admin/invitations', { ...wanted, agency: null })).status).toBe(
      422,
    );
    expect(
      (await admin.ask('POST', '/api/v1/admin/invitations', { ...wanted, agency: 'nobody' })).status,
    ).toBe(422);
    const made = (await (await admin.ask('POST', '/api/v1/admin/invitations', wanted)).json()) as {
      url: string;
    };
    const token = made.url.split('/').at(-1);
    expect(token).toMatch(/^[\w-]{43}$/);
    const look = await guest()('GET', `/api/v1/invitations/${token}`);
    expect(await look.json()).toMatchObject({
      email: wanted.email,
      agency: 'disdamkar',
      agencyName: expect.any(String),
    });
    const accept = (password: string) =>
      guest()('POST', `/api/v1/invitations/${token}/accept`, { name: 'Budi', password });
    expect((await accept('kata sandi')).status).toBe(422);
    expect((await accept(goodPassword)).status).toBe(201);
    expect((await accept(goodPassword)).status).toBe(404);
    expect((await signIn(server.url, wanted.email)).status).toBe(200);
    expect((await admin.ask('POST', '/api/v1/admin/invitations', wanted)).status).toBe(422);
  });

  it('lose their sessions at once when role or access changes, but never the last administrator', async () => {
    const viewer = await openSession(server, { email: 'lihat@bekasikab.go.id', role: 'viewer' });
    expect((await admin.ask('PATCH', `/api/v1/admin/people/${viewer.id}`, { role: 'operator' })).status).toBe(
      200,
    );
    expect((await readMe(viewer.ask)).user).toBeNull();
    expect((await admin.ask('PATCH', `/api/v1/admin/people/${viewer.id}`, { disabled: true })).status).toBe(
      200,
    );
    expect((await signIn(server.url, viewer.email)).status).not.toBe(200);
    const me = (await readMe(admin.ask)).user;
    const last = await admin.ask('PATCH', `/api/v1/admin/people/${me?.id}`, { role: 'viewer' });
    expect(last.status).toBe(422);
    expect(await last.json()).toMatchObject({ errors: [{ pointer: '/role', code: 'last-admin' }] });
  });

  it('keep one administrator when the last two step down at once', async () => {
    const two = await startTestServer();
    try {
      const { people } = two.accounts;
      const ids = [];
      for (const email of ['a@x.id', 'b@x.id']) ids.push(await createPerson(two, { email, role: 'admin' }));
      const stepDown = (id: string) => people.change(id, { role: 'viewer' }, toSystemActor('test'));
      expect((await Promise.all(ids.map(stepDown))).toSorted()).toEqual(['last-admin', null]);
      expect(await people.hasAdmin()).toBe(true);
    } finally {
      await two.stop();
    }
  });

  it('change their password with the old one, which ends their other sessions', async () => {
    const one = await openSession(server, { email: 'sandi@bekasikab.go.id', role: 'viewer' });
    const other = toCookie(await signIn(server.url, one.email));
    const change = (currentPassword: string, newPassword: string) =>
      one.ask('POST', '/api/auth/change-password', { currentPassword, newPassword });
    expect((await change('salah', 'perahu-merah-di-sungai')).status).toBe(401);
    expect((await change(goodPassword, 'pendek')).status).toBe(422);
    expect((await change(goodPassword, 'perahu-merah-di-sungai')).status).toBe(200);
    expect((await readMe(createAsk(server.url, () => other))).user).toBeNull();
    expect((await signIn(server.url, one.email, 'perahu-merah-di-sungai')).status).toBe(200);
  });

  it('make, rotate and revoke tokens, each told in the audit without its secret', async () => {
    const wanted = {
      name: 'timbangan',
      agency: 'dlh',
      scopes: ['readings:write'],
      indicators: ['environment-pm25'],
    };
    const made = (await (await admin.ask('POST', '/api/v1/admin/tokens', wanted)).json()) as {
      secret: string;
      token: { id: string };
    };
    const push = (secret: string, indicator: string) =>
      fetch(`${server.url}/api/v1/readings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({
          readings: [{ indicator, area: '32.16', value: 5, observedAt: new Date().toISOString() }],
        }),
      });
    expect((await push(made.secret, 'environment-pm25')).status).toBe(201);
    expect((await push(made.secret, 'environment-ispu')).status).toBe(403);
    const turned = (await (
      await admin.ask('POST', `/api/v1/admin/tokens/${made.token.id}/rotate`, {})
    ).json()) as typeof made;
    expect((await push(turned.secret, 'environment-pm25')).status).toBe(201);
    expect((await push(made.secret, 'environment-pm25')).status).toBe(201);
    expect((await admin.ask('DELETE', `/api/v1/admin/tokens/${made.token.id}`)).status).toBe(204);
    expect((await push(made.secret, 'environment-pm25')).status).toBe(401);
    const entries = await server.store.listAudit({ limit: 1_000 });
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'setup.open',
        'person.create',
        'session.start',
        'session.end',
        'invitation.create',
        'person.change',
        'password.change',
        'token.create',
        'token.rotate',
        'token.revoke',
      ]),
    );
    const told = JSON.stringify(entries);
    for (const secret of [made.secret, turned.secret, goodPassword, admin.cookie.split('=')[1] ?? '?']) {
      expect(told).not.toContain(secret);
    }
  });
});
