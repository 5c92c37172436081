import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createAsk, openSession, type SignedIn } from '../../support/people.ts';
import { sendRaw } from '../../support/rawHttp.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const publicUrl = 'https://simpul.bekasikab.go.id';
let server: InProcessServer;
let admin: SignedIn;
let host: string;
beforeAll(async () => {
  server = await startTestServer({ env: { PUBLIC_URL: publicUrl } });
  host = new URL(server.url).host;
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
});
afterAll(() => server.stop());

type Headers = Readonly<Record<string, string>>;

/** Origins of RELIABILITY S4; the last column says whether a browser's cookie may come from there. */
const origins: readonly (readonly [string, () => Headers, boolean])[] = [
  ['our address', () => ({ origin: publicUrl }), true],
  ['the host that was asked', () => ({ origin: `http://${host}` }), true],
  ['another site', () => ({ origin: 'https://evil.example' }), false],
  ['null, as from a sandboxed frame', () => ({ origin: 'null' }), false],
  ['a sub-domain', () => ({ origin: 'https://a.simpul.bekasikab.go.id' }), false],
  ['a domain that ends alike', () => ({ origin: 'https://evilsimpul.bekasikab.go.id' }), false],
  ['a domain that begins alike', () => ({ origin: `${publicUrl}.evil.example` }), false],
  ['another port', () => ({ origin: `${publicUrl}:8443` }), false],
  ['without TLS', () => ({ origin: 'http://simpul.bekasikab.go.id' }), false],
  ['none at all', () => ({}), false],
  ['a look-alike in Punycode', () => ({ origin: 'https://xn--smpul-n4a.bekasikab.go.id' }), false],
  [
    'another site whose forwarded host lies',
    () => ({
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
    }),
    false,
  ],
  ['a user name before another host', () => ({ origin: `${publicUrl}@evil.example` }), false],
  ['our address in capitals', () => ({ origin: publicUrl.toUpperCase() }), false],
  ['our address with a path', () => ({ origin: `${publicUrl}/` }), false],
];

/** Opens `/desk` with the cookie over long polling; true where the server lets it in. */
async function enterByPolling(headers: Headers): Promise<boolean> {
  const url = `${server.url}/socket.io/?EIO=4&transport=polling`;
  const all = { ...headers, cookie: admin.cookie };
  const opened = await fetch(url, { headers: all });
  const text = await opened.text();
  if (!opened.ok) return false;
  const { sid } = JSON.parse(text.slice(1)) as { sid: string };
  await (await fetch(`${url}&sid=${sid}`, { method: 'POST', headers: all, body: '40/desk,' })).text();
  return (await (await fetch(`${url}&sid=${sid}`, { headers: all })).text()).startsWith('40/desk,');
}

async function enterByWebSocket(headers: Headers): Promise<boolean> {
  const url = `ws://${host}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers: { ...headers, cookie: admin.cookie } });
  socket.on('error', () => undefined);
  const isOpen = await Promise.race([
    once(socket, 'message').then(() => true),
    once(socket, 'unexpected-response').then(() => false),
  ]).catch(() => false);
  if (!isOpen) return false;
  socket.send('40/desk,');
  const [answer] = await once(socket, 'message');
  socket.terminate();
  return String(answer).startsWith('40/desk,');
}

describe('a cookie from another origin (S4)', () => {
  it.each(origins)(
    'opens a socket from %s only where it may, over both transports',
    async (_name, build, may) => {
      expect([await enterByPolling(build()), await enterByWebSocket(build())]).toEqual([may, may]);
    },
  );

  it.each(origins)('changes nothing from %s unless it may', async (_name, build, may) => {
    const ask = (more: Headers = {}) =>
      fetch(`${server.url}/api/v1/admin/people/nobody/sign-out`, {
        method: 'POST',
        headers: { ...build(), ...more, cookie: admin.cookie, 'content-type': 'application/json' },
        body: '{}',
      });
    expect((await ask()).status).toBe(may ? 200 : 403);
    // Fetch sends `sec-fetch-site: cross-site` for what a page of another site starts; browsers cannot be made to lie.
    const port = Number(new URL(server.url).port);
    const cross = await sendRaw(port, [
      [
        'POST /api/v1/admin/people/nobody/sign-out HTTP/1.1',
        `Host: ${host}`,
        ...Object.entries(build()).map(([name, value]) => `${name}: ${value}`),
        'Sec-Fetch-Site: cross-site',
        `Cookie: ${admin.cookie}`,
        'Content-Type: application/json',
        'Content-Length: 2',
        'Connection: close',
        '\r\n{}',
      ].join('\r\n'),
    ]);
    expect(cross.status).toBe(403);
  });

  it('never grants another origin to read or to be let in later', async () => {
    for (const [, build] of origins) {
      const preflight = await fetch(`${server.url}/api/v1/me`, {
        method: 'OPTIONS',
        headers: { ...build(), 'access-control-request-method': 'POST' },
      });
      const read = await fetch(`${server.url}/api/v1/me`, { headers: { ...build(), cookie: admin.cookie } });
      for (const answer of [preflight, read]) {
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      }
    }
  });
});

/** What a form of another site can send without asking first. */
const simpleTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
];

/** Take files as they are and judge them by their bytes: the origin alone keeps strangers out. */
const takesBytes = new Set([
  '/api/v1/input/files',
  '/api/v1/input/evidence',
  '/api/v1/shifts/:id/pictures',
  '/api/v1/packs/check',
  '/api/v1/programmes/files',
  '/api/v1/agreements/:id/files',
]);

describe('a form (S4)', () => {
  const isChange = ({ method }: { method: string }) => method !== 'GET';

  it('changes nothing at any route that changes something, even from our own origin', async () => {
    const before = await server.store.head();
    const wrong: string[] = [];
    let asked = 0;
    for (const { method, path } of server.routes.filter(isChange)) {
      if (takesBytes.has(path)) continue;
      for (const type of simpleTypes) {
        const answer = await fetch(server.url + path.replace(/:\w+/g, 'x'), {
          method,
          headers: {
            cookie: admin.cookie,
            origin: `http://${host}`,
            ...(type ? { 'content-type': type } : {}),
          },
          ...(method === 'DELETE' ? {} : { body: new TextEncoder().encode('{"a":1}') }),
        });
        await answer.text();
        asked += 1;
        const isFine = [401, 415].includes(answer.status) || (method === 'DELETE' && answer.status === 404);
        if (!isFine) wrong.push(`${method} ${path} as ${type}: ${answer.status}`);
      }
    }
    console.log(`S4 forms: ${asked} requests`);
    expect(wrong).toEqual([]);
    expect(await server.store.head()).toEqual(before);
  });

  it('reads raw bodies only with a header that no form sends without asking', async () => {
    for (const path of ['/api/v1/input/files', '/api/v1/input/evidence']) {
      for (const [, build, may] of origins) {
        const answer = await fetch(`${server.url}${path}?agency=dlh&name=a.exe`, {
          method: 'POST',
          headers: { ...build(), cookie: admin.cookie, 'content-type': 'text/plain' },
          body: 'x',
        });
        await answer.text();
        expect([path, answer.status === 403]).toEqual([path, !may]);
      }
    }
  });

  it('changes nothing by GET: every route that changes something answers 405 or another page', async () => {
    const ask = createAsk(server.url, () => admin.cookie);
    const read = new Set(server.routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
    for (const { path } of server.routes.filter((route) => isChange(route) && !read.has(route.path))) {
      const answer = await ask('GET', path.replace(/:\w+/g, 'x'));
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([404, 405])]);
      await answer.text();
    }
  });
});
