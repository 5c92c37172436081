import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHistory } from '../support/api.ts';
import { waitFor, writePack } from '../support/machines.ts';
import { startMosquitto, type TestBroker } from '../support/mosquitto.ts';
import { pause } from '../support/pause.ts';
import { startServer, type TestServer } from '../support/server.ts';

const indicator = 'environment-river-level';
const area = '32.16.01';
const beginsAt = Date.UTC(2026, 0, 1);
const pack = writePack([
  {
    id: 'awlr',
    kind: 'mqtt',
    label: 'Tinggi muka air',
    provider: 'Uji',
    agency: 'dsdabmbk',
    format: 'json',
    topic: 'simpul/+/awlr',
    area: { topicLevel: 2 },
    time: 'ts',
    fields: [{ path: 'level', indicator }],
  },
]);

let broker: TestBroker;
let server: TestServer;
let publisher: MqttClient;
let sent = 0;

beforeAll(async () => {
  broker = await startMosquitto({ autosave: true });
  server = await startServer({ env: { MQTT_URL: broker.url, REGION_DIR: pack.dir } });
  // Keeps what is not acknowledged and sends it again by itself.
  publisher = await connectAsync(broker.url, { clientId: 'gateway', clean: false, reconnectPeriod: 200 });
  const isUp = async () => {
    await publisher.publishAsync(`simpul/${area}/awlr`, toPayload(-60), { qos: 1 });
    return (await countStored(beginsAt - 3_600_000, beginsAt - 1)) > 0;
  };
  await waitFor(isUp, 'the first reading');
});
afterAll(async () => {
  await publisher.endAsync(true);
  await server.stop();
  await broker.stop();
  pack.remove();
});

function toPayload(index: number): string {
  return JSON.stringify({ ts: beginsAt / 1_000 + index, level: index + 100 });
}

/** Publishes without waiting; gives the promise that all of it is acknowledged. */
function publish(count: number): Promise<unknown> {
  const all = Array.from({ length: count }, () => {
    sent += 1;
    return publisher.publishAsync(`simpul/${area}/awlr`, toPayload(sent), { qos: 1 });
  });
  return Promise.all(all);
}

async function read(from: number, to: number) {
  return (await readHistory(server.url, { indicator, area, from, to })).points;
}

async function countStored(from: number, to: number): Promise<number> {
  return (await read(from, to)).length;
}

async function expectAll(): Promise<void> {
  const to = beginsAt + 7_200_000;
  await waitFor(async () => (await countStored(beginsAt, to)) >= sent, `all of ${sent} readings`);
  // Whatever would come a second time comes soon.
  await pause(1_000);
  const points = await read(beginsAt, to);
  expect(points.map(([at, value]) => [at, value])).toEqual(
    Array.from({ length: sent }, (_, index) => [beginsAt + (index + 1) * 1_000, index + 101]),
  );
}

describe('an MQTT broker that is killed', () => {
  it('loses nothing between the publisher and the store, and nothing is stored twice', async () => {
    await publish(800);
    // The server stands still: what comes now waits in the broker's file or on the way, not acknowledged.
    process.kill(server.pid(), 'SIGSTOP');
    await publish(400);
    await pause(1_500);
    broker.signal('SIGSTOP');
    // These are in nobody's hands but the publisher's.
    const inFlight = publish(300);
    await pause(200);
    await broker.end('SIGKILL');
    process.kill(server.pid(), 'SIGCONT');
    await pause(500);
    await broker.start();
    await inFlight;
    await publish(100);
    await expectAll();
  });

  it('brings to a server that was killed what it had not acknowledged', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = publish(400);
      // Long enough that messages are under way to the store, short enough that not all are there.
      await pause(15 + round * 15);
      await server.kill();
      const after = publish(50);
      await Promise.all([before, after]);
      await server.start();
    }
    await expectAll();
  });

  it('finds the server again after ten ends in a row', async () => {
    for (let round = 0; round < 10; round += 1) {
      const sending = publish(20);
      await broker.end('SIGTERM');
      await broker.start();
      await sending;
    }
    await expectAll();
  });
});

describe('storage that is full', () => {
  const areas = Array.from({ length: 23 }, (_, index) => `32.16.${String(index + 1).padStart(2, '0')}`);
  const many = writePack([
    {
      id: 'array',
      kind: 'mqtt',
      label: 'Deret',
      provider: 'Uji',
      agency: 'dsdabmbk',
      format: 'json',
      topic: 'array',
      area: 'device',
      device: { path: 'id' },
      time: 'ts',
      fields: areas.map((code) => ({ path: 'level', indicator, area: code })),
    },
  ]);
  const dataDir = mkdtempSync(join(tmpdir(), 'simpul-mqtt-full-'));
  afterAll(() => {
    many.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('leaves with the broker what it cannot take, and takes it once it can', async () => {
    const env = { MQTT_URL: broker.url, REGION_DIR: many.dir };
    const begun = await startServer({ dataDir, env });
    // Only what came through proves that the broker keeps the session from now on.
    await waitFor(async () => {
      await publisher.publishAsync('array', toPayload(0), { qos: 1 });
      return (await linkOf(begun.url, 'array')) === 'up';
    }, 'the first message');
    await begun.stop();
    const count = 2_000;
    const sending = Array.from({ length: count }, (_, index) =>
      publisher.publishAsync('array', toPayload(index), { qos: 1 }),
    );
    const full = await startServer({ dataDir, env, maxFileKib: 2_500 });
    await Promise.all(sending);
    await waitFor(async () => (await linkOf(full.url, 'system-storage')) === 'down', 'a full disk');
    await pause(1_500);
    expect((await fetch(`${full.url}/wall`)).status).toBe(200);
    await full.stop();

    const again = await startServer({ dataDir, env });
    for (const code of [areas[0], areas[22]] as string[]) {
      const series = { indicator, area: code, from: beginsAt, to: beginsAt + 7_200_000 };
      const isWhole = async () => (await readHistory(again.url, series)).points.length === count;
      await waitFor(isWhole, `all of ${code}`);
    }
    await again.stop();
  });
});

async function linkOf(url: string, id: string): Promise<string | undefined> {
  const answer = await fetch(`${url}/api/v1/feeds`);
  const { items } = (await answer.json()) as { items: { id: string; state: string }[] };
  return items.find((item) => item.id === id)?.state;
}
