import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, type SignedIn } from '../../support/people.ts';
import { sendRaw } from '../../support/rawHttp.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let clerk: SignedIn;
let port: number;
const canary = 'canary-7f3a-outside-of-every-root';
beforeAll(async () => {
  server = await startTestServer({ env: { VIEWING: 'signed-in' } });
  clerk = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  port = Number(new URL(server.url).port);
  mkdirSync(join(server.dataDir, 'sub'), { recursive: true });
  writeFileSync(join(server.dataDir, 'canary.txt'), canary);
});
afterAll(() => server.stop());

const steps = [
  '..',
  '%2e%2e',
  '.%2e',
  '%2E.',
  '%252e%252e',
  '..%2f',
  '..%5c',
  '..\\',
  '....//',
  '..;',
  '%c0%ae%c0%ae',
  '%uff0e%uff0e',
  '..%00',
  '.',
  '%2f..',
];
const roots = [
  '/',
  '/assets/',
  '/region/map/',
  '/api/docs/',
  '/wall/',
  '/api/v1/input/evidence/',
  '/api/v1/input/files/',
];
const targets = [
  'etc/passwd',
  'package.json',
  'server/app.ts',
  'auth-secret',
  'simpul.sqlite',
  'canary.txt',
  '.env',
  '.git/config',
];
const secrets = /root:[^\n]*:0:0:|"devDependencies"|SQLite format 3|canary-7f3a|\[core\]|createApp/;

async function raw(
  method: string,
  target: string,
  headers: readonly string[] = [],
): Promise<{ status: number; body: string; head: string }> {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    ...headers,
    'Connection: close',
    '',
    '',
  ];
  return sendRaw(port, [lines.join('\r\n')], 5_000);
}

type Case = readonly [verb: string, target: string, header: string];

/** Asks many at once, a few at a time. */
async function askAll<Item>(items: readonly Item[], ask: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) await ask(item);
    }),
  );
}

describe('files outside of their roots (S11)', () => {
  it('are read by no path', async () => {
    const cases = roots.flatMap((root) =>
      steps.flatMap((step) =>
        targets.flatMap((target) => [1, 4, 9].map((depth) => `${root}${`${step}/`.repeat(depth)}${target}`)),
      ),
    );
    const wrong: string[] = [];
    await askAll(cases, async (path) => {
      const answer = await raw('GET', path, [`Cookie: ${clerk.cookie}`]);
      if (secrets.test(answer.body) || answer.status === 200 || answer.status >= 500)
        wrong.push(`${path}: ${answer.status}`);
    });
    console.log(`S11: ${cases.length} paths`);
    expect(wrong).toEqual([]);
  });

  it('are written by no name: the server names files itself', async () => {
    const names = [
      '../../canary.txt',
      '..\\..\\canary.csv',
      '/etc/passwd.csv',
      'a\u0000.csv',
      'C:\\x.csv',
      `${'a'.repeat(300)}.csv`,
    ];
    const bytes = new TextEncoder().encode('Kecamatan;PM2,5 Oktober 2026\nCikarang Utara;12\n');
    for (const name of names) {
      for (const path of ['evidence', 'files']) {
        const answer = await clerk.ask(
          'POST',
          `/api/v1/input/${path}?name=${encodeURIComponent(name)}`,
          bytes,
        );
        const text = await answer.text();
        expect([name, answer.status < 500]).toEqual([name, true]);
        expect(text).not.toMatch(/"name":"[^"]*(?:\.\.[/\\]|\/etc|\\u0000)/);
      }
    }
    expect(readFileSync(join(server.dataDir, 'canary.txt'), 'utf8')).toBe(canary);
  });
});

