import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencySchema } from '#shared/model/agency.ts';
import { areaSchema } from '#shared/model/area.ts';
import { indicatorSchema } from '#shared/model/indicator.ts';
import { pillarIds } from '#shared/model/lists.ts';
import { recordSchema } from '#shared/model/reading.ts';
import { catalogueSchema } from '#shared/model/region.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(server.url + path, { headers, redirect: 'manual' });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

async function getJson(path: string): Promise<Record<string, unknown>> {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as Record<string, unknown>;
}

describe('the catalogue over HTTP', () => {
  it('gives pillars in the ministry’s order, areas, agencies and indicators', async () => {
    const pillars = (await getJson('/api/v1/pillars'))['items'] as { id: string }[];
    expect(pillars.map(({ id }) => id)).toEqual([...pillarIds]);
    const areas = (await getJson('/api/v1/areas'))['items'] as unknown[];
    expect(
      areas.map((area) => areaSchema.parse(area).level).filter((level) => level === 'kecamatan'),
    ).toHaveLength(23);
    const agencies = (await getJson('/api/v1/agencies'))['items'] as unknown[];
    expect(agencies.map((agency) => agencySchema.parse(agency).code).length).toBeGreaterThan(5);
    const indicators = (await getJson('/api/v1/indicators'))['items'] as unknown[];
    const first = indicatorSchema.parse(indicators[0]);
    expect(await getJson(`/api/v1/indicators/${first.id}`)).toEqual(JSON.parse(JSON.stringify(first)));
    expect((await get('/api/v1/indicators/no-such')).status).toBe(404);
  });

  it('gives the whole catalogue with an ETag that saves the second answer', async () => {
    const answer = await get('/api/v1/catalogue');
    catalogueSchema.parse(JSON.parse(answer.text));
    const etag = answer.headers.get('etag') ?? '';
    expect(
      (await get('/api/v1/catalogue', { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status,
    ).toBe(304);
  });

  it('serves the map files of the pack and nothing beside them', async () => {
    const { map } = catalogueSchema.parse(await getJson('/api/v1/catalogue'));
    for (const file of Object.values(map)) expect((await get(`/region/map/${file}`)).status).toBe(200);
    expect((await get('/region/map/..%2findicators.json')).status).not.toBe(200);
  });
});

describe('GET /api/v1/latest', () => {
  it('gives the baseline of the pack with its sources', async () => {
    const body = await getJson('/api/v1/latest');
    const records = (body['records'] as unknown[]).map((record) => recordSchema.parse(record));
    expect(records.length).toBeGreaterThan(50);
    expect(body['seq']).toBe(server.liveState.seq);
    expect(body['epoch']).toBe(server.liveState.epoch);
    expect(new Set(records.map(({ origin }) => origin)).has('simulated')).toBe(false);
  });

  it('filters by pillar, indicator and area, and names a filter that does not exist', async () => {
    const body = await getJson('/api/v1/latest?pillar=economy&area=32.16');
    const records = (body['records'] as unknown[]).map((record) => recordSchema.parse(record));
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) {
      expect(record.area).toBe('32.16');
      expect(server.region.indicator(record.indicator)?.pillar).toBe('economy');
    }
    const wrong = await get('/api/v1/latest?pillar=sea&indicator=x&area=1&colour=red');
    expect(wrong.status).toBe(422);
    const errors = (JSON.parse(wrong.text) as { errors: { pointer: string }[] }).errors;
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '?area',
      '?colour',
      '?indicator',
      '?pillar',
    ]);
  });
});

describe('GET /api/v1/indicators/{id}/history', () => {
  const series = '/api/v1/indicators/environment-pm25/history?area=32.16';

  it('gives exact points with their gaps', async () => {
    const token = await server.token(server.region.indicator('environment-pm25')!.agency);
    const startsAt = Date.UTC(2026, 10, 20);
    const hours = [0, 1, 2, 8, 9];
    await fetch(`${server.url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        readings: hours.map((hour) => ({
          indicator: 'environment-pm25',
          area: '32.16',
          value: hour,
          observedAt: new Date(startsAt + hour * 3_600_000).toISOString(),
        })),
      }),
    });
    const body = await getJson(`${series}&from=2026-11-20T00:00:00Z&to=2026-11-20T09:00:00Z`);
    expect(body['points']).toEqual(hours.map((hour) => [startsAt + hour * 3_600_000, hour]));
    expect(body['downsampled']).toBe(false);
    expect(body['unit']).toBe(server.region.indicator('environment-pm25')?.unit);
    expect(body['gaps']).toEqual([[startsAt + 2 * 3_600_000, startsAt + 8 * 3_600_000]]);
  });

  it('answers with what was known at an instant', async () => {
    const body = await getJson(`${series}&asOf=2020-01-01T00:00:00Z`);
    expect(body['points']).toEqual([]);
  });

  it('names every wrong parameter', async () => {
    const answer = await get(`${series}&from=yesterday&maxPoints=10001&asOf=2026-01-01`);
    expect(answer.status).toBe(422);
    const errors = (JSON.parse(answer.text) as { errors: { pointer: string }[] }).errors;
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['?asOf', '?from', '?maxPoints']);
  });
});

describe('the rest of the interface', () => {
  it('says that it lives and that storage answers', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('gives the figures of the store with the first scrape already', async () => {
    const fresh = await startTestServer();
    const text = await (await fetch(`${fresh.url}/metrics`)).text();
    expect(Number(/^simpul_store_readings (\S+)$/m.exec(text)?.[1])).toBe(fresh.region.baseline.length);
    expect(Number(/^simpul_store_size_bytes (\S+)$/m.exec(text)?.[1])).toBeGreaterThan(0);
    await fresh.stop();
  });

  it('gives metrics to this machine only', async () => {
    const answer = await get('/metrics');
    expect(answer.text).toContain('simpul_store_up 1');
    expect(answer.text).toContain('simpul_store_size_bytes');
    expect((await get('/metrics', { 'x-forwarded-for': '10.0.0.9' })).status).toBe(403);
  });

  it.each([
    ['open', 200],
    ['off', 404],
  ])('gives metrics through a proxy as METRICS=%s says', async (METRICS, status) => {
    const other = await startTestServer({ env: { METRICS } });
    const answer = await fetch(`${other.url}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.9' } });
    expect(answer.status).toBe(status);
    await other.stop();
  });

  it('lists the link of the store itself as up', async () => {
    const items = (await getJson('/api/v1/feeds'))['items'] as { id: string; state: string }[];
    expect(items.find(({ id }) => id === 'system-storage')?.state).toBe('up');
  });

  it('gives events as a list', async () => {
    expect((await getJson('/api/v1/events'))['items']).toEqual([]);
  });

  it('describes itself as OpenAPI 3.1 with a readable page without inline scripts', async () => {
    const document = await getJson('/api/v1/openapi.json');
    expect(document['openapi']).toBe('3.1.0');
    expect(Object.keys(document['paths'] as object)).toContain('/readings');
    const page = await get('/api/docs/');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<script>/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('leads from / to the wall and answers problems below /api', async () => {
    const root = await get('/');
    expect(root.status).toBe(302);
    expect(root.headers.get('location')).toBe('/wall');
    const missing = await get('/api/v1/nothing');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
  });
});
