import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLink, openDetails, readPoints, waitFor, writePack } from '../../support/machines.ts';
import { startMosquitto, type TestBroker } from '../../support/mosquitto.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const river = 'environment-river-level';
const pm25 = 'environment-pm25';
const common = { kind: 'mqtt', provider: 'Uji', agency: 'dsdabmbk', format: 'json' };

const pack = writePack([
  {
    ...common,
    id: 'awlr',
    label: 'Tinggi muka air',
    topic: 'simpul/+/awlr/+',
    area: { topicLevel: 2 },
    areas: { tarumajaya: '32.16.01' },
    device: { topicLevel: 4 },
    time: 'ts',
    will: { topic: 'simpul/awlr/+/status', online: 'online', offline: 'offline' },
    fields: [{ path: 'data.level', indicator: river, factor: 100 }],
  },
  {
    ...common,
    id: 'plain',
    label: 'Tanpa waktu',
    topic: 'plain/+',
    area: 'device',
    areas: { s1: '32.16.05' },
    device: { topicLevel: 2 },
    counter: 'n',
    fields: [{ path: 'level', indicator: river }],
  },
  {
    ...common,
    id: 'lora',
    label: 'LoRaWAN',
    agency: 'dlh',
    format: 'ttn-v3',
    topic: 'v3/+/devices/+/up',
    area: 'device',
    areas: { 'node-1': '32.16.02' },
    fields: [{ path: 'pm25', indicator: pm25 }],
  },
]);
const at = Date.now() - 3_600_000;
const iso = (offsetMs = 0) => new Date(at + offsetMs).toISOString();

let broker: TestBroker;
let server: InProcessServer;
let device: MqttClient;
let detailOf: Awaited<ReturnType<typeof openDetails>>;

beforeAll(async () => {
  broker = await startMosquitto();
  server = await startTestServer({ env: { MQTT_URL: broker.url, REGION_DIR: pack.dir } });
  device = await connectAsync(broker.url);
  detailOf = await openDetails(server);
  await waitFor(async () => {
    await device.publishAsync(
      'simpul/tarumajaya/awlr/warm',
      JSON.stringify({ ts: iso(-600_000), data: { level: 1 } }),
      { qos: 1 },
    );
    return (await detailOf('awlr')).recorded > 0;
  }, 'the first message');
});
afterAll(async () => {
  await device.endAsync();
  await server.stop();
  await broker.stop();
  pack.remove();
});

function publish(topic: string, payload: unknown, more: { retain?: boolean } = {}) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return device.publishAsync(topic, text, { qos: 1, ...more });
}

const points = (indicator: string, area: string) => readPoints(server, indicator, area, at - 1_000);

describe('generic JSON over MQTT', () => {
  it('puts a message on the wall with its area from the topic and its factor', async () => {
    await publish('simpul/tarumajaya/awlr/a', { ts: iso(), data: { level: 1.23 } });
    await waitFor(async () => (await points(river, '32.16.01')).length > 0);
    expect(await points(river, '32.16.01')).toEqual([[at, 123]]);
    const change = [...server.liveState.listChanges()].find(
      ({ record }) => record.indicator === river && record.area === '32.16.01',
    );
    expect(change?.record).toMatchObject({ value: 123, origin: 'measured', source: { key: 'machine:awlr' } });
    await waitFor(() => findLink(server, 'awlr').state === 'up');
  });

  it('takes what was sent twice once, and a retained message that is known makes no new row', async () => {
    const message = { ts: Math.round(at / 1_000) + 60, data: { level: '2.5' } };
    const before = (await detailOf('awlr')).duplicates;
    for (let copy = 0; copy < 5; copy += 1) await publish('simpul/tarumajaya/awlr/a', message);
    await publish('simpul/tarumajaya/awlr/a', message, { retain: true });
    await waitFor(async () => (await detailOf('awlr')).duplicates === before + 5);
    expect((await points(river, '32.16.01')).filter(([, value]) => value === 250)).toHaveLength(1);
  });

  it('counts by device where a message names no instant', async () => {
    for (const n of [1, 1, 2, 1]) await publish('plain/s1', { n, level: 40 });
    await waitFor(async () => (await detailOf('plain')).received === 4);
    await waitFor(async () => (await detailOf('plain')).duplicates === 2);
    expect((await detailOf('plain')).recorded).toBe(2);
    await publish('plain/s1', { n: 3, level: 41 }, { retain: true });
    await waitFor(async () => (await detailOf('plain')).received === 5);
    expect((await detailOf('plain')).recorded).toBe(3);
  });

  it('refuses what it cannot use, says why, and goes on', async () => {
    const before = await detailOf('awlr');
    const bad = [
      'not json',
      '{"ts":"yesterday","data":{"level":1}}',
      { ts: iso(1_000), data: { level: 'high' } },
      { ts: iso(2_000), data: { level: 1e9 } },
      { ts: iso(3_000), data: {} },
      { data: { level: 1 } },
      '[]',
      '',
    ];
    for (const payload of bad) await publish('simpul/tarumajaya/awlr/a', payload);
    await waitFor(async () => (await detailOf('awlr')).refused === before.refused + 8);
    await publish('simpul/nowhere/awlr/a', { ts: iso(4_000), data: { level: 1 } });
    await waitFor(async () => (await detailOf('awlr')).refused === before.refused + 9);
    const { lastRefusal } = await detailOf('awlr');
    expect(lastRefusal).toMatchObject({ code: 'unknown_device', sample: expect.stringContaining('level') });
    await waitFor(() => findLink(server, 'awlr').state === 'degraded');
    await publish('simpul/tarumajaya/awlr/a', { ts: iso(5_000), data: { level: 1 } });
    await waitFor(() => findLink(server, 'awlr').state === 'up');
    expect((await detailOf('awlr')).recorded).toBe(before.recorded + 1);
  });

  it('says that a device is gone when its last will says so', async () => {
    const will = {
      topic: 'simpul/awlr/g1/status',
      payload: Buffer.from('offline'),
      qos: 1 as const,
      retain: true,
    };
    const gateway = await connectAsync(broker.url, { will, reconnectPeriod: 0 });
    await gateway.publishAsync(will.topic, 'online', { qos: 1, retain: true });
    gateway.stream.destroy();
    await waitFor(() => findLink(server, 'awlr').state === 'down');
    expect(findLink(server, 'awlr').lastError).toMatchObject({ code: 'unreachable' });
    await publish(will.topic, 'online', { retain: true });
    await waitFor(() => findLink(server, 'awlr').state === 'up');
  });
});

