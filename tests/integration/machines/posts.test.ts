import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signPost } from '../../../server/domain/machines/signature.ts';
import { findLink, openDetails, readPoints, waitFor, writePack } from '../../support/machines.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const pm25 = 'environment-pm25';
const ispu = 'environment-ispu';
const river = 'environment-river-level';
const area = '32.16.03';
const secret = 'kvR8wZ2pQ5mT7xLcB4nJ6hYdF3gSaU9e';
const common = { provider: 'Uji', agency: 'dlh', area };

const pack = writePack([
  {
    ...common,
    id: 'air-quality',
    kind: 'ngsi-ld',
    label: 'Kualitas udara',
    entityType: 'AirQualityObserved',
    area: 'device',
    areas: { 'urn:ngsi-ld:AirQualityObserved:1': area },
    fields: [
      { path: 'pm25', indicator: pm25 },
      { path: 'airQualityIndex', indicator: ispu },
    ],
  },
  {
    ...common,
    id: 'frost',
    kind: 'sensorthings',
    label: 'FROST',
    fields: [{ path: '7', indicator: pm25, area: '32.16.04', factor: 0.001 }],
  },
  {
    ...common,
    id: 'flood-gate',
    kind: 'webhook',
    label: 'Pintu air',
    agency: 'dsdabmbk',
    format: 'json',
    time: 'at',
    fields: [{ path: 'level', indicator: river }],
  },
  {
    ...common,
    id: 'no-clock',
    kind: 'webhook',
    label: 'Tanpa jam',
    format: 'json',
    fields: [{ path: 'v', indicator: pm25, area: '32.16.06' }],
  },
]);
const at = Date.now() - 3_600_000;
const iso = (offsetMs = 0) => new Date(at + offsetMs).toISOString();

let server: InProcessServer;
let token: string;
let detailOf: Awaited<ReturnType<typeof openDetails>>;

beforeAll(async () => {
  const env = { REGION_DIR: pack.dir, WEBHOOK_SECRET_FLOOD_GATE: secret, WEBHOOK_SECRET_NO_CLOCK: secret };
  server = await startTestServer({ env });
  token = await server.token('dlh');
  detailOf = await openDetails(server);
});
afterAll(async () => {
  await server.stop();
  pack.remove();
});

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: Record<string, unknown>;
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const parsed = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, type: answer.headers.get('content-type'), body: parsed };
}

const bearer = (one = token) => ({ authorization: `Bearer ${one}` });
const points = (indicator: string, code = area) => readPoints(server, indicator, code, at - 1_000);

describe('NGSI-LD notifications', () => {
  const notify = (entity: object, headers = bearer()) =>
    post('/ngsi-ld/notifications', { type: 'Notification', data: [entity] }, headers);
  const entity = { id: 'urn:ngsi-ld:AirQualityObserved:1', type: 'AirQualityObserved' };

  it('stores the attributes that the map names, with their own instants', async () => {
    const answer = await notify({
      ...entity,
      type: 'https://smartdatamodels.org/dataModel.Environment/AirQualityObserved',
      pm25: { type: 'Property', value: 35.5, unitCode: 'GQ', observedAt: iso() },
      airQualityIndex: { value: 80, observedAt: iso(1_000) },
      temperature: { type: 'Property', value: 31 },
      location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [107, -6] } },
    });
    expect(answer).toMatchObject({ status: 200, body: { recorded: 2, duplicates: 0 } });
    expect(await points(pm25)).toEqual([[at, 35.5]]);
    expect(await points(ispu)).toEqual([[at + 1_000, 80]]);
    const change = [...server.liveState.listChanges()].find(
      ({ record }) => record.indicator === pm25 && record.area === area,
    );
    expect(change?.record).toMatchObject({ origin: 'measured', source: { key: 'machine:air-quality' } });
    await waitFor(() => findLink(server, 'air-quality').state === 'up');
  });

  it('takes application/ld+json and the simplified form, and the same again as a duplicate', async () => {
    const simple = { ...entity, pm25: 40, dateObserved: iso(60_000) };
    const headers = { ...bearer(), 'content-type': 'application/ld+json' };
    expect((await notify(simple, headers)).body).toMatchObject({ recorded: 1, duplicates: 0 });
    expect((await notify(simple, headers)).body).toMatchObject({ recorded: 0, duplicates: 1 });
  });

  it.each([
    ['an attribute without an instant', { pm25: { value: 1 } }, '/data/0/pm25/observedAt'],
    ['a value that is no number', { pm25: { value: 'high', observedAt: iso() } }, '/data/0/pm25/value'],
    ['a value out of range', { pm25: { value: 5_000, observedAt: iso() } }, '/data/0/pm25/value'],
    ['an entity of another type', { type: 'Vehicle', pm25: 1 }, '/data/0/type'],
    ['a device without an area', { id: 'urn:x', pm25: { value: 1, observedAt: iso() } }, ''],
    ['an entity without anything mapped', {}, '/data/0'],
  ])('refuses %s and stores nothing', async (_, more, pointer) => {
    const before = (await points(ispu)).length;
    const answer = await notify({ ...entity, airQualityIndex: undefined, ...more });
    expect(answer).toMatchObject({ status: 422, type: 'application/problem+json; charset=utf-8' });
    expect(answer.body['errors']).toMatchObject([{ pointer }]);
    expect((await points(ispu)).length).toBe(before);
  });

  it('asks for a token of the agency, and keeps to the indicators of the token', async () => {
    const good = { ...entity, pm25: { value: 41, observedAt: iso(120_000) } };
    expect((await notify(good, {} as never)).status).toBe(401);
    expect((await notify(good, bearer(await server.token('dinkes')))).status).toBe(403);
    expect((await notify(good, bearer(await server.token('dlh', ['readings:read'])))).status).toBe(403);
    const narrow = await server.token('dlh', ['readings:write'], [ispu]);
    expect((await notify(good, bearer(narrow))).status).toBe(403);
    expect((await points(pm25)).some(([, value]) => value === 41)).toBe(false);
  });

  it('is not fooled by what is no notification', async () => {
    for (const body of ['', '{', 'null', '[]', '{"data":7}', '{"data":[]}', '{"data":[null]}']) {
      const { status } = await post('/ngsi-ld/notifications', body, bearer());
      expect([body, status]).toEqual([body, body === '' || body === '{' ? 400 : 422]);
    }
  });
});

