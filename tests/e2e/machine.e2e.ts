import { connectAsync, type MqttClient } from 'mqtt';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { writePack } from '../support/machines.ts';
import { startMosquitto, type TestBroker } from '../support/mosquitto.ts';
import { startServer, type TestServer } from '../support/server.ts';

const pack = writePack([
  {
    kind: 'mqtt',
    provider: 'Uji',
    agency: 'dlh',
    format: 'json',
    id: 'udara',
    label: 'Sensor udara',
    topic: 'udara/+',
    area: 'device',
    areas: { pusat: '32.16' },
    device: { topicLevel: 2 },
    time: 'ts',
    will: { topic: 'status/udara', online: 'online', offline: 'offline' },
    fields: [{ path: 'pm25', indicator: 'environment-pm25' }],
  },
]);

let broker: TestBroker;
let server: TestServer;
let browser: Browser;
let wall: WatchedPage;
let device: MqttClient;
beforeAll(async () => {
  broker = await startMosquitto({ autosave: true });
  server = await startServer({ env: { MQTT_URL: broker.url, REGION_DIR: pack.dir } });
  browser = await launchBrowser();
  wall = await openPage(browser, `${server.url}/wall?scene=pilar&pillar=environment&rotate=off`);
  device = await connectAsync(broker.url, {
    reconnectPeriod: 200,
    will: { topic: 'status/udara', payload: Buffer.from('offline'), qos: 1, retain: true },
  });
});
afterAll(async () => {
  await device.endAsync(true);
  await wall.close();
  await browser.close();
  await server.stop();
  await broker.stop();
  pack.remove();
});

const lost = () => wall.page.getByText('sumber putus').first();

describe('a sensor on the wall', () => {
  it('shows its figure seconds after it was sent', async () => {
    await device.publishAsync('status/udara', 'online', { qos: 1, retain: true });
    const message = { ts: new Date().toISOString(), pm25: 37.4 };
    await device.publishAsync('udara/pusat', JSON.stringify(message), { qos: 1 });
    await wall.page.waitForFunction(() => /37,4|37/.test(document.body.innerText));
    await wall.page.getByText('1 dari 1 sumber luar hidup').waitFor();
    expect(await lost().count()).toBe(0);
  });

  it('says that the sensor is gone when its last will comes, and that it is back', async () => {
    // The line is cut without a word, as by a power failure.
    device.stream.destroy();
    await lost().waitFor();
    await wall.page.getByText('0 dari 1 sumber luar hidup').waitFor();
    await device.publishAsync('status/udara', 'online', { qos: 1, retain: true });
    await lost().waitFor({ state: 'detached' });
  });

  it('says that the broker is gone, keeps the figure, and takes what was sent meanwhile', async () => {
    await broker.end('SIGKILL');
    await lost().waitFor();
    const sent = device.publishAsync(
      'udara/pusat',
      JSON.stringify({ ts: new Date().toISOString(), pm25: 58.6 }),
      { qos: 1 },
    );
    await broker.start();
    await sent;
    await device.publishAsync('status/udara', 'online', { qos: 1, retain: true });
    await wall.page.waitForFunction(() => /58,6|59/.test(document.body.innerText));
    await lost().waitFor({ state: 'detached' });
    expect(wall.faults).toEqual([]);
  });
});