describe('The Things Stack v3 over MQTT', () => {
  const uplink = (count: number, pm: unknown, device_id = 'node-1') => ({
    end_device_ids: { device_id, dev_eui: '70B3D57ED0000001' },
    received_at: iso(count * 60_000 + 500),
    uplink_message: {
      f_cnt: count,
      decoded_payload: { pm25: pm },
      received_at: `${iso(count * 60_000).slice(0, -1)}123456Z`,
    },
  });

  it('stores an uplink once, whatever path it came by', async () => {
    for (const count of [1, 1, 2]) await publish('v3/app@ttn/devices/node-1/up', uplink(count, 10 + count));
    await waitFor(async () => (await detailOf('lora')).received === 3);
    await waitFor(async () => (await points(pm25, '32.16.02')).length === 2);
    expect(await points(pm25, '32.16.02')).toEqual([
      [at + 60_000, 11],
      [at + 120_000, 12],
    ]);
  });

  it('refuses an uplink without a decoded payload and one of an unknown device', async () => {
    await publish('v3/app@ttn/devices/node-1/up', {
      end_device_ids: { device_id: 'node-1' },
      uplink_message: {},
    });
    await publish('v3/app@ttn/devices/node-9/up', uplink(3, 1, 'node-9'));
    await waitFor(async () => (await detailOf('lora')).refused === 2);
  });
});

describe('random bytes', () => {
  it('are counted and refused, and the next good message passes', async () => {
    const seed = Date.now();
    const before = await detailOf('awlr');
    const level = fc.stringMatching(/^[a-z0-9._ -]{1,8}$/);
    const sent = fc.sample(fc.tuple(level, level, fc.uint8Array({ maxLength: 300 }), fc.json()), {
      seed,
      numRuns: 500,
    });
    for (const [area, device_, bytes, json] of sent) {
      await device.publishAsync(`simpul/${area}/awlr/${device_}`, Buffer.from(bytes), { qos: 1 });
      await publish(`simpul/${area}/awlr/${device_}`, json);
    }
    await publish('simpul/tarumajaya/awlr/x', 'x'.repeat(70_000));
    await publish('simpul/tarumajaya/awlr/a', { ts: iso(30_000), data: { level: 7 } });
    await waitFor(
      async () => (await points(river, '32.16.01')).some(([, value]) => value === 700),
      `seed ${seed}`,
    );
    const { received, refused, recorded } = await detailOf('awlr');
    expect([seed, received - before.received, refused - before.refused, recorded - before.recorded]).toEqual([
      seed,
      1_002,
      1_001,
      1,
    ]);
  });
});

describe('the broker', () => {
  it('is missed on the wall while it is away, and what was sent meanwhile comes once', async () => {
    await broker.end('SIGTERM');
    await waitFor(() => findLink(server, 'lora').state === 'down');
    expect(findLink(server, 'awlr').lastError?.detail).not.toContain('127.0.0.1');
    const sent = Array.from({ length: 5 }, (_, index) =>
      publish('simpul/tarumajaya/awlr/a', { ts: iso(600_000 + index * 1_000), data: { level: 3 } }),
    );
    await broker.start();
    await Promise.all(sent);
    await waitFor(() => findLink(server, 'awlr').state === 'up');
    await waitFor(
      async () => (await points(river, '32.16.01')).filter(([, value]) => value === 300).length === 5,
    );
  });

  it('keeps what comes while the server is away', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'simpul-mqtt-'));
    const env = { MQTT_URL: broker.url, REGION_DIR: pack.dir };
    const first = await startTestServer({ env, dataDir });
    // What the broker keeps comes once the topics are subscribed to.
    const detailOfFirst = await openDetails(first);
    await waitFor(async () => (await detailOfFirst('awlr')).received > 0);
    await first.stop();
    await publish('simpul/tarumajaya/awlr/a', { ts: iso(900_000), data: { level: 9 } });
    const second = await startTestServer({ env, dataDir });
    await waitFor(async () =>
      (await readPoints(second, river, '32.16.01', at)).some(([, value]) => value === 900),
    );
    await second.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('that lets the server not in is named on the link, without its address or password', async () => {
    const strict = await startMosquitto({ anonymous: false });
    const url = strict.url.replace('mqtt://', 'mqtt://simpul:hunter2@');
    const shut = await startTestServer({ env: { MQTT_URL: url, REGION_DIR: pack.dir } });
    await waitFor(() => findLink(shut, 'awlr').lastError?.code === 'invalid');
    const told = JSON.stringify(findLink(shut, 'awlr'));
    expect(told).toContain('menolak nama atau kata sandi');
    expect(told).not.toMatch(/hunter2|127\.0\.0\.1/);
    await shut.stop();
    await strict.stop();
  });

  it('that is not set leaves its links off', async () => {
    const bare = await startTestServer({ env: { REGION_DIR: pack.dir } });
    expect(findLink(bare, 'awlr').state).toBe('off');
    await bare.stop();
  });
});
