/** Pictures of every scene and truth state: `npm run shots [-- --only TEXT]`, into the ignored folder `shots`. */

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { pillarIds } from '#shared/model/lists.ts';
import { launchBrowser, openPage, type Viewport } from '../support/browser.ts';
import { isBuildStale } from '../support/built.ts';
import { startServer, type TestServer } from '../support/server.ts';

const folder = 'shots';
const languages = ['id', 'en'] as const;

const sizes: Readonly<Record<string, Viewport>> = {
  'wall-1080': { width: 1920, height: 1080 },
  'wall-4k': { width: 3840, height: 2160 },
  'wall-5760': { width: 5760, height: 1080 },
  laptop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
};

interface Shot {
  readonly name: string;
  readonly query: string;
  readonly viewport: Viewport;
}

function listShots(): Shot[] {
  const scenes = [
    ['ikhtisar', 'scene=ikhtisar'],
    ...pillarIds.map((pillar) => [`pilar-${pillar}`, `scene=pilar&pillar=${pillar}`] as const),
    ['peta', 'scene=peta'],
  ] as const;
  return Object.entries(sizes).flatMap(([size, viewport]) =>
    languages.flatMap((language) =>
      scenes.map(([scene, query]) => ({
        name: `${size}_${language}_${scene}`,
        query: `${query}&lang=${language}&rotate=off`,
        viewport,
      })),
    ),
  );
}

/** Waits for the live link, fonts and the map's rest; a page that never rests is pictured all the same. */
async function openSettled(browser: Browser, url: string, shot: Shot) {
  const watched = await openPage(browser, `${url}/wall?${shot.query}`, shot.viewport, async (context) => {
    await context.addInitScript(() => {
      const style = document.createElement('style');
      style.textContent =
        '*, *::before, *::after { animation: none !important; transition: none !important; }';
      document.addEventListener('DOMContentLoaded', () => document.head.append(style));
    });
  });
  const { page } = watched;
  await page
    .getByText(/Langsung|Live/)
    .first()
    .waitFor({ timeout: 30_000 })
    .catch(() => undefined);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page
    .locator('html[data-map="idle"]')
    .waitFor({ state: 'attached', timeout: 8_000 })
    .catch(() => undefined);
  await page.waitForTimeout(700);
  return watched;
}

async function takePicture(browser: Browser, server: TestServer, shot: Shot): Promise<readonly string[]> {
  const watched = await openSettled(browser, server.url, shot);
  await watched.page.screenshot({ path: join(folder, `${shot.name}.png`) });
  await watched.close();
  return watched.faults.map((fault) => `${shot.name}: ${fault}`);
}

/** The cut screen: the server dies under an open wall. */
async function takeCutPictures(browser: Browser, server: TestServer, shots: readonly Shot[]): Promise<void> {
  const open = [];
  for (const shot of shots) open.push({ shot, watched: await openSettled(browser, server.url, shot) });
  await server.kill();
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  for (const { shot, watched } of open) {
    await watched.page.screenshot({ path: join(folder, `${shot.name}_catching-up.png`) });
  }
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  for (const { shot, watched } of open) {
    await watched.page.screenshot({ path: join(folder, `${shot.name}_cut.png`) });
    await watched.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  if (isBuildStale()) spawnSync(process.execPath, ['server/cli/build.mjs'], { stdio: 'inherit' });
  mkdirSync(folder, { recursive: true });
  const shots = listShots().filter((shot) => shot.name.includes(values.only));
  const cut = listShots().filter(
    (shot) =>
      shot.name.endsWith('_id_ikhtisar') && (values.only === '' || `${shot.name}_cut`.includes(values.only)),
  );
  const server = await startServer({ env: { LOG_LEVEL: 'error' } });
  const browser = await launchBrowser();
  try {
    for (const shot of shots) {
      const faults = await takePicture(browser, server, shot);
      console.log(faults.length === 0 ? shot.name : faults.join('\n'));
    }
    await takeCutPictures(browser, server, cut);
  } finally {
    await browser.close();
    await server.stop();
  }
}

await main();
