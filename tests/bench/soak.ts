/** `npm run soak [-- --minutes N]`: one wall for a long time, values, scene changes and server restarts; prints what it holds. */
import { parseArgs } from 'node:util';
import type { BrowserContext, CDPSession } from 'playwright-core';
import { findSensorIndicator, pushReadings } from '../support/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { pause } from '../support/pause.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';

const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const minutes = Number(options.minutes);
if (!(minutes > 0)) throw new RangeError('--minutes takes a positive number');

const keys = ['i', '1', '2', '3', '4', '5', '6', 'm'];
/** Whole rounds through the scenes, so that every sample is taken on the overview. */
const sampleEveryTurns = 2 * keys.length;
const restartEveryTurns = 6 * keys.length;
const turnMs = 1_000;

interface Sample {
  readonly minute: number;
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Graphics contexts that are alive. */
  readonly contexts: number;
  readonly canvases: number;
  readonly scenes: number;
  readonly restarts: number;
}

/** Runs in the page before its scripts: remembers, weakly, every canvas that was given a WebGL context. */
function watchContexts(): void {
  const made: WeakRef<HTMLCanvasElement>[] = [];
  Object.assign(window, { made });
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = new Proxy(original, {
    apply(target, canvas: HTMLCanvasElement, given: Parameters<typeof original>) {
      const context: unknown = Reflect.apply(target, canvas, given);
      if (given[0].startsWith('webgl') && context) made.push(new WeakRef(canvas));
      return context;
    },
  });
}

function countContexts(): { contexts: number; canvases: number } {
  const { made } = window as typeof window & { made: WeakRef<HTMLCanvasElement>[] };
  const alive = new Set(made.flatMap((one) => one.deref() ?? []));
  const held = [...alive].filter((canvas) => canvas.getContext('webgl2')?.isContextLost() === false);
  return { contexts: held.length, canvases: document.querySelectorAll('canvas').length };
}

async function takeSample(
  wall: WatchedPage,
  session: CDPSession,
): Promise<Omit<Sample, 'minute' | 'scenes' | 'restarts'>> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    heapMb: read('JSHeapUsedSize') / 2 ** 20,
    nodes: read('Nodes'),
    listeners: read('JSEventListeners'),
    ...(await wall.page.evaluate(countContexts)),
  };
}

function print(samples: readonly Sample[]): void {
  const columns = [
    'minute',
    'heap MB',
    'nodes',
    'listeners',
    'GL contexts',
    'canvases',
    'scene changes',
    'restarts',
  ];
  const lines = samples.map((one) => [
    one.minute.toFixed(1),
    one.heapMb.toFixed(1),
    one.nodes,
    one.listeners,
    one.contexts,
    one.canvases,
    one.scenes,
    one.restarts,
  ]);
  const toLine = (cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`;
  console.log([toLine(columns), toLine(columns.map(() => '---')), ...lines.map(toLine)].join('\n'));
  const [first, last] = [samples[Math.floor(samples.length / 4)], samples.at(-1)];
  if (!first || !last) return;
  const hours = (last.minute - first.minute) / 60;
  const slope = hours > 0 ? ((last.heapMb - first.heapMb) / hours).toFixed(2) : '–';
  console.log(
    `heap ${slope} MB/h, nodes ${last.nodes - first.nodes}, listeners ${last.listeners - first.listeners}`,
  );
}

/** One second of a busy day: another scene, a value, now and then a server that dies. */
async function runTurn(
  turn: number,
  wall: WatchedPage,
  server: TestServer,
  push: () => Promise<unknown>,
): Promise<void> {
  await wall.page.keyboard.press(keys[turn % keys.length] ?? 'i');
  await push().catch(() => undefined);
  if (turn % restartEveryTurns !== 0) return;
  await server.kill();
  await server.start();
}

async function soak(server: TestServer): Promise<readonly Sample[]> {
  const { id, agency } = await findSensorIndicator(server.url);
  const token = createToken(server, agency);
  const browser = await launchBrowser();
  const prepare = async (context: BrowserContext): Promise<void> => {
    await context.addInitScript(watchContexts);
  };
  const wall = await openPage(browser, `${server.url}/wall?rotate=off`, undefined, prepare);
  wall.expectOutage(true);
  const session = await wall.page.context().newCDPSession(wall.page);
  await session.send('Performance.enable');
  const samples: Sample[] = [];
  const startedAt = performance.now();
  for (let turn = 1; performance.now() - startedAt < minutes * 60_000; turn += 1) {
    const value = turn % 100;
    const observedAt = new Date().toISOString();
    await runTurn(turn, wall, server, () =>
      pushReadings(server.url, token, [{ indicator: id, area: '32.16', value, observedAt }]),
    );
    await pause(turnMs);
    if (turn % sampleEveryTurns !== 0) continue;
    const minute = (performance.now() - startedAt) / 60_000;
    const restarts = Math.floor(turn / restartEveryTurns);
    samples.push({ minute, ...(await takeSample(wall, session)), scenes: turn, restarts });
    console.error(`soak: minute ${minute.toFixed(1)} of ${minutes}`);
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