/** Other spellings of an address, with whether a router may take it for the same. */
const spellings: readonly ((path: string) => string)[] = [
  (path) => path.toUpperCase(),
  (path) => path.replace('/api', '//api'),
  (path) => path.replaceAll('/', '//'),
  (path) => path.replace('/api', '/./api'),
  (path) => path.replace('/api', '/x/../api'),
  (path) => path.replace('/api', '/assets/../api'),
  (path) => path.replace('/api', '/wall/..%2fapi'),
  (path) => path.replace('/v1/', '/v1%2f'),
  (path) => path.replace('/api', '/%61pi'),
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `${path}%20`,
  (path) => `${path}.json`,
  (path) => `${path};x=1`,
  (path) => `${path}%00`,
  (path) => `${path}%23`,
  (path) => `${path}/.`,
  (path) => `${path}?_method=GET`,
  (path) => `http://127.0.0.1${path}`,
  (path) => `http://evil.example${path}`,
];
const overrides = [
  'X-HTTP-Method-Override: GET',
  'X-HTTP-Method: GET',
  'X-Method-Override: GET',
  'X-Original-URL: /healthz',
  'X-Rewrite-URL: /healthz',
];

describe('another spelling of a route (S20)', () => {
  it('is decided like the route itself, or is not there', async () => {
    const guarded = server.routes.filter(
      ({ access, path }) => access.kind !== 'public' && access.kind !== 'loopback' && path.startsWith('/api'),
    );
    const cases = guarded.flatMap(({ method, path }): Case[] => {
      const target = path.replace('indicators/:id', 'indicators/environment-pm25').replace(/:\w+/g, 'x');
      const verbs = [method, 'HEAD', 'OPTIONS', 'TRACE', 'get'];
      return [
        ...spellings.flatMap((spell) => verbs.map((verb): Case => [verb, spell(target), ''])),
        ...overrides.map((header): Case => [method, target, header]),
      ];
    });
    const isList = /^[A-Z]+(?:, ?[A-Z]+)*$/;
    const wrong: string[] = [];
    await askAll(cases, async ([verb, target, header]) => {
      const answer = await raw(verb, target, [...(header ? [header] : []), 'Content-Length: 0']);
      // The router tells the methods of an address to everyone; nothing of ours runs for it.
      if (verb === 'OPTIONS' && answer.status === 200 && isList.test(answer.body.trim())) return;
      if (![400, 401, 403, 404, 405, 415].includes(answer.status))
        wrong.push(`${verb} ${target} ${header}: ${answer.status}`);
    });
    console.log(`S20: ${cases.length} spellings for nobody known`);
    expect(wrong).toEqual([]);
  });

  it('gives a clerk no more than the route itself', async () => {
    const admin = server.routes.filter(
      ({ path }) => path.startsWith('/api/v1/admin') || path.startsWith('/api/v1/verification'),
    );
    const cases = admin.flatMap(({ method, path }) =>
      spellings.map((spell) => [method, spell(path.replace(/:\w+/g, 'x'))] as const),
    );
    const wrong: string[] = [];
    await askAll(cases, async ([method, target]) => {
      const headers = [
        `Cookie: ${clerk.cookie}`,
        `Origin: ${server.url}`,
        'Content-Type: application/json',
        'Content-Length: 0',
      ];
      const answer = await raw(method, target, headers);
      if (![400, 403, 404, 405].includes(answer.status)) wrong.push(`${method} ${target}: ${answer.status}`);
    });
    expect(wrong).toEqual([]);
  });

  it('does not make one parameter of two: what decides is what runs', async () => {
    const path = '/api/v1/input/obligations';
    for (const query of [
      '?agency=dlh&agency=disdamkar',
      '?agency=disdamkar&agency=dlh',
      '?Agency=disdamkar',
      '?agency[]=disdamkar',
      '?agency=dlh%00disdamkar',
    ]) {
      const answer = await clerk.ask('GET', path + query);
      const text = await answer.text();
      expect([query, answer.status === 200 && text.includes('"agency":"disdamkar"')]).toEqual([query, false]);
    }
  });
});
