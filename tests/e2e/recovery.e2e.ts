import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findSensorIndicator, pushReadings } from '../support/api.ts';
import { openPage } from '../support/browser.ts';
import { pause } from '../support/pause.ts';
import { createToken } from '../support/server.ts';
import { openRoom } from './room.ts';
import { openWall } from './wallPage.ts';

const room = openRoom();

async function waitForMap(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset['map'] === 'idle', null, {
    timeout: 90_000,
  });
}

function markLoad(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.documentElement.dataset['sinceLoad'] = 'same';
  });
}

function readMark(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.documentElement.dataset['sinceLoad']);
}

describe('a page that could not be loaded whole', () => {
  it.each([
    ['the map', '**/assets/maplibre-*.js'],
    ['the worker of the map', '**/assets/maplibre-gl-worker-*.js'],
    ['the shapes of the kecamatan', '**/region/map/kecamatan.geojson'],
  ])('becomes whole by itself when the server dies before %s came', async (_name, address) => {
    const wall = await openPage(room.browser, 'about:blank');
    wall.expectOutage(true);
    let deaths = 0;
    await wall.page.route(address, async (route) => {
      deaths += 1;
      if (deaths === 1) await room.server.kill();
      await route.continue().catch(() => undefined);
    });
    await wall.page.goto(`${room.server.url}/wall?scene=ikhtisar`, { waitUntil: 'commit' });
    await expect.poll(() => deaths, { timeout: 60_000 }).toBeGreaterThan(0);
    await pause(3_000);
    await wall.page.unroute(address);
    await room.server.start();
    await waitForMap(wall.page);
    await expect
      .poll(() => wall.page.locator('[data-wall]').first().getAttribute('data-link'), { timeout: 40_000 })
      .toBe('live');
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it.each([
    ['its own script', '**/assets/index-*.js'],
    ['what draws the wall', '**/assets/wall-*.js'],
  ])('comes whole by itself when %s did not come at first', async (_name, address) => {
    const wall = await openPage(room.browser, 'about:blank');
    wall.expectOutage(true);
    await wall.page.route(address, (route) => route.abort('connectionrefused'), { times: 1 });
    await wall.page.goto(`${room.server.url}/wall?scene=ikhtisar`, { waitUntil: 'commit' });
    await wall.page.locator('[data-link="live"]').waitFor({ timeout: 60_000 });
    expect(wall.faults).toEqual([]);
    await wall.close();
  });
});

describe('a page that is older than its server', () => {
  it('opens itself again, once, when the server came back with another build', async () => {
    const wall = await openWall(room.browser, room.server.url);
    await waitForMap(wall.page);
    await markLoad(wall.page);
    let questions = 0;
    await wall.page.route('**/wall', (route) => {
      if (route.request().resourceType() === 'document') return route.continue();
      questions += 1;
      return route.fulfill({ body: '<script type="module" src="/assets/wall-another.js"></script>' });
    });
    wall.expectOutage(true);
    await room.server.kill();
    await room.server.start();
    await expect.poll(() => readMark(wall.page).catch(() => 'same'), { timeout: 60_000 }).toBeUndefined();
    await wall.seesLink(/Langsung/, 30_000);
    await markLoad(wall.page);
    await pause(3_000);
    expect(await readMark(wall.page)).toBe('same');
    expect(questions).toBe(1);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });
});

describe('a page that lost something', () => {
  it('draws its map again after the graphics context was lost', async () => {
    const wall = await openWall(room.browser, room.server.url);
    await waitForMap(wall.page);
    await wall.page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas');
      canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await wall.page.locator('[data-phase="recovering"]').waitFor({ timeout: 10_000 });
    await wall.page.locator('section[data-phase="ready"]').waitFor({ timeout: 60_000 });
    expect(await wall.page.locator('canvas.maplibregl-canvas').count()).toBe(1);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('paints that it is behind before any figure after a sleep, and is live within 5 s', async () => {
    const { id, agency } = await findSensorIndicator(room.server.url);
    const token = createToken(room.server, agency);
    const wall = await openWall(
      room.browser,
      room.server.url,
      `scene=pilar&pillar=environment&indicator=${id}`,
    );
    await waitForMap(wall.page);
    await wall.page.evaluate(noteOrder, '38,4');
    const wake = await stopRenderers();
    await pause(9_000);
    await pushReadings(room.server.url, token, [
      { indicator: id, area: '32.16', value: 38.4, observedAt: new Date().toISOString() },
    ]);
    await pause(9_000);
    wake();
    const wokenAt = performance.now();
    await expect.poll(() => readOrder(wall.page), { timeout: 5_000, interval: 100 }).toContain('live');
    expect(performance.now() - wokenAt).toBeLessThan(5_000);
    await wall.sees(/38,4/, 5_000);
    const order = await readOrder(wall.page);
    expect(order[0]).toMatch(/^(?:cut|catching-up)$/);
    expect(order).toContain('figure');
    expect(wall.faults).toEqual([]);
    await wall.close();
  });
});

/** Runs in the page: notes changes of the link and the first sight of a figure in the order in which the document takes them. */
function noteOrder(figure: string): void {
  const order: string[] = [];
  Object.assign(window, { order });
  const wall = document.querySelector('[data-wall]');
  new MutationObserver(() => {
    const link = wall?.getAttribute('data-link') ?? '';
    if (order.findLast((one) => one !== 'figure') !== link) order.push(link);
    if (!order.includes('figure') && wall?.textContent?.includes(figure)) order.push('figure');
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  order.length = 0;
}

async function readOrder(page: Page): Promise<string[]> {
  const order = await page.evaluate(() => (window as typeof window & { order: string[] }).order);
  // The link that held when the notes began is the first one; it changed nothing.
  return order[0] === 'live' ? order.slice(1) : order;
}

/** Stops every page process of the browser as a sleep would; returns what wakes them. */
async function stopRenderers(): Promise<() => void> {
  const session = await room.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) process.kill(id, 'SIGSTOP');
  return () => {
    for (const id of ids) process.kill(id, 'SIGCONT');
  };
}
