/** `npm run soak [-- --minutes N]`: one wall for a long time, values, scene changes and server restarts; prints what grew. */
import { parseArgs } from 'node:util';
import type { CDPSession } from 'playwright-core';
import { findSensorIndicator, pushReadings } from '../support/api.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';

const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minutes = Number(options.minutes);
if (!(minutes > 0)) throw new RangeError('--minutes takes a positive number');

const restartEveryTurns = 60;
const sampleEveryTurns = 30;
const turnMs = 1_000;

interface Sample {
  readonly minute: number;
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly scenes: number;
  readonly restarts: number;
}

async function takeSample(session: CDPSession): Promise<Pick<Sample, 'heapMb' | 'nodes' | 'listeners'>> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    heapMb: read('JSHeapUsedSize') / 2 ** 20,
    nodes: read('Nodes'),
    listeners: read('JSEventListeners'),
  };
}

function print(samples: readonly Sample[]): void {
  console.log(
    '\n| minute | heap MB | nodes | listeners | scene changes | restarts |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const one of samples) {
    const { minute, heapMb, nodes, listeners, scenes, restarts } = one;
    console.log(
      `| ${minute.toFixed(1)} | ${heapMb.toFixed(1)} | ${nodes} | ${listeners} | ${scenes} | ${restarts} |`,
    );
  }
}

async function soak(server: TestServer): Promise<readonly Sample[]> {
  const { id, agency } = await findSensorIndicator(server.url);
  const token = createToken(server, agency);
  const browser = await launchBrowser();
  const wall = await openPage(browser, `${server.url}/wall?rotate=off`);
  wall.expectOutage(true);
  const session = await wall.page.context().newCDPSession(wall.page);
  await session.send('Performance.enable');
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const keys = ['i', '1', '2', '3', '4', '5', '6', 'm'];
  let scenes = 0;
  let restarts = 0;
  for (let turn = 1; performance.now() - startedAt < minutes * 60_000; turn += 1) {
    await wall.page.keyboard.press(keys[turn % keys.length] ?? 'i');
    scenes += 1;
    await pushReadings(server.url, token, [
      { indicator: id, area: '32.16', value: turn % 100, observedAt: new Date().toISOString() },
    ]).catch(() => undefined);
    if (turn % restartEveryTurns === 0) {
      await server.kill();
      await server.start();
      restarts += 1;
    }
    if (turn % sampleEveryTurns === 0) {
      const minute = (performance.now() - startedAt) / 60_000;
      samples.push({ minute, ...(await takeSample(session)), scenes, restarts });
    }
    await wall.page.waitForTimeout(turnMs);
  }
  for (const fault of new Set(wall.faults)) console.log(`fault: ${fault}`);
  await browser.close();
  return samples;
}

const server = await startServer();
try {
  print(await soak(server));
} finally {
  await server.stop();
}
