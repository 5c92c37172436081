import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxIngestBytes } from '#shared/protocol/limits.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const indicator = 'environment-pm25';
const area = '32.16';
const observedAt = '2026-11-01T00:00:00Z';

let server: InProcessServer;
let secret: string;

beforeAll(async () => {
  server = await startTestServer();
  secret = await server.token(server.region.indicator(indicator)!.agency);
});
afterAll(() => server.stop());

interface Push {
  readonly body?: string;
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
}

async function push(readings: unknown, { body, token = secret, headers = {} }: Push = {}) {
  const answer = await fetch(`${server.url}/api/v1/readings`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body ?? JSON.stringify({ readings }),
  });
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, unknown>,
  };
}

function reading(more: object = {}) {
  return { indicator, area, value: 12.5, observedAt, ...more };
}

async function history(from = '2026-01-01T00:00:00Z') {
  const answer = await fetch(
    `${server.url}/api/v1/indicators/${indicator}/history?area=${area}&from=${from}`,
  );
  return (await answer.json()) as { points: number[][]; restated: number[][] };
}

async function latest() {
  const answer = await fetch(`${server.url}/api/v1/latest?indicator=${indicator}&area=${area}`);
  const { records } = (await answer.json()) as { records: { value: number; was?: { value: number } }[] };
  return records[0];
}

