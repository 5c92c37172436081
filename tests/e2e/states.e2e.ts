import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ShotServer, startEmpty, startOffline, startTruthStates } from '../shots/servers.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { openWall } from './wallPage.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
});

async function withServer(start: () => Promise<ShotServer>, work: (url: string) => Promise<void>) {
  const server = await start();
  try {
    await work(server.url);
  } finally {
    await server.stop();
  }
}

/** Texts that are cut off and cannot be read in full anywhere: neither by a title of their own nor of a parent. */
async function findCutTexts(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-wall] *')]
      .filter((element) => element.childElementCount === 0 && element.textContent?.trim())
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => {
        const box = element.closest<HTMLElement>('p, h3, h4, li, b, span') ?? element;
        const isCut = box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflow === 'hidden';
        return isCut && !element.closest('[title]') && !element.closest('.visually-hidden');
      })
      .map((element) => `${element.className}: ${element.textContent}`),
  );
}

describe('states of the wall', () => {
  it.each([
    ['every truth state', startTruthStates, ['scene=pilar&pillar=environment', 'scene=pilar&pillar=living']],
    ['no figure at all', startEmpty, ['scene=ikhtisar', 'scene=pilar&pillar=branding']],
    ['no network', startOffline, ['scene=ikhtisar', 'scene=peta&lang=en']],
  ] as const)('are readable with %s: axe finds nothing, no text is lost', async (_name, start, queries) => {
    await withServer(start, async (url) => {
      for (const query of queries) {
        const wall = await openWall(browser, url, query);
        await wall.page.waitForLoadState('networkidle');
        expect(await findViolations(wall.page)).toEqual([]);
        expect(await findCutTexts(wall.page)).toEqual([]);
        await wall.close();
      }
    });
  });

  it('stay readable when cut, and say so once', async () => {
    const server = await startOffline();
    const wall = await openWall(browser, server.url);
    await wall.page.waitForLoadState('networkidle');
    wall.expectOutage(true);
    await server.stop();
    await wall.page.getByRole('alert').waitFor({ timeout: 30_000 });
    const said = await wall.page.getByRole('alert').innerText();
    await wall.page.waitForTimeout(1_500);
    expect(await wall.page.getByRole('alert').innerText()).toBe(said);
    expect(await findViolations(wall.page)).toEqual([]);
    await wall.close();
  });

  it('keep a broken panel to itself, with a way to try again by keyboard', async () => {
    await withServer(startOffline, async (url) => {
      const { page, close } = await openPage(
        browser,
        `${url}/wall?scene=ikhtisar`,
        undefined,
        async (context) => {
          await context.route(/\/assets\/RegencyMap-.*\.js/, (route) =>
            route.fulfill({
              contentType: 'text/javascript',
              body: 'export const RegencyMap = () => { throw new Error("broken on purpose"); };',
            }),
          );
        },
      );
      const retry = page.getByRole('button', { name: 'Coba lagi' });
      await retry.waitFor();
      await page.getByText('Indeks SPBE').first().waitFor();
      expect(await findViolations(page)).toEqual([]);
      await retry.focus();
      expect(await retry.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
      await close();
    });
  });

  it('wait in words until the server answers', async () => {
    await withServer(startOffline, async (url) => {
      const { page, close } = await openPage(browser, `${url}/wall`, undefined, async (context) => {
        await context.route('**/api/v1/catalogue', () => new Promise(() => {}));
      });
      await page.getByText('Menunggu server Simpul').waitFor();
      expect(await findViolations(page)).toEqual([]);
      await close();
    });
  });
});

describe('the map', () => {
  it('fills its panel on a wall of three screens', async () => {
    await withServer(startOffline, async (url) => {
      const wall = await openWall(browser, url, 'scene=ikhtisar', { width: 5760, height: 1080 });
      const canvas = wall.page.locator('.regency-map canvas').first();
      await canvas.waitFor({ timeout: 60_000 });
      const heights = await wall.page.evaluate(() =>
        ['.regency-map', '.regency-map canvas'].map(
          (name) => document.querySelector(name)?.clientHeight ?? 0,
        ),
      );
      expect(heights[1]).toBe(heights[0]);
      await wall.close();
    });
  });
});

describe('motion', () => {
  it('is off for those who ask for none', async () => {
    await withServer(startOffline, async (url) => {
      const { page, close } = await openPage(browser, `${url}/wall?scene=ikhtisar`);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page
        .getByText(/Langsung/)
        .first()
        .waitFor();
      const running = await page.evaluate(() => document.getAnimations().length);
      expect(running).toBe(0);
      await close();
    });
  });
});
