import type { Browser, Page } from 'playwright-core';
import { openPage, type Viewport, type WatchedPage } from '../support/browser.ts';

/** The wall with the operator's verbs. */
export interface WallPage {
  readonly page: Page;
  readonly faults: readonly string[];
  expectOutage(expected: boolean): void;
  /** Waits until the screen calls its own link by this word. */
  seesLink(word: string | RegExp, timeoutMs?: number): Promise<void>;
  /** Waits until the text stands somewhere on the wall. */
  sees(text: string | RegExp, timeoutMs?: number): Promise<void>;
  press(key: string): Promise<void>;
  /** The address's query, which says what is shown. */
  address(): URLSearchParams;
  text(): Promise<string>;
  close(): Promise<void>;
}

function toWallPage(watched: WatchedPage): WallPage {
  const { page } = watched;
  const sees = async (text: string | RegExp, timeoutMs = 15_000) => {
    await page
      .getByText(text)
      .filter({ visible: true })
      .first()
      .waitFor({ state: 'visible', timeout: timeoutMs });
  };
  return {
    page,
    faults: watched.faults,
    expectOutage: watched.expectOutage,
    sees,
    seesLink: sees,
    press: (key) => page.keyboard.press(key),
    address: () => new URL(page.url()).searchParams,
    text: () => page.locator('body').innerText(),
    close: watched.close,
  };
}

/** Opens a wall and waits until its link is live. */
export async function openWall(
  browser: Browser,
  url: string,
  query = 'scene=ikhtisar',
  viewport?: Viewport,
): Promise<WallPage> {
  const wall = toWallPage(await openPage(browser, `${url}/wall?${query}`, viewport));
  await wall.seesLink(/Langsung|Live/i, 30_000);
  return wall;
}
