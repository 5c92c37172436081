import type { Browser, BrowserContext } from 'playwright-core';
import { createAccount } from '../support/accounts.ts';
import { launchBrowser } from '../support/browser.ts';
import { pause } from '../support/pause.ts';
import { toBrowserCookies } from '../support/people.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';
import { entered, planSession } from '../support/sessions.ts';
import { thinLine } from '../support/slowLine.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts';
import type { Comparison } from './measure.ts';
import { openCrowd } from './sockets.ts';
import { loadAgency, startLoad } from './wallLoad.ts';

/** What the line of a village office carries in a minute, kilobytes. */
const lineKilobytes = (thinLine.bytesPerSecond * 60) / 1_000;

/** The page of a session behind 64 kbit/s: what figures cost in a minute, and how long the first picture takes. */
export async function benchThinReview(isQuick: boolean): Promise<Comparison[]> {
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const pictures = await measureFirstPicture(browser, server);
    const kilobytes = await measureFigures(server, isQuick ? 15_000 : 60_000);
    return [
      toRow('live figures a minute at 200 values/s, as a session asks for them', 'kB', kilobytes.calm, [
        lineKilobytes / 2,
        'as a wall asks for them',
        kilobytes.quick,
      ]),
      toRow('first picture over 64 kbit/s, empty cache', 's', pictures.cold.seconds, [
        40,
        'bytes alone, at the speed of the line',
        (pictures.cold.kilobytes * 1_000) / thinLine.bytesPerSecond,
      ]),
      toRow('first picture over 64 kbit/s, opened before', 's', pictures.warm.seconds, [
        12,
        'bytes alone, at the speed of the line',
        (pictures.warm.kilobytes * 1_000) / thinLine.bytesPerSecond,
      ]),
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

function toRow(
  name: string,
  unit: string,
  ours: number,
  [value, note, reference]: readonly [limit: number, note: string, reference: number],
): Comparison {
  return { name: `review: ${name}`, unit, ours, reference, bound: { kind: 'atMostOwn', value }, note };
}

/** Kilobytes a minute of `/live` at both paces, at the same time. */
async function measureFigures(
  server: TestServer,
  forMs: number,
): Promise<{ readonly calm: number; readonly quick: number }> {
  const taken = { calm: 0, quick: 0 };
  const listen = (pace: keyof typeof taken) => (text: string) => {
    taken[pace] += Buffer.byteLength(text);
  };
  const crowds = [
    await openCrowd(server.port, 1, false, listen('calm'), 'calm'),
    await openCrowd(server.port, 1, false, listen('quick'), 'quick'),
  ];
  const stopLoad = startLoad(server.url, createToken(server, loadAgency));
  await pause(2_000);
  taken.calm = 0;
  taken.quick = 0;
  await pause(forMs);
  const scale = 60_000 / forMs / 1_000;
  const figures = { calm: taken.calm * scale, quick: taken.quick * scale };
  await stopLoad();
  for (const crowd of crowds) crowd.close();
  return figures;
}

interface FirstPicture {
  readonly seconds: number;
  /** Over the line until then. */
  readonly kilobytes: number;
}

/** A page that never was here, and the same one opened again. */
async function measureFirstPicture(
  browser: Browser,
  server: TestServer,
): Promise<{ readonly cold: FirstPicture; readonly warm: FirstPicture }> {
  const leader = await createAccount(server, { email: 'penyaji@x.id', role: 'presenter' });
  const session = await planSession(leader);
  await entered(leader, session, { kind: 'open' });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' });
  const proxy = await startTcpProxy(server.port, thinLine);
  proxy.slowDown();
  const url = `http://127.0.0.1:${proxy.port}`;
  await context.addCookies(toBrowserCookies(leader.cookie, url));
  try {
    const cold = await openOnce(context, proxy, `${url}/review/${session}`);
    return { cold, warm: await openOnce(context, proxy, `${url}/review/${session}`) };
  } finally {
    await context.close();
    await proxy.stop();
  }
}

async function openOnce(context: BrowserContext, proxy: TcpProxy, address: string): Promise<FirstPicture> {
  const page = await context.newPage();
  const before = proxy.bytesDown();
  const from = performance.now();
  await page.goto(address, { waitUntil: 'commit', timeout: 120_000 });
  await page.locator('[data-link="live"] [data-indicator]').first().waitFor({ timeout: 120_000 });
  const seconds = (performance.now() - from) / 1_000;
  const kilobytes = (proxy.bytesDown() - before) / 1_000;
  // What follows it (map, letters) is in the cache for the next time.
  await page.waitForLoadState('networkidle', { timeout: 180_000 });
  await page.close();
  return { seconds, kilobytes };
}
