import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { WatchedPage } from '../support/browser.ts';
import {
  type ShotServer,
  startDemo,
  startDrilled,
  startEmpty,
  startOffline,
  startTruthStates,
  startWithSamples,
} from './servers.ts';
import { advancePageClock, shotAt } from './shotClock.ts';
import { listShots } from './shotList.ts';
import { openStill, type Shot, settle, snap } from './takePicture.ts';

/** Told of every picture as it is written, with what went wrong on its page. */
export type Report = (name: string, faults: readonly string[]) => void;

/** One server and the pictures of it. */
export interface Situation {
  readonly shots: readonly Shot[];
  take(browser: Browser, shots: readonly Shot[], report: Report): Promise<void>;
}

/** What differs from a wall at rest. */
interface Staging {
  /** Before the page asks for anything: requests held back or broken. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
  /** In place of waiting for rest. */
  readonly reach?: (page: Page) => Promise<void>;
  /** The page is meant to complain. */
  readonly isFaulty?: boolean;
}

/** Pages at once: one draws while the other loads. */
const pagesAtOnce = 2;

async function forEachParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const drain = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, drain));
}

/** Software graphics on a loaded machine fail now and then; a second failure is a finding. */
async function withRetry(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.warn(`again after: ${String(error).split('\n')[0]}`);
    await work();
  }
}

function stage(start: () => Promise<ShotServer>, shots: readonly Shot[], staging: Staging = {}): Situation {
  const { prepare, reach = settle, isFaulty = false } = staging;
  return {
    shots,
    async take(browser, chosen, report) {
      const server = await start();
      try {
        await forEachParallel(chosen, (shot) =>
          withRetry(async () => {
            const watched = await openStill(browser, server.url, shot, prepare);
            try {
              await reach(watched.page);
              await snap(watched.page, shot.name);
            } finally {
              await watched.close();
            }
            report(shot.name, isFaulty ? [] : watched.faults);
          }),
        );
      } finally {
        await server.stop();
      }
    },
  };
}

/** The server dies under open walls: first they say that they catch up, some minutes later that they are cut off. */
function stageOutage(start: () => Promise<ShotServer>, shots: readonly Shot[]): Situation {
  return {
    shots,
    async take(browser, chosen, report) {
      const server = await start();
      const walls: { shot: Shot; watched: WatchedPage }[] = [];
      try {
        for (const shot of chosen) {
          const watched = await openStill(browser, server.url, shot);
          await settle(watched.page);
          watched.expectOutage(true);
          walls.push({ shot, watched });
        }
        await server.stop();
        for (const { shot, watched } of walls) {
          await takeOutage(watched.page, shot.name);
          report(shot.name, watched.faults);
        }
      } finally {
        await server.stop();
        for (const { watched } of walls) await watched.close();
      }
    },
  };
}

const cutForMs = 12 * 60_000 + 7_000;

async function takeOutage(page: Page, name: string): Promise<void> {
  await page.locator('[data-wall][data-link="catching-up"]').waitFor({ state: 'attached' });
  await snap(page, `${name}_menyusul`);
  await advancePageClock(page, cutForMs);
  await page.locator('[data-wall][data-link="cut"]').waitFor({ state: 'attached' });
  // The next turn of the clock brings all ages to the same second.
  await page.waitForTimeout(1_200);
  await snap(page, `${name}_terputus`);
}

/** Never answered. */
const hold = (): Promise<void> => new Promise(() => {});

const loading: Staging = {
  prepare: (context) => context.route(/\/assets\/(RegencyMap|HistoryChart|Ranking|MiniPanel)-/, hold),
  async reach(page) {
    await page.locator('[data-wall][data-link="live"]').waitFor({ state: 'attached' });
    await page.locator('[aria-busy="true"]').first().waitFor();
    await page.waitForTimeout(1_500);
  },
};

const waiting: Staging = {
  prepare: (context) => context.route('**/api/v1/catalogue', hold),
  reach: (page) => page.locator('.boot').waitFor(),
};