describe('POST /api/v1/readings', () => {
  it('answers 201 once the batch is durable, and the present has it at once', async () => {
    const answer = await push([reading()]);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ recorded: 1, duplicates: 0, seq: server.liveState.seq });
    expect((await latest())?.value).toBe(12.5);
  });

  it('takes a value this series already had for a duplicate, even an earlier version', async () => {
    expect((await push([reading()])).body).toMatchObject({ recorded: 0, duplicates: 1 });
    expect((await push([reading({ value: 13 })])).body).toMatchObject({ recorded: 1 });
    expect((await push([reading({ value: 12.5 })])).body).toMatchObject({ recorded: 0, duplicates: 1 });
    const record = await latest();
    expect(record?.value).toBe(13);
    expect(record?.was?.value).toBe(12.5);
  });

  it('takes the old value again when it says correction', async () => {
    expect((await push([reading({ value: 12.5, correction: true })])).body).toMatchObject({ recorded: 1 });
    expect((await latest())?.value).toBe(12.5);
  });

  it('keeps late readings in history and leaves the present alone', async () => {
    const { body } = await push([reading({ value: 40, observedAt: '2026-10-01T07:00:00+07:00' })]);
    expect((await latest())?.value).toBe(12.5);
    // The number that the sender was told is reached by everyone who follows the stream.
    expect(server.liveState.seq).toBe(body['seq']);
    expect((await history()).points).toContainEqual([Date.UTC(2026, 9, 1), 40]);
  });

  it('names every fault at once and keeps nothing', async () => {
    const before = (await history()).points.length;
    const answer = await push(
      [
        reading({ observedAt: '2026-11-02T00:00:00Z' }),
        { indicator: 'no-such', area: '99.99', value: null, observedAt: '2026-02-30T00:00:00Z', extra: 1 },
        reading({ observedAt: new Date(Date.now() + 400_000).toISOString(), origin: 'simulated' }),
        reading({ observedAt: '2026-11-02T00:00:00' }),
      ],
      { headers: { 'accept-language': 'en-GB,en;q=0.9' } },
    );
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const errors = answer.body['errors'] as { pointer: string; code: string; message: string }[];
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/readings/1/area unknown_area',
      '/readings/1/extra unknown_key',
      '/readings/1/indicator unknown_indicator',
      '/readings/1/observedAt instant',
      '/readings/1/value null_value',
      '/readings/2/observedAt too_far_ahead',
      '/readings/2/origin simulated',
      '/readings/3/observedAt instant',
    ]);
    expect(errors[0]?.message).toMatch(/^(is|there|may|must)/);
    expect((await history()).points.length).toBe(before);
  });

  it('speaks Indonesian unless asked otherwise', async () => {
    const answer = await push([]);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-language')).toBe('id');
    expect(answer.body['title']).toBe('Ada isian yang salah');
  });

  it('refuses what it cannot read: no JSON, another type, no token, another agency', async () => {
    expect((await push([], { body: '{"readings":[' })).status).toBe(400);
    expect((await push([reading()], { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    const anonymous = await push([reading()], { token: null });
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get('www-authenticate')).toContain('Bearer');
    expect((await push([reading()], { token: `smpl_${'A'.repeat(43)}` })).status).toBe(401);
    const own = server.region.indicator(indicator)!.agency;
    const other = server.region.agencies.find((agency) => agency.code !== own)!;
    const foreign = await push([reading({ value: 1 })], { token: await server.token(other.code) });
    expect(foreign.status).toBe(403);
    expect(foreign.body['errors']).toMatchObject([{ pointer: '/readings/0/indicator', code: 'forbidden' }]);
    expect((await push([reading()], { token: await server.token(own, []) })).status).toBe(403);
  });

  it('refuses a body over the limit with 413, announced or not', async () => {
    const body = JSON.stringify({ readings: [reading({ note: 'x'.repeat(maxIngestBytes) })] });
    expect((await push([], { body })).status).toBe(413);
    const stream = await fetch(`${server.url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(stream.status).toBe(413);
  });

  it('refuses more than 5,000 readings in one call', async () => {
    const answer = await push(Array.from({ length: 5_001 }, () => reading()));
    expect(answer.status).toBe(422);
    expect(answer.body['errors']).toMatchObject([{ pointer: '/readings', code: 'too_many' }]);
  });

  it('gives the same receipt for the same key and body, and 409 for another body', async () => {
    const headers = { 'idempotency-key': 'turn-1' };
    const first = await push([reading({ value: 21, observedAt: '2026-11-03T00:00:00Z' })], { headers });
    const again = await push([reading({ value: 21, observedAt: '2026-11-03T00:00:00Z' })], { headers });
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(
      (await push([reading({ value: 22, observedAt: '2026-11-03T00:00:00Z' })], { headers })).status,
    ).toBe(409);
  });

  it('names an idempotency key that it cannot keep', async () => {
    for (const key of ['two words', 'x'.repeat(201)]) {
      const answer = await push([reading()], { headers: { 'idempotency-key': key } });
      expect(answer.status).toBe(400);
      expect(answer.body['errors']).toMatchObject([{ code: 'idempotency_key' }]);
    }
  });

  it('serves no other method there', async () => {
    const answer = await fetch(`${server.url}/api/v1/readings`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

describe('limits of the door', () => {
  it('answers 429 with Retry-After above a token’s rate', async () => {
    const small = await startTestServer({ ingestLimits: { readingsPerSecond: 3 } });
    const token = await small.token(small.region.indicator(indicator)!.agency);
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const answer = await fetch(`${small.url}/api/v1/readings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ readings: [reading(), reading()] }),
      });
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses[0]).toBe(201);
    expect(statuses).toContain(429);
    await small.stop();
  });
});

describe('a door that is full', () => {
  it.each([
    ['calls', { maxCalls: 0 }],
    ['bytes', { maxBytes: 10 }],
  ])('answers 503 with Retry-After above its %s and stores nothing', async (_case, ingestLimits) => {
    const full = await startTestServer({ ingestLimits });
    const token = await full.token('dlh');
    const { seq } = full.liveState;
    const answer = await fetch(`${full.url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ readings: [reading()] }),
    });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(full.liveState.seq).toBe(seq);
    await full.stop();
  });
});

describe('a demo', () => {
  it('marks every pushed value as simulated, whatever it says', async () => {
    const demo = await startTestServer({ demo: true });
    const token = await demo.token(demo.region.indicator(indicator)!.agency);
    const answer = await fetch(`${demo.url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ readings: [reading({ origin: 'measured' })] }),
    });
    expect(answer.status).toBe(201);
    const body = (await (await fetch(`${demo.url}/api/v1/latest?indicator=${indicator}`)).json()) as {
      records: { origin: string }[];
    };
    expect(body.records.map(({ origin }) => origin)).toEqual(['simulated']);
    await demo.stop();
  });
});
