import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../support/browser.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';
import { type FirstFigure, measureFirstFigure } from './firstFigure.ts';
import { startHost } from './hostChannel.ts';
import { type Comparison, interleave, toMedian } from './measure.ts';
import { measureBusyWall, measureRecolour } from './wallBusy.ts';
import { loadAgency } from './wallLoad.ts';

const liveFigure = '[data-link="live"] [data-indicator]:not([data-freshness="none"])';
const bareSeries = Array.from({ length: 60 }, (_, index) => `series-${index + 1}`);
const most = { wireKb: 250, busyPercent: 15, heapMb: 2, recolourMs: 4 };

/** Builds barePage/ as Vite builds the wall and returns the folder. */
async function buildBarePage(): Promise<string> {
  const outDir = fileURLToPath(new URL('../../.cache/bench/bare-page', import.meta.url));
  const root = fileURLToPath(new URL('barePage', import.meta.url));
  await build({ root, configFile: false, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  return outDir;
}

/** First live figure of a browser with an empty cache, beside bare Socket.IO pages with sixty values. */
async function benchLoading(browser: Browser, server: TestServer, rounds: number): Promise<Comparison[]> {
  const bare = await startHost('./barePageHost.ts', [await buildBarePage(), JSON.stringify(bareSeries)]);
  const seen: FirstFigure[] = [];
  const plainMs: number[] = [];
  const open = async (url: string, selector: string): Promise<FirstFigure> =>
    measureFirstFigure(browser, url, selector);
  const bareUrl = `http://127.0.0.1:${bare.port}/`;
  try {
    await open(`${server.url}/wall`, liveFigure);
    const medians = await interleave(
      rounds,
      async () => {
        const figure = await open(`${server.url}/wall`, liveFigure);
        seen.push(figure);
        return figure.shownMs;
      },
      async () => {
        plainMs.push((await open(`${bareUrl}plain`, 'li')).shownMs);
        return (await open(bareUrl, 'li')).shownMs;
      },
    );
    const wireKb = toMedian(seen.map(({ wireBytes }) => wireBytes)) / 1_000;
    const plain = Math.round(toMedian(plainMs));
    return [
      {
        name: 'wall page, first live figure, empty cache',
        unit: 'ms',
        ...medians,
        bound: { kind: 'atMost', ratio: 2.5 },
        note: `bare page of React and Socket.IO, 60 values; without React ${plain} ms`,
      },
      toLimitRow('wall page, all bytes until then, as sent', 'kB', wireKb, most.wireKb),
    ];
  } finally {
    await bare.stop();
  }
}

function toLimitRow(name: string, unit: string, ours: number, limit: number, note = 'limit'): Comparison {
  return { name, unit, ours, reference: limit, bound: { kind: 'atMost', ratio: 1 }, note };
}

/** The wall page in a real browser: loading, load at 200 values a second with map and charts, recolouring. */
export async function benchWallPage(isQuick: boolean): Promise<Comparison[]> {
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const rows = await benchLoading(browser, server, isQuick ? 5 : 11);
    const token = createToken(server, loadAgency);
    const recolourMs = await measureRecolour(browser, server, token, isQuick ? 10 : 40);
    const minutes = isQuick ? 1 : 10;
    const busy = await measureBusyWall(browser, server, token, {
      // The compiler goes on for two minutes; its code is most of what the heap gains in them.
      warmUpMs: isQuick ? 30_000 : 120_000,
      runMs: minutes * 60_000,
      sampleMs: isQuick ? 5_000 : 15_000,
    });
    const load = `limit, at ${Math.round(busy.valuesPerSecond)} values/s over 60 series`;
    return [
      ...rows,
      toLimitRow(
        'wall page, main thread with map and charts',
        '% of one core',
        busy.busyPercent,
        most.busyPercent,
        load,
      ),
      toLimitRow(
        `wall page, heap growth in ${minutes} min`,
        'MB',
        Math.max(0, busy.heapGrowthMb),
        most.heapMb,
        load,
      ),
      toLimitRow('wall page, recolouring 23 kecamatan, script', 'ms', recolourMs, most.recolourMs),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}