const failed: Staging = {
  isFaulty: true,
  // A panel whose code throws: the rest of the wall stands.
  prepare: (context) =>
    context.route(/\/assets\/RegencyMap-.*\.js/, (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'export const RegencyMap = () => { throw new Error("shot"); };',
      }),
    ),
  async reach(page) {
    await page
      .getByRole('button', { name: /Coba lagi|Try again/ })
      .first()
      .waitFor();
    await page.waitForLoadState('networkidle');
  },
};

const busiest = ['ikhtisar', 'pilar-environment', 'peta'];
const desk = ['1080'] as const;

export const situations: readonly Situation[] = [
  stage(startOffline, [
    ...listShots({ situation: 'luring', languages: ['id'] }),
    ...listShots({ situation: 'luring', sizes: desk, languages: ['en'] }),
  ]),
  stage(startWithSamples, [
    ...listShots({ situation: 'uji', scenes: busiest, sizes: desk }),
    ...listShots({ situation: 'uji', scenes: ['ikhtisar'], sizes: ['5760', 'phone'], languages: ['id'] }),
  ]),
  stage(startDemo, [
    ...listShots({ situation: 'simulasi', scenes: [...busiest, 'pilar-living', 'alarm'], sizes: desk }),
    ...listShots({
      situation: 'simulasi',
      scenes: ['ikhtisar'],
      sizes: ['5760', 'phone'],
      languages: ['id'],
    }),
    ...listShots({
      situation: 'lalu',
      scenes: ['ikhtisar', 'pilar-environment'],
      sizes: desk,
      moment: shotAt - 90_000,
    }),
    ...listShots({
      situation: 'lalu',
      scenes: ['ikhtisar'],
      sizes: ['5760', 'phone'],
      languages: ['id'],
      moment: shotAt - 90_000,
    }),
  ]),
  stage(startDrilled, [
    ...listShots({ situation: 'latihan', scenes: busiest, sizes: desk }),
    ...listShots({ situation: 'latihan', scenes: ['ikhtisar'], sizes: ['5760', 'phone'], languages: ['id'] }),
  ]),
  stageOutage(
    startDrilled,
    listShots({
      situation: 'latihan-putus',
      scenes: ['ikhtisar'],
      sizes: ['1080', '5760'],
      languages: ['id'],
    }),
  ),
  stage(startTruthStates, [
    ...listShots({
      situation: 'keadaan',
      scenes: ['ikhtisar', 'pilar-living', 'pilar-environment'],
      sizes: desk,
    }),
    ...listShots({ situation: 'keadaan', scenes: ['ikhtisar'], sizes: ['5760'], languages: ['id'] }),
    ...listShots({
      situation: 'keadaan',
      scenes: ['pilar-environment'],
      sizes: ['phone'],
      languages: ['id'],
    }),
  ]),
  stageOutage(startWithSamples, [
    ...listShots({ situation: 'putus', scenes: ['ikhtisar'], languages: ['id'] }),
    ...listShots({ situation: 'putus', scenes: ['ikhtisar'], sizes: desk, languages: ['en'] }),
    ...listShots({
      situation: 'putus',
      scenes: ['pilar-environment', 'peta'],
      sizes: desk,
      languages: ['id'],
    }),
  ]),
  stage(startEmpty, [
    ...listShots({ situation: 'kosong', scenes: busiest, sizes: desk, languages: ['id'] }),
    ...listShots({ situation: 'kosong', scenes: ['ikhtisar'], sizes: desk, languages: ['en'] }),
  ]),
  stage(
    startOffline,
    listShots({
      situation: 'memuat',
      scenes: ['ikhtisar', 'pilar-environment'],
      sizes: desk,
      languages: ['id'],
    }),
    loading,
  ),
  stage(
    startOffline,
    listShots({ situation: 'menunggu', scenes: ['ikhtisar'], sizes: ['1080', 'phone'] }),
    waiting,
  ),
  stage(startOffline, listShots({ situation: 'galat', scenes: ['ikhtisar'], sizes: desk }), failed),
];
