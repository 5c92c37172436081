import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAsk, openSession, type SignedIn, signIn, toCookie } from '../../support/people.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let admin: SignedIn;
const lines: string[] = [];
/** Everything that was answered, but for the one answer in which a secret is shown. */
const answers: string[] = [];
/** What must be nowhere, by what it is. */
const canaries = new Map<string, string>();
const password = 'kenari-rahasia-91-perahu';
const wrongPassword = 'kenari-salah-72-sepeda';

beforeAll(async () => {
  server = await startTestServer({ onLogLine: (line) => void lines.push(line) });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
});
afterAll(() => server.stop());

/** Asks and keeps the whole answer. */
async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Response> {
  const answer = await admin.ask(method, path, body, headers);
  const text = await answer.clone().text();
  answers.push(`${method} ${answer.status}\n${[...answer.headers].map(String).join('\n')}\n${text}`);
  return answer;
}

/** Makes each kind of secret; only here it may be seen. */
async function makeSecrets(): Promise<void> {
  const json = async <Shape>(answer: Promise<Response>) => (await (await answer).json()) as Shape;
  const wanted = {
    name: 'kenari',
    agency: 'dlh',
    scopes: ['readings:write'],
    indicators: null,
    expiresInDays: null,
  };
  const token = await json<{ secret: string; token: { id: string } }>(
    admin.ask('POST', '/api/v1/admin/tokens', wanted),
  );
  canaries.set('token', token.secret);
  const turned = await json<{ secret: string }>(
    admin.ask('POST', `/api/v1/admin/tokens/${token.token.id}/rotate`, {}),
  );
  canaries.set('rotated token', turned.secret);
  const person = { email: 'kenari@x.id', role: 'viewer', agency: null };
  const { url } = await json<{ url: string }>(admin.ask('POST', '/api/v1/admin/invitations', person));
  const invitation = url.split('/').at(-1) ?? '';
  canaries.set('invitation', invitation);
  await ask('POST', `/api/v1/invitations/${invitation}/accept`, { name: 'Kenari', password });
  canaries.set('password', password);
  canaries.set('wrong password', wrongPassword);
  canaries.set('set-up link', server.setupToken ?? '');
  const cookie = toCookie(await signIn(server.url, 'kenari@x.id', password));
  canaries.set('cookie', decodeURIComponent(cookie.split('=')[1] ?? ''));
  const own = createAsk(server.url, () => cookie);
  const second = await json<{ totpURI: string; backupCodes: string[] }>(
    own('POST', '/api/auth/two-factor/enable', { password }),
  );
  canaries.set('second factor', new URL(second.totpURI).searchParams.get('secret') ?? '');
  canaries.set('backup code', second.backupCodes[0] ?? '');
}

/** Sends every secret to every place where it does not belong. */
async function scatter(): Promise<void> {
  for (const [name, secret] of canaries) {
    const text = encodeURIComponent(secret);
    const bearer = { authorization: `Bearer ${secret}` };
    await ask('GET', `/api/v1/latest?token=${text}`);
    await ask('GET', `/api/v1/${text}`);
    await ask('GET', `/api/v1/indicators/${text}/history?asOf=${text}`);
    await ask('POST', '/api/v1/readings', { readings: [] }, { ...bearer, 'idempotency-key': secret });
    await ask('POST', '/api/v1/readings', '{"readings":', bearer);
    await ask('GET', '/api/v1/me', undefined, {
      ...bearer,
      referer: `${server.url}/?k=${text}`,
      'x-forwarded-for': secret,
    });
    await ask('POST', '/api/auth/sign-in/email', { email: 'admin@x.id', password: secret });
    await ask(
      'POST',
      '/api/v1/admin/people/nobody/sign-out',
      new TextEncoder().encode(`{"password":"${secret}`),
      {
        'content-type': 'application/json',
      },
    );
    await ask('GET', `/socket.io/?EIO=4&transport=polling&token=${text}`);
    await ask('POST', `/api/auth/callback/oidc?code=${text}&state=${text}`);
    await ask('GET', `/api/auth/callback/oidc?code=${text}&state=${text}`);
    (await listenAt(`${server.url}/desk`, { token: secret })).close();
    if (name !== 'cookie')
      (await listenAt(`${server.url}/live`, { cookie: `simpul.session_token=${text}` })).close();
  }
  await signIn(server.url, 'kenari@x.id', wrongPassword);
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listFiles(join(dir, entry.name)) : [join(dir, entry.name)],
  );
}

function findIn(text: string, where: string, skip: readonly string[] = []): string[] {
  return [...canaries]
    .filter(([name, secret]) => !skip.includes(name) && secret.length >= 8)
    .filter(([, secret]) => text.includes(secret) || text.includes(encodeURIComponent(secret)))
    .map(([name]) => `${name} in ${where}`);
}

describe('a secret (S5)', () => {
  beforeAll(async () => {
    await makeSecrets();
    await scatter();
    for (const { method, path } of server.routes)
      if (method === 'GET' && !path.includes('{')) await ask('GET', path.replace(/:\w+/g, 'x'));
  });

  it('is in no line of the log', () => {
    expect(canaries.size).toBe(9);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.flatMap((line) => findIn(line, line.slice(0, 200)))).toEqual([]);
  });

  it('is in no answer after the one that showed it, nor in lists, metrics and documents', () => {
    expect(answers.flatMap((text) => findIn(text, text.slice(0, 120)))).toEqual([]);
  });

  it('is not in the audit, and what was tried stands there without it', async () => {
    const entries = await server.store.listAudit({ limit: 1_000 });
    expect(findIn(JSON.stringify(entries), 'audit')).toEqual([]);
  });

  it('is nowhere in what is stored: hashes stand for it', () => {
    const files = listFiles(server.dataDir).filter((file) => statSync(file).isFile());
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => findIn(readFileSync(file).toString('latin1'), file))).toEqual([]);
    expect(canaries.get('token')).toMatch(/^smpl_[\w-]{43}$/);
  });
});
