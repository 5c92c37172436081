import type { Browser, CDPSession } from 'playwright-core';
import { type PushedReading, pushReadings } from '../support/api.ts';
import { openPage, type WatchedPage } from '../support/browser.ts';
import { pause } from '../support/pause.ts';
import type { TestServer } from '../support/server.ts';
import { toMedian } from './measure.ts';
import { kecamatan, mappedIndicator, startLoad } from './wallLoad.ts';

/** A wall under load: share of one core that its main thread takes, and what its heap gained after forced collections. */
export interface BusyWall {
  readonly busyPercent: number;
  readonly heapGrowthMb: number;
  readonly valuesPerSecond: number;
}

/** Processor time of the main thread so far, milliseconds, and the heap, bytes. */
interface Metrics {
  readonly taskMs: number;
  readonly scriptMs: number;
  readonly heapBytes: number;
}

async function readMetrics(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    taskMs: read('TaskDuration') * 1_000,
    scriptMs: read('ScriptDuration') * 1_000,
    heapBytes: read('JSHeapUsedSize'),
  };
}

async function readHeapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await readMetrics(session)).heapBytes / 2 ** 20;
}

/** Opens the scene with map, ranking, two charts and key figures, and waits until the map stands. */
async function openScene(browser: Browser, url: string): Promise<{ wall: WatchedPage; session: CDPSession }> {
  const query = `scene=pilar&pillar=environment&indicator=${mappedIndicator}&rotate=off`;
  const wall = await openPage(browser, `${url}/wall?${query}`);
  await wall.page.waitForFunction(() => document.documentElement.dataset['map'] === 'idle', null, {
    timeout: 60_000,
  });
  await wall.page.waitForSelector('canvas:not(.maplibregl-canvas)');
  const session = await wall.page.context().newCDPSession(wall.page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { wall, session };
}

/** Holds the scene under 200 values a second for the given times, milliseconds. */
export async function measureBusyWall(
  browser: Browser,
  server: TestServer,
  token: string,
  times: { readonly warmUpMs: number; readonly runMs: number; readonly sampleMs: number },
): Promise<BusyWall> {
  const stopLoad = startLoad(server.url, token);
  const { wall, session } = await openScene(browser, server.url);
  await pause(times.warmUpMs);
  const heaps = [await readHeapMb(session)];
  const shares: number[] = [];
  const startedAt = performance.now();
  while (performance.now() - startedAt < times.runMs) {
    const before = await readMetrics(session);
    const from = performance.now();
    await pause(times.sampleMs);
    const spentMs = (await readMetrics(session)).taskMs - before.taskMs;
    shares.push((spentMs / (performance.now() - from)) * 100);
    heaps.push(await readHeapMb(session));
  }
  const valuesPerSecond = await stopLoad();
  await wall.close();
  return {
    busyPercent: toMedian(shares),
    heapGrowthMb: toGrowth(heaps),
    valuesPerSecond,
  };
}

/** Median of the last quarter less that of the first: one sample swings by half a megabyte. */
function toGrowth(heaps: readonly number[]): number {
  const quarter = Math.max(1, Math.floor(heaps.length / 4));
  return toMedian(heaps.slice(-quarter)) - toMedian(heaps.slice(0, quarter));
}

/** Whole ticks of the wall, on which the map takes its colours: windows of one and a half held one tick and two in turn. */
const recolourWindowMs = 2_000;
const warmUpRounds = 5;

/** A value of PM2.5 for every kecamatan; `level` decides the colour of all of them, `turn` moves each a little. */
function buildLevel(level: number, turn: number): PushedReading[] {
  const observedAt = new Date().toISOString();
  return kecamatan.map((area, index) => ({
    indicator: mappedIndicator,
    area,
    value: Number((level + index * 0.5 + (turn % 10) * 0.01).toFixed(2)),
    observedAt,
  }));
}

/**
 * Script that it takes to recolour the map: a window in which all 23 kecamatan get a value of another colour, less the window after
 * it, in which they get another value of the same colour; the median of these pairs, because the compiler makes both cheaper as time
 * goes. Milliseconds of processor time.
 */
export async function measureRecolour(
  browser: Browser,
  server: TestServer,
  token: string,
  rounds: number,
): Promise<number> {
  const { wall, session } = await openScene(browser, server.url);
  const measureWindow = async (level: number, turn: number): Promise<number> => {
    const startedAt = performance.now();
    const before = await readMetrics(session);
    await pushReadings(server.url, token, buildLevel(level, turn));
    await pause(recolourWindowMs - (performance.now() - startedAt));
    return (await readMetrics(session)).scriptMs - before.scriptMs;
  };
  const extra: number[] = [];
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    const level = round % 2 === 0 ? 20 : 100;
    const recoloured = await measureWindow(level, 2 * round);
    const kept = await measureWindow(level, 2 * round + 1);
    if (round >= warmUpRounds) extra.push(recoloured - kept);
  }
  await wall.close();
  return toMedian(extra);
}
