import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openPage, type Viewport, type WatchedPage } from '../support/browser.ts';
import { freezePageClock, shotAt } from './shotClock.ts';

/** Ignored folder that the pictures go to. */
export const folder = 'shots';

/** One picture: what is opened, how large, and its file name without ending. */
export interface Shot {
  readonly name: string;
  /** Query of the wall's address. */
  readonly query: string;
  readonly viewport: Viewport;
}

/** Software graphics draw the map of the largest walls in a minute or more. */
const settleTimeoutMs = 120_000;
const quietTimeoutMs = 20_000;

/** Opens a wall whose clocks stand still. */
export async function openStill(
  browser: Browser,
  url: string,
  shot: Shot,
  prepare: (context: BrowserContext) => Promise<unknown> = async () => {},
): Promise<WatchedPage> {
  return await openPage(browser, `${url}/wall?${shot.query}`, shot.viewport, async (context) => {
    await freezePageClock(context, shotAt);
    await prepare(context);
  });
}

/** A wall that hears the server, or one that shows the past. */
const standing = '[data-wall]:is([data-link="live"], [data-time="past"])';

/** Resolves when nothing on the page will change any more: figures there, fonts loaded, no panel loading, map at rest. */
export async function settle(page: Page): Promise<void> {
  await page.locator(standing).waitFor({ state: 'attached', timeout: settleTimeoutMs });
  await waitForQuiet(page);
  await page.waitForFunction(
    () =>
      !document.querySelector('[aria-busy="true"]') &&
      (!document.querySelector('.regency-map') || document.documentElement.dataset['map'] === 'idle'),
    null,
    { timeout: settleTimeoutMs, polling: 100 },
  );
  await waitForQuiet(page);
  await waitForMapPixels(page);
  // A busy machine may have lost the link meanwhile.
  await page.locator(standing).waitFor({ state: 'attached', timeout: settleTimeoutMs });
}

async function waitForQuiet(page: Page): Promise<void> {
  // A page that asks again and again is never quiet; what it shows then is its picture.
  await page.waitForLoadState('networkidle', { timeout: quietTimeoutMs }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** A picture of one plain colour is smaller than this as PNG, bytes. */
const plainBytes = 2_000;

/** The map's own mark says that it drew; software graphics bring that to the screen some frames later. */
async function waitForMapPixels(page: Page): Promise<void> {
  const map = page.locator('.regency-map').first();
  if ((await map.count()) === 0) return;
  const box = await map.boundingBox({ timeout: settleTimeoutMs });
  if (!box) return;
  const side = Math.min(200, box.width / 2);
  const clip = {
    x: box.x + (box.width - side) / 2,
    y: box.y + (box.height - side) / 2,
    width: side,
    height: side,
  };
  const endsAt = performance.now() + settleTimeoutMs;
  let before: Buffer = Buffer.alloc(0);
  while (performance.now() < endsAt) {
    const now = await page.screenshot({
      clip,
      fullPage: isScrolling(page),
      animations: 'disabled',
      timeout: settleTimeoutMs,
    });
    if (now.length > plainBytes && now.equals(before)) return;
    before = now;
  }
  throw new Error('the map came to no rest');
}

/** A narrow screen scrolls; a wall never does. */
function isScrolling(page: Page): boolean {
  return (page.viewportSize()?.width ?? 0) < 900;
}

/** Writes the picture of a page as it stands. A page that scrolls is taken whole. */
export async function snap(page: Page, name: string): Promise<void> {
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
    fullPage: isScrolling(page),
    timeout: settleTimeoutMs,
  });
}
