import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '#shared/protocol/problem.ts';
import { sendRaw } from '../../support/rawHttp.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const seed = 3216;
let server: InProcessServer;
let token: string;
/** Steps of the stream that carry readings: what the server tells of itself meanwhile is none of a body's doing. */
let readingSteps = 0;
beforeAll(async () => {
  server = await startTestServer({ settles: true });
  server.liveState.onStep(({ changes }) => {
    if (changes.length > 0) readingSteps += 1;
  });
  token = await server.token('dlh');
});
afterAll(() => server.stop());

const odd = fc.constantFrom<unknown>(
  '__proto__',
  'constructor',
  "'; DROP TABLE reading; --",
  '<img src=x onerror=alert(1)>',
  '\u0000',
  '\u202e\u200b',
  '\ud800',
  '{{7*7}}',
  '=1+1',
  -0,
  1e308,
  -1e-320,
  2 ** 53,
  null,
  true,
  [],
  {},
);
const good = {
  indicator: 'environment-pm25',
  area: '32.16.09',
  value: 1,
  observedAt: '2026-11-01T00:00:00Z',
};
const keys = [
  ...Object.keys(good),
  'quality',
  'origin',
  'note',
  'period',
  'correction',
  '__proto__',
  'toString',
];
/** A reading that is nearly right: some fields are replaced, left out or added. */
const nearly = fc
  .dictionary(fc.constantFrom(...keys), fc.oneof(odd, fc.string(), fc.double(), fc.jsonValue()), {
    maxKeys: 4,
  })
  .map((changed) => ({ ...good, ...changed }));
const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(nearly, { maxLength: 5 }).map((readings) => JSON.stringify({ readings })),
  },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 1,
    arbitrary: fc.nat(2_000).map((depth) => `{"readings":${'['.repeat(depth)}${']'.repeat(depth)}}`),
  },
);

async function push(text: string): Promise<Response> {
  return fetch(`${server.url}/api/v1/readings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: text,
  });
}

describe('whatever comes in (B1, B7, B8)', () => {
  it('a body is stored whole or refused with a problem, and harms nothing', async () => {
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const before = readingSteps;
        const answer = await push(text);
        if (answer.status === 201) {
          const { seq } = (await answer.json()) as { seq: number };
          expect(server.liveState.seq).toBeGreaterThanOrEqual(seq);
        } else {
          expect([400, 403, 413, 422]).toContain(answer.status);
          problemSchema.parse(await answer.json());
          expect(readingSteps).toBe(before);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { seed, numRuns: 1_500 },
    );
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('text comes back as it was', async () => {
    const area = '32.16.10';
    let second = 0;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 100 }), async (note) => {
        second += 1;
        const observedAt = new Date(Date.UTC(2025, 0, 1) + second * 1_000).toISOString();
        const answer = await push(JSON.stringify({ readings: [{ ...good, area, note, observedAt }] }));
        expect(answer.status).toBe(201);
        const latest = await fetch(`${server.url}/api/v1/latest?indicator=environment-pm25&area=${area}`);
        const { records } = (await latest.json()) as { records: { observedAt: string; note?: string }[] };
        expect(records).toMatchObject([{ observedAt, note }]);
      }),
      { seed, numRuns: 100 },
    );
  });

  it('an address is answered, and never with a fault of ours or a file from elsewhere', async () => {
    const piece = fc.constantFrom(
      ...[
        '..',
        '.',
        '%2e%2e',
        '%2f',
        '%5c',
        '\\',
        '//',
        '%00',
        '%ZZ',
        '%',
        ';',
        ':id',
        '*',
        'etc/passwd',
        '~',
      ],
      ...[
        'api',
        'v1',
        'latest',
        'indicators',
        'history',
        'assets',
        'region/map',
        'wall',
        'package.json',
        '?',
        '&a=b',
        '#',
      ],
    );
    const path = fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('/')}`);
    const port = Number(new URL(server.url).port);
    await fc.assert(
      fc.asyncProperty(path, fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS'), async (target, method) => {
        const text = `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
        const answer = await sendRaw(port, [text], 5_000);
        expect([target, answer.status]).toEqual([
          target,
          expect.toBeOneOf([200, 302, 400, 401, 404, 405, 422]),
        ]);
        expect(answer.body).not.toMatch(/root:.*:0:0:|"devDependencies"/);
      }),
      { seed, numRuns: 600 },
    );
  });
});
