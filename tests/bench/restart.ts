import { isDeepStrictEqual } from 'node:util';
import { type LiveRecord, type ReadingRecord, toHttpRecord } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { findSensorIndicator, pushReadings, readLatest } from '../support/api.ts';
import { findFreePort } from '../support/freePort.ts';
import { connectStock } from '../support/liveServer.ts';
import { pause } from '../support/pause.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';
import { type Host, startHost } from './hostChannel.ts';
import { type Comparison, toMedian, toQuantile } from './measure.ts';
import { openScreens, type Screens } from './screens.ts';

const limitMs = 60_000;

/** Time from the kill until a share of the screens, and until the last one, were live and at the server's state again. Seconds. */
interface Return {
  readonly mostSeconds: number;
  readonly lastSeconds: number;
}

function toReturn(spentMs: readonly number[]): Return {
  return { mostSeconds: toQuantile(spentMs, 0.95) / 1000, lastSeconds: Math.max(...spentMs) / 1000 };
}

/** Throws unless every screen holds exactly what `/api/v1/latest` answers. */
async function expectTruth(url: string, screens: Screens): Promise<void> {
  const { records } = await readLatest(url);
  const truth = new Map(records.map((one) => [toSeriesKey(one.indicator, one.area), one]));
  for (const store of screens.stores) {
    const held = store.getState().records;
    const isSame = held.size === truth.size && [...held].every(([key, one]) => isEqual(one, truth.get(key)));
    if (!isSame) throw new Error('a screen holds another state than the server');
  }
}

function isEqual(held: LiveRecord, wanted: ReadingRecord | undefined): boolean {
  return isDeepStrictEqual(toHttpRecord(held), wanted);
}

/** Readings before the kill and after the start, so that returning screens have something to miss. */
async function push(server: TestServer, sensor: { id: string }, token: string): Promise<number> {
  const observedAt = new Date().toISOString();
  const reading = { indicator: sensor.id, area: '32.16', value: Math.random() * 100, observedAt };
  const { status } = await pushReadings(server.url, token, [reading]);
  if (status !== 201) throw new Error(`ingest answered ${status}`);
  return (await readLatest(server.url)).seq;
}

/** SIGKILL and start on the same data and port, as a supervisor would. */
async function measureOurs(server: TestServer, screens: Screens, token: string): Promise<Return> {
  const sensor = await findSensorIndicator(server.url);
  const before = await push(server, sensor, token);
  await screens.waitForAll(before, performance.now(), limitMs);
  const killedAt = performance.now();
  await server.kill();
  await screens.waitForNone();
  await server.start();
  const after = await push(server, sensor, token);
  const spentMs = await screens.waitForAll(after, killedAt, limitMs);
  await pause(300);
  await expectTruth(server.url, screens);
  return toReturn(spentMs);
}

interface BareServer {
  host: Host;
  readonly start: () => Promise<Host>;
}

async function measureBare(bare: BareServer, screens: Screens): Promise<Return> {
  const killedAt = performance.now();
  await bare.host.stop();
  await screens.waitForNone();
  bare.host = await bare.start();
  return toReturn(await screens.waitForAll(1, killedAt, limitMs));
}

async function captureSnapshot(url: string): Promise<string> {
  const client = await connectStock(url, ['websocket']);
  const snapshot = await client.subscribe({ topics: ['all', 'events', 'feeds'], encoding: 'rows' });
  client.close();
  return JSON.stringify(snapshot);
}

/** Below the ports that systems hand out by themselves: a screen that retries must not take the server's. */
function findServerPort(): Promise<number> {
  return findFreePort(20_000 + Math.floor(Math.random() * 8_000));
}

/**
 * All screens lose the server at once and come back. Counted from the kill: the start of the process, the back-off of the real client
 * and the admission of the server are in it. Every screen is then compared with `/api/v1/latest`, record by record.
 */
export async function benchRestart(isQuick: boolean): Promise<Comparison[]> {
  const count = isQuick ? 300 : 1_000;
  const server = await startServer({ port: await findServerPort() });
  const token = createToken(server, (await findSensorIndicator(server.url)).agency);
  const port = await findServerPort();
  const snapshot = await captureSnapshot(server.url);
  const start = () => startHost('./bareSocketHost.ts', [String(port), snapshot]);
  const bare: BareServer = { host: await start(), start };
  const outcomes = { ours: [] as Return[], bare: [] as Return[] };
  try {
    for (let round = 0; round < (isQuick ? 1 : 3); round += 1) {
      outcomes.ours.push(
        await withScreens(server.url, count, (screens) => measureOurs(server, screens, token)),
      );
      const bareUrl = `http://127.0.0.1:${port}`;
      outcomes.bare.push(await withScreens(bareUrl, count, (screens) => measureBare(bare, screens)));
    }
  } finally {
    await bare.host.stop();
    await server.stop();
  }
  return toRows(count, outcomes);
}

async function withScreens<T>(url: string, count: number, run: (screens: Screens) => Promise<T>): Promise<T> {
  const screens = openScreens(url, count);
  try {
    await screens.waitForAll(1, performance.now(), limitMs);
    return await run(screens);
  } finally {
    screens.stop();
    await pause(500);
  }
}

function toRows(count: number, { ours, bare }: Record<'ours' | 'bare', readonly Return[]>): Comparison[] {
  const toRow = (what: string, seconds: number, pick: (one: Return) => number): Comparison => ({
    name: `kill -9 and start with ${count} screens: ${what}`,
    unit: 's',
    ours: toMedian(ours.map(pick)),
    reference: toMedian(bare.map(pick)),
    bound: { kind: 'atMostOwn', value: seconds },
    note: 'bare Socket.IO with a ready-made snapshot, same clients',
  });
  return [
    toRow('95 % back and converged', 10, (one) => one.mostSeconds),
    toRow('all of them', 30, (one) => one.lastSeconds),
  ];
}
