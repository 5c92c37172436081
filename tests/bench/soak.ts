/**
 * `npm run soak [-- --minutes N] [--changes N] [--reconnects N] [--pace MS]`: one wall for a long time with values, scene changes, cut
 * lines and server restarts; ends after the time, or once as many changes and reconnects were done; prints what the page holds.
 */
import { parseArgs } from 'node:util';
import type { BrowserContext, CDPSession } from 'playwright-core';
import { findSensorIndicator, pushReadings } from '../support/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { pause } from '../support/pause.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    changes: { type: 'string', default: '0' },
    reconnects: { type: 'string', default: '0' },
    pace: { type: 'string', default: '1000' },
  },
});
const [minutes, changes, reconnects, turnMs] = [
  Number(options.minutes),
  Number(options.changes),
  Number(options.reconnects),
  Number(options.pace),
];
if (!(minutes > 0) || !(changes >= 0) || !(reconnects >= 0) || !(turnMs >= 50))
  throw new RangeError('--minutes, --changes, --reconnects and --pace take numbers');

const keys = ['i', '1', '2', '3', '4', '5', '6', 'm', 'a'];
/** Whole rounds through the scenes, so that every sample is taken on the overview. */
const sampleEveryTurns = (changes >= 5_000 ? 20 : 2) * keys.length;
const restartEveryTurns = (changes >= 5_000 ? 60 : 6) * keys.length;
/** Small, because what is drawn in software costs most of the time and holds nothing: lengths are shares of the screen. */
const size = { width: 960, height: 540 };
/** A line is cut again once the screen is back, and at least this many turns later. */
const cutEveryTurns = 7;

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
  readonly reconnects: number;
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
): Promise<Omit<Sample, 'minute' | 'scenes' | 'restarts' | 'reconnects'>> {
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
    'reconnects',
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
    one.reconnects,
  ]);
  const toLine = (cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`;
  console.log([toLine(columns), toLine(columns.map(() => '---')), ...lines.map(toLine)].join('\n'));
  const grown = samples.slice(Math.floor(samples.length / 4));
  const [first, last] = [grown[0], grown.at(-1)];
  if (!first || !last || grown.length < 3) return;
  const { slope, error } = fitLine(grown.map(({ minute, heapMb }) => [minute / 60, heapMb]));
  const changed = `nodes ${last.nodes - first.nodes}, listeners ${last.listeners - first.listeners}`;
  console.log(
    `from minute ${first.minute.toFixed(0)}: heap ${slope.toFixed(2)} ± ${error.toFixed(2)} MB/h, ${changed}`,
  );
}

/** Least squares; `error` is half of the 95 % interval. At least three points. */
function fitLine(points: readonly (readonly [x: number, y: number])[]): { slope: number; error: number } {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, one) => sum + one, 0) / values.length;
  const middle = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))] as const;
  const spread = points.reduce((sum, [x]) => sum + (x - middle[0]) ** 2, 0);
  const slope = points.reduce((sum, [x, y]) => sum + (x - middle[0]) * (y - middle[1]), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - middle[1] - slope * (x - middle[0])) ** 2, 0);
  return { slope, error: 1.96 * Math.sqrt(rest / (points.length - 2) / spread) };
}

/** Cuts the line whenever the screen is live, and counts how often it came back. */
function createCutter(wall: WatchedPage, proxy: TcpProxy) {
  let count = 0;
  let isCut = false;
  let lastTurn = 0;
  return {
    count: () => count,
    async turn(turn: number): Promise<void> {
      const link = await wall.page.getAttribute('[data-wall]', 'data-link').catch(() => null);
      if (link !== 'live') return;
      if (isCut) count += 1;
      isCut = false;
      if (reconnects === 0 || count >= reconnects || turn - lastTurn < cutEveryTurns) return;
      proxy.cut();
      isCut = true;
      lastTurn = turn;
    },
  };
}

/** One moment of a busy day: another scene, a value, now and then a server that dies. */
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

async function soak(server: TestServer, proxy: TcpProxy): Promise<readonly Sample[]> {
  const { id, agency } = await findSensorIndicator(server.url);
  const token = createToken(server, agency);
  const browser = await launchBrowser();
  const prepare = async (context: BrowserContext): Promise<void> => {
    await context.addInitScript(watchContexts);
  };
  const wall = await openPage(browser, `http://127.0.0.1:${proxy.port}/wall?rotate=off`, size, prepare);
  wall.expectOutage(true);
  const session = await wall.page.context().newCDPSession(wall.page);
  await session.send('Performance.enable');
  const cutter = createCutter(wall, proxy);
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const isDone = (turn: number): boolean =>
    changes > 0 && turn > changes && cutter.count() >= reconnects && turn % sampleEveryTurns === 1;
  for (let turn = 1; performance.now() - startedAt < minutes * 60_000 && !isDone(turn); turn += 1) {
    const value = turn % 100;
    const observedAt = new Date().toISOString();
    await runTurn(turn, wall, server, () =>
      pushReadings(server.url, token, [{ indicator: id, area: '32.16', value, observedAt }]),
    );
    await cutter.turn(turn);
    await pause(turnMs);
    if (turn % sampleEveryTurns !== 0) continue;
    const minute = (performance.now() - startedAt) / 60_000;
    const restarts = Math.floor(turn / restartEveryTurns);
    const held = await takeSample(wall, session);
    samples.push({ minute, ...held, scenes: turn, restarts, reconnects: cutter.count() });
    console.error(
      `soak: minute ${minute.toFixed(1)}, ${turn} changes, ${cutter.count()} reconnects, heap ${held.heapMb.toFixed(2)} MB, nodes ${held.nodes}, listeners ${held.listeners}`,
    );
  }
  for (const fault of new Set(wall.faults)) console.log(`fault: ${fault}`);
  await browser.close();
  return samples;
}

const server = await startServer();
const proxy = await startTcpProxy(server.port);
try {
  print(await soak(server, proxy));
} finally {
  await proxy.stop();
  await server.stop();
}
