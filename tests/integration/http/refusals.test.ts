import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '#shared/protocol/problem.ts';
import { type RawAnswer, sendRaw } from '../../support/rawHttp.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let port: number;
beforeAll(async () => {
  server = await startTestServer();
  port = Number(new URL(server.url).port);
});
afterAll(() => server.stop());

/** Status of an answer that must be a problem. */
function expectProblem({ status, head, body }: RawAnswer): number {
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  const text = /^transfer-encoding: chunked/im.test(head) ? (body.split('\r\n')[1] ?? '') : body;
  expect(problemSchema.parse(JSON.parse(text)).status).toBe(status);
  return status;
}

describe('what cannot be served is answered with a problem', () => {
  it.each([
    ['no HTTP at all', ['GARBAGE\r\n\r\n'], 400],
    ['no host', ['GET /healthz HTTP/1.1\r\n\r\n'], 400],
    ['an unknown method', ['FETCH /healthz HTTP/1.1\r\nHost: x\r\n\r\n'], 400],
    [
      'two lengths',
      ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
      400,
    ],
    ['a header too large', [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`], 431],
    ['an address too long', [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`], 431],
    [
      'an address that cannot be decoded',
      ['GET /api/v1/indicators/%ZZ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      400,
    ],
    [
      'a path of another case of dots',
      ['GET /region/map/%2e%2e/indicators.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
      404,
    ],
    ['a double slash', ['GET //api/v1/latest HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'], 404],
  ] as const)('%s', async (_case, pieces, status) => {
    expect(expectProblem(await sendRaw(port, pieces))).toBe(status);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it.each([
    ['POST', '/api/v1/latest', 405],
    ['DELETE', '/api/v1/indicators/environment-pm25', 405],
    ['PUT', '/api/v1/readings', 405],
    ['PUT', '/healthz', 405],
    ['POST', '/wall', 405],
    ['DELETE', '/api/v1/indicators/x/history?from=1', 405],
    ['POST', '/api/v1/nothing', 404],
    ['PUT', '/no-such-page', 404],
    ['GET', '/no-such-page', 404],
    ['GET', '/api/v2/latest', 404],
    ['GET', '/.env', 404],
    ['GET', '/api/docs/package.json/..%2f..%2fpackage.json', 404],
  ])('%s %s', async (method, path, status) => {
    const answer = await fetch(server.url + path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    if (status === 405) expect(answer.headers.get('allow')).not.toBeNull();
    problemSchema.parse(await answer.json());
  });

  it('a parameter given twice, since only one of them could count', async () => {
    const answer = await fetch(`${server.url}/api/v1/latest?area=32.16&area=32.16.09`);
    expect(answer.status).toBe(422);
    const { errors } = problemSchema.parse(await answer.json());
    expect(errors).toMatchObject([{ pointer: '?area', code: 'repeated' }]);
  });
});

describe('what a server may ignore is ignored', () => {
  const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n';

  it('an offer to upgrade, as Java’s own HTTP client makes with every request', async () => {
    const token = await server.token('dlh');
    const body = JSON.stringify({
      readings: [
        { indicator: 'environment-pm25', area: '32.16.09', value: 7, observedAt: '2026-11-01T00:00:00Z' },
      ],
    });
    const head = `POST /api/v1/readings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n${offer}\r\n`;
    const whole = await sendRaw(port, [head + body]);
    expect([whole.status, whole.body]).toEqual([201, expect.stringContaining('"recorded":1')]);
    const split = await sendRaw(port, [head + body.slice(0, 10), body.slice(10)]);
    expect([split.status, split.body]).toEqual([201, expect.stringContaining('"duplicates":1')]);
  });

  it('a WebSocket where there is none, and an expectation that nobody knows', async () => {
    const elsewhere = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    expect((await sendRaw(port, [elsewhere])).status).toBe(200);
    expect(
      (await sendRaw(port, ['GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n'])).status,
    ).toBe(200);
  });
});

describe('wrong tokens', () => {
  const push = (token: string) =>
    fetch(`${server.url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"readings":[]}',
    });

  it('make their sender wait, but never a token that was good before', async () => {
    const good = await server.token('dlh');
    expect((await push(good)).status).toBe(422);
    const statuses: number[] = [];
    for (let turn = 0; turn < 40 && !statuses.includes(429); turn += 1) {
      const answer = await push(`smpl_${String(turn).padStart(43, '0')}`);
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
    expect(statuses).toContain(429);
    expect((await push(good)).status).toBe(422);
    expect((await push('')).status).toBe(401);
  });
});
