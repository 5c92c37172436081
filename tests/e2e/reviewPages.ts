import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { type SignedIn, toBrowserCookies } from '../support/people.ts';
import { type DeskPage, openDesk } from './deskPage.ts';

/** A browser of someone with an account. */
export async function openAs(
  browser: Browser,
  who: SignedIn,
  { url, viewport }: { readonly url: string; readonly viewport: { width: number; height: number } },
): Promise<DeskPage> {
  const opened = await openDesk(browser, viewport);
  await opened.context.addCookies(toBrowserCookies(who.cookie, url));
  return opened;
}

/** Waits until a page shows this scene. */
export const sceneOf = (page: Page, name: string) => page.locator(`[data-scene="${name}"]`).waitFor();

/** A tab of the session's panel. */
export const tab = (page: Page, name: RegExp) => page.getByRole('tab', { name });

/** Instant of the past that a page shows. */
export const pastOf = (page: Page) =>
  page.locator('[data-past-banner] time').first().getAttribute('datetime');

/** Waits until a page has this item of the agenda as the one that is talked about. */
export async function isAt(page: Page, item: string): Promise<void> {
  await page.locator('[aria-current="step"] strong').getByText(item, { exact: true }).waitFor();
}

/** Where the kecamatan stand on the large map, as shares of the panel in hundredths. */
export async function placesOnMap(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const panel = document.querySelector('.regency-map-stage')?.getBoundingClientRect();
    if (!panel) return {};
    const places = [...document.querySelectorAll('.regency-map-stage [data-area]')].map((mark) => {
      const { x, y } = mark.getBoundingClientRect();
      const shares = [(x - panel.x) / panel.width, (y - panel.y) / panel.height];
      return [mark.getAttribute('data-area'), shares.map((share) => share.toFixed(2)).join(' ')] as const;
    });
    return Object.fromEntries(places);
  });
}

/** Clicks a link to a file and takes what comes. */
export async function download(page: Page, name: RegExp): Promise<Buffer> {
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return readFileSync(await taken.path());
}