describe('SensorThings observations', () => {
  const path = '/sensorthings/v1.1/Observations';

  it('stores a result of a datastream that is mapped, an interval at its end', async () => {
    const Datastream = { '@iot.id': 7 };
    const one = { result: 12_000, phenomenonTime: iso(), Datastream };
    const two = { result: 13_000, phenomenonTime: `${iso()}/${iso(600_000)}`, Datastream };
    expect(await post(path, one, bearer())).toMatchObject({ status: 201, body: { recorded: 1 } });
    expect(await post(path, two, bearer())).toMatchObject({ status: 201, body: { recorded: 1 } });
    expect(await points(pm25, '32.16.04')).toEqual([
      [at, 12],
      [at + 600_000, 13],
    ]);
  });

  it('refuses an unknown datastream, a wrong time and a result that is no number', async () => {
    const body = { result: 1, phenomenonTime: iso(), Datastream: { '@iot.id': 7 } };
    for (const more of [{ Datastream: { '@iot.id': 8 } }, { phenomenonTime: 'now' }, { result: {} }]) {
      expect((await post(path, { ...body, ...more }, bearer())).status).toBe(422);
    }
    await waitFor(() => findLink(server, 'frost').state === 'degraded');
  });
});

describe('signed webhooks', () => {
  const path = '/webhooks/flood-gate';
  const sign = (body: string, t = Math.floor(Date.now() / 1_000), key = secret) => ({
    'simpul-signature': `t=${t},v1=${signPost(key, t, body)}`,
  });

  it('takes a signed post once', async () => {
    const body = JSON.stringify({ at: iso(), level: 210 });
    const headers = sign(body);
    expect(await post(path, body, headers)).toMatchObject({ status: 201, body: { recorded: 1 } });
    expect(await post(path, body, headers)).toMatchObject({
      status: 401,
      body: { type: 'urn:simpul:problem:signature' },
    });
    const upper = {
      'simpul-signature': headers['simpul-signature'].replace(
        /v1=.*/,
        (hex) => `v1=${hex.slice(3).toUpperCase()}`,
      ),
    };
    expect((await post(path, body, upper)).status).toBe(401);
    expect(await points(river)).toEqual([[at, 210]]);
    expect(await detailOf('flood-gate')).toMatchObject({ received: 1, recorded: 1, refused: 0 });
  });

  it('refuses what was changed, is old, is of another webhook or not signed', async () => {
    const body = JSON.stringify({ at: iso(60_000), level: 220 });
    const now = Math.floor(Date.now() / 1_000);
    const wrong: [string, Record<string, string>, string?][] = [
      [body.replace('220', '900'), sign(body)],
      [body, sign(body, now - 301)],
      [body, sign(body, now + 302)],
      [body, sign(body, now, 'x'.repeat(40))],
      [body, { 'simpul-signature': `t=${now},t=${now + 1},v1=${signPost(secret, now, body)}` }],
      [body, { 'simpul-signature': '' }],
      [body, {}],
      [body, bearer()],
      [body, sign(body), '/webhooks/nobody'],
      [body, sign(body), '/webhooks/constructor'],
    ];
    for (const [text, headers, at_ = path] of wrong)
      expect([headers, (await post(at_, text, headers)).status]).toEqual([headers, 401]);
    expect((await points(river)).length).toBe(1);
    expect(await post(path, body, sign(body))).toMatchObject({ status: 201, body: { recorded: 1 } });
  });

  it('stores all of a list or nothing', async () => {
    const list = [0, 1, 2].map((index) => ({ at: iso(600_000 + index), level: 300 + index }));
    const bad = JSON.stringify([...list, { at: iso(700_000), level: 1e7 }]);
    expect(await post(path, bad, sign(bad))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/3/value' }] },
    });
    const good = JSON.stringify(list);
    expect(await post(path, good, sign(good))).toMatchObject({ status: 201, body: { recorded: 3 } });
    expect(await detailOf('flood-gate')).toMatchObject({ refused: 1, lastRefusal: { code: 'range' } });
  });

  it('takes the instant of signing where a message names none', async () => {
    const t = Math.floor(Date.now() / 1_000) - 60;
    const body = '{"v":17}';
    expect((await post('/webhooks/no-clock', body, sign(body, t))).status).toBe(201);
    expect(await readPoints(server, pm25, '32.16.06', at)).toEqual([[t * 1_000, 17]]);
  });
});
