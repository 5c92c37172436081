import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meSchema } from '../../../shared/model/person.ts';
import {
  createAsk,
  goodPassword,
  openSession,
  type SignedIn,
  signIn,
  toCookie,
} from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';
import { toCode } from '../../support/totp.ts';

let server: InProcessServer;
beforeAll(async () => {
  server = await startTestServer({ env: { TRUST_PROXY: 'loopback' } });
});
afterAll(() => server.stop());

const readUser = async (ask: SignedIn['ask']) =>
  meSchema.parse(await (await ask('GET', '/api/v1/me')).json()).user;
const post = (ask: SignedIn['ask'], path: string, body: object) => ask('POST', `/api/auth${path}`, body);

/** Begins a second factor; its address for an authenticator and its backup codes. */
async function begin(who: SignedIn): Promise<{ totpURI: string; backupCodes: string[] }> {
  const answer = await post(who.ask, '/two-factor/enable', { password: goodPassword });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { totpURI: string; backupCodes: string[] };
}

/** Someone whose second factor is on, with the session that it was set up in. */
async function openWithFactor(email: string) {
  const who = await openSession(server, { email, role: 'operator' });
  const { totpURI, backupCodes } = await begin(who);
  const set = await post(who.ask, '/two-factor/verify-totp', { code: toCode(totpURI, Date.now()) });
  expect(set.status).toBe(200);
  const cookie = toCookie(set);
  return { who: { ...who, cookie, ask: createAsk(server.url, () => cookie) }, totpURI, backupCodes };
}

let senders = 0;

/** The first step of a sign-in, from an address of its own: what its cookies can do. */
async function firstStep(email: string): Promise<SignedIn['ask']> {
  senders += 1;
  const headers = { 'x-forwarded-for': `198.18.0.${senders}` };
  const guest = createAsk(server.url, () => undefined);
  const answer = await guest('POST', '/api/auth/sign-in/email', { email, password: goodPassword }, headers);
  expect(await answer.json()).toEqual({ ok: true, twoFactorRedirect: true });
  const cookie = toCookie(answer);
  const ask = createAsk(server.url, () => cookie);
  return (method, path, body) => ask(method, path, body, headers);
}

/** The second step; the person that its cookies then are, null where it was refused. */
async function secondStep(ask: SignedIn['ask'], path: string, code: string) {
  const answer = await post(ask, path, { code });
  if (!answer.ok) return null;
  const cookie = toCookie(answer);
  return readUser(createAsk(server.url, () => cookie));
}

describe('the second factor', () => {
  it('begins with the password and is on only after a right code', async () => {
    const who = await openSession(server, { email: 'mulai@x.id', role: 'operator' });
    expect((await post(who.ask, '/two-factor/enable', { password: 'salah-salah-salah' })).status).toBe(401);
    expect((await post(who.ask, '/two-factor/enable', {})).status).toBe(400);
    const { totpURI, backupCodes } = await begin(who);
    const uri = new URL(totpURI);
    expect([uri.protocol, uri.searchParams.get('issuer')]).toEqual(['otpauth:', 'Simpul']);
    expect(new Set(backupCodes).size).toBe(10);
    const wrong = await post(who.ask, '/two-factor/verify-totp', { code: '000000' });
    expect(await wrong.json()).toMatchObject({ status: 401, type: 'urn:simpul:problem:code' });
    expect(await (await signIn(server.url, who.email)).json()).toEqual({ ok: true });
    const right = await post(who.ask, '/two-factor/verify-totp', { code: toCode(totpURI, Date.now()) });
    expect(await right.json()).toEqual({ ok: true });
    const cookie = toCookie(right);
    expect(await readUser(createAsk(server.url, () => cookie))).toMatchObject({ hasTwoFactor: true });
    expect(await readUser(who.ask)).toBeNull();
  });

  it('is asked for at the next sign-in, which is no session before it', async () => {
    const { who, totpURI } = await openWithFactor('masuk@x.id');
    const sessions = await server.store.findIdentities('session', { field: 'userId', value: who.id });
    const ask = await firstStep(who.email);
    expect(await readUser(ask)).toBeNull();
    expect((await ask('GET', '/api/v1/me/sessions')).ok).toBe(false);
    expect((await post(ask, '/two-factor/disable', { password: goodPassword })).status).toBe(401);
    expect(await secondStep(ask, '/two-factor/verify-totp', '000000')).toBeNull();
    expect((await server.store.findIdentities('session', { field: 'userId', value: who.id })).length).toBe(
      sessions.length,
    );
    const code = toCode(totpURI, Date.now());
    expect(await secondStep(ask, '/two-factor/verify-totp', code)).toMatchObject({ id: who.id });
    expect(await secondStep(ask, '/two-factor/verify-totp', code)).toBeNull();
  });

  it('takes no code of long ago, and none without a sign-in that waits for it', async () => {
    const { who, totpURI } = await openWithFactor('lama@x.id');
    const guest = createAsk(server.url, () => undefined);
    const now = toCode(totpURI, Date.now());
    expect((await post(guest, '/two-factor/verify-totp', { code: now })).status).toBe(401);
    const ask = await firstStep(who.email);
    const old = toCode(totpURI, Date.now() - 300_000);
    expect(await secondStep(ask, '/two-factor/verify-totp', old)).toBeNull();
  });

  it('takes a backup code once, also when it comes from many at the same time', async () => {
    const { who, backupCodes } = await openWithFactor('cadangan@x.id');
    const [first = '', second = '', third = ''] = backupCodes;
    const path = '/two-factor/verify-backup-code';
    expect(await secondStep(await firstStep(who.email), path, first)).toMatchObject({ id: who.id });
    expect(await secondStep(await firstStep(who.email), path, first)).toBeNull();
    expect(await secondStep(await firstStep(who.email), path, second)).toMatchObject({ id: who.id });
    const asks = await Promise.all(Array.from({ length: 5 }, () => firstStep(who.email)));
    const entered = await Promise.all(asks.map((ask) => secondStep(ask, path, third)));
    expect(entered.filter((user) => user !== null)).toHaveLength(1);
  });

  it('ends one sign-in with one session, however often its right code comes at once', async () => {
    const { who, totpURI } = await openWithFactor('sekali@x.id');
    const ask = await firstStep(who.email);
    const before = await server.store.findIdentities('session', { field: 'userId', value: who.id });
    const code = toCode(totpURI, Date.now());
    await Promise.all(Array.from({ length: 5 }, () => secondStep(ask, '/two-factor/verify-totp', code)));
    const after = await server.store.findIdentities('session', { field: 'userId', value: who.id });
    expect(after.length - before.length).toBe(1);
  });

  it('takes a code for one sign-in, also while its half minute goes on', async () => {
    const { who, totpURI } = await openWithFactor('bahu@x.id');
    const asks = await Promise.all([firstStep(who.email), firstStep(who.email), firstStep(who.email)]);
    const path = '/two-factor/verify-totp';
    const code = toCode(totpURI, Date.now());
    const entered = await Promise.all(asks.map((ask) => secondStep(ask, path, code)));
    expect(entered.filter((user) => user !== null)).toHaveLength(1);
    expect(await secondStep(await firstStep(who.email), path, code)).toBeNull();
    const next = toCode(totpURI, Date.now() + 30_000);
    expect(await secondStep(await firstStep(who.email), path, next)).toMatchObject({ id: who.id });
  });

  it('is taken off with the password only', async () => {
    const { who } = await openWithFactor('lepas@x.id');
    expect((await post(who.ask, '/two-factor/disable', {})).status).toBe(400);
    expect((await post(who.ask, '/two-factor/disable', { password: 'salah-salah-salah' })).status).toBe(401);
    await firstStep(who.email);
    expect((await post(who.ask, '/two-factor/disable', { password: goodPassword })).status).toBe(200);
    expect(await (await signIn(server.url, who.email)).json()).toEqual({ ok: true });
    expect(await server.store.findIdentities('twoFactor', { field: 'userId', value: who.id })).toEqual([]);
  });

  it('has ten tries of backup codes too, and then even the right one waits', async () => {
    const { who, backupCodes } = await openWithFactor('tebak@x.id');
    const statuses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const ask = await firstStep(who.email);
      for (let n = 0; n < 4; n += 1)
        statuses.push((await post(ask, '/two-factor/verify-backup-code', { code: 'aaaaa-bbbbb' })).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual(Array(6).fill(429));
    const ask = await firstStep(who.email);
    const right = await post(ask, '/two-factor/verify-backup-code', { code: backupCodes[0] ?? '' });
    expect([right.status, Number(right.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  it('is told in the audit without its secret', async () => {
    const { who, totpURI, backupCodes } = await openWithFactor('catat@x.id');
    await post(who.ask, '/two-factor/disable', { password: goodPassword });
    const told = await server.store.listAudit({ limit: 100, subject: who.id });
    expect(told.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['second-factor.begin', 'second-factor.set', 'second-factor.remove']),
    );
    const text = JSON.stringify(told);
    for (const secret of [new URL(totpURI).searchParams.get('secret') ?? '?', ...backupCodes])
      expect(text).not.toContain(secret);
  });
});
