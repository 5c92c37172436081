import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { type DemoDay, startDemoDay } from '../support/demoDay.ts';
import { waitFor } from '../support/machines.ts';
import { createPaintJournal } from '../support/paintJournal.ts';
import { pause } from '../support/pause.ts';
import { openSession, type SignedIn } from '../support/people.ts';
import { pairWall } from '../support/walls.ts';
import { openWall, type WallPage } from './wallPage.ts';

let day: DemoDay;
let browser: Browser;
let operator: SignedIn;

let startedAt = 0;
beforeAll(async () => {
  startedAt = Date.now();
  day = await startDemoDay();
  browser = await launchBrowser();
  operator = await openSession(day.server, { email: 'dewi@kab.test', role: 'operator' });
});
afterAll(async () => {
  await browser?.close();
  await day?.stop();
});

/** Until there is a past of so many milliseconds to step through. */
async function hasPastOf(ms: number): Promise<void> {
  await pause(Math.max(0, startedAt + ms - Date.now()));
}

/** What stands on a wall at one instant of its clock: every tile with its age, what wants attention and what came in. */
interface Picture {
  readonly at: string;
  readonly texts: string[];
}

function takePicture(page: Page): Promise<Picture> {
  return page.evaluate(() => ({
    at: document.querySelector<HTMLTimeElement>('header time')?.dateTime ?? '',
    texts: [
      ...document.querySelectorAll<HTMLElement>('[data-indicator], [aria-labelledby="attention-title"] li'),
    ].map((one) => one.innerText),
  }));
}

/** A picture of all that the server holds, a whole tick of the clock after the last of it was painted. */
async function takeSettled(page: Page): Promise<Picture> {
  return waitFor(async () => {
    const { seq } = day.server.liveState;
    const log = await createPaintJournal((expression) => page.evaluate(expression)).take();
    const picture = await takePicture(page);
    const first = log.find((entry) => entry.seq === seq);
    const isWhole = log.at(-1)?.seq === seq && day.server.liveState.seq === seq;
    return isWhole && first && Date.parse(picture.at) > first.serverAt && picture;
  }, 'the last of the server on the wall');
}

async function openPast(at: string, query = 'scene=ikhtisar'): Promise<WallPage['page']> {
  const { page } = await openPage(browser, `${day.server.url}/wall?${query}&waktu=${at}`);
  await page.locator('[data-time="past"]').waitFor({ timeout: 30_000 });
  return page;
}

const isPast = (page: Page) => page.locator('[data-wall]').getAttribute('data-time');

describe('the past on a wall', () => {
  it('shows the same texts as stood there then, to the age of each figure', async () => {
    const wall = await openWall(browser, day.server.url);
    const pictures: Picture[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      await day.play(24, 6);
      pictures.push(await takeSettled(wall.page));
    }
    await day.play(24, 6);
    expect(pictures[0]?.texts).not.toEqual(pictures[1]?.texts);
    for (const { at, texts } of pictures) {
      const page = await openPast(at);
      await expect.poll(async () => (await takePicture(page)).texts, { timeout: 20_000 }).toEqual(texts);
      expect((await takePicture(page)).at).toBe(at);
      await page.context().close();
    }
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('plays until now and is live again by itself', async () => {
    await hasPastOf(70_000);
    const page = await openPast(new Date(Date.now() - 40_000).toISOString());
    await page.keyboard.press('w');
    await page.getByRole('button', { name: '10×' }).click();
    await page.getByRole('button', { name: 'Putar' }).click();
    const seen = new Set<string>();
    await expect
      .poll(
        async () => {
          seen.add((await takePicture(page)).at);
          return isPast(page);
        },
        { timeout: 30_000, interval: 200 },
      )
      .toBe('now');
    expect(seen.size).toBeGreaterThan(3);
    await page.context().close();
  });

  it('keeps the picture under its own instant when another does not come, and says so', async () => {
    const at = new Date(Date.now() - 5_000).toISOString();
    const page = await openPast(at);
    await page.keyboard.press('w');
    await page.route('**/api/v1/situation?*', (route) => route.abort());
    await page.getByRole('button', { name: '−1 mnt' }).click();
    await page.getByText(/Masa lalu tidak dapat dimuat/).waitFor();
    expect((await takePicture(page)).at).toBe(at);
    expect(new URL(page.url()).searchParams.get('waktu')).toBe(at);
    await page.unroute('**/api/v1/situation?*');
    await page.getByRole('button', { name: '−1 jam' }).click();
    await page.getByText(/tidak tersimpan/).waitFor();
    expect((await takePicture(page)).at).toBe(at);
    await page.context().close();
  });

  it('opens in the present when it is opened again, and a named wall always', async () => {
    const at = new Date(Date.now() - 5_000).toISOString();
    const page = await openPast(at);
    await page.reload();
    await page.locator('[data-time="now"]').waitFor({ timeout: 30_000 });
    expect(page.url()).not.toContain('waktu');
    await page.context().close();
    const cookie = await pairWall(day.server.url, operator, 'lobi');
    const [name = '', value = ''] = cookie.split('=', 2);
    const named = await openPage(
      browser,
      `${day.server.url}/wall/lobi?scene=peta&waktu=${at}`,
      undefined,
      (context) => context.addCookies([{ name, value, url: day.server.url }]),
    );
    await named.page.locator('[data-time="now"]').waitFor({ timeout: 30_000 });
    expect(named.page.url()).not.toContain('waktu');
    await named.close();
  });

  it('is steered by key, button and slider, says so beside all else, and ends with L', async () => {
    // A minute back, to the whole minute (at most 30 s), and one more by the arrow: all of it must have been stored.
    await hasPastOf(155_000);
    const wall = await openWall(browser, day.server.url);
    const { page } = wall;
    await wall.press('w');
    const bar = page.getByRole('region', { name: 'Kendali waktu' });
    await bar.getByRole('button', { name: '−1 mnt' }).click();
    await wall.sees('MASA LALU');
    expect(Date.now() - Date.parse(wall.address().get('waktu') ?? '')).toBeGreaterThan(60_000);
    await wall.sees('Tersambung');
    expect(await findViolations(page)).toEqual([]);

    const slider = bar.getByRole('slider');
    await slider.focus();
    const before = wall.address().get('waktu') ?? '';
    await wall.press('ArrowLeft');
    await expect
      .poll(() => Date.parse(wall.address().get('waktu') ?? '') < Date.parse(before), { timeout: 20_000 })
      .toBe(true);
    expect(wall.address().get('scene')).toBe('ikhtisar');

    await wall.press('l');
    expect(await isPast(page)).toBe('now');
    expect(wall.address().get('waktu')).toBeNull();
    await wall.seesLink('Langsung');
    expect(wall.faults).toEqual([]);
    await wall.close();
  }, 240_000);
});

describe('time at the console', () => {
  it('leads a wall through the past and tells who acknowledged what', async () => {
    const list = await operator.ask('GET', '/api/v1/alarms');
    const { items } = (await list.json()) as { items: { id: string; name: { id: string } }[] };
    const [alarm] = items;
    if (!alarm) throw new Error('the demo raised no alarm');
    await operator.ask('POST', '/api/v1/alarms/actions', {
      action: 'acknowledge',
      ids: items.map(({ id }) => id),
    });
    await pause(1_500);
    const { page, faults, close } = await openPage(
      browser,
      `${day.server.url}/console/waktu?saat=${new Date(Date.now() - 500).toISOString()}`,
      undefined,
      async (context) => {
        const pairs = operator.cookie.split('; ').map((pair) => pair.split('=', 2) as [string, string]);
        await context.addCookies(pairs.map(([name, value]) => ({ name, value, url: day.server.url })));
      },
    );
    const room = page.getByRole('heading', { name: /Ruang pada/ }).locator('..');
    await room
      .getByText(/diakui dewi/)
      .first()
      .waitFor({ timeout: 30_000 });
    const wall = page.frameLocator('iframe');
    await wall.getByText('MASA LALU').first().waitFor();
    const shown = await wall.locator('header time').innerText();
    expect(await room.getByRole('heading', { level: 2 }).innerText()).toContain(shown);
    await expect.poll(() => findViolations(page), { timeout: 10_000 }).toEqual([]);

    await hasPastOf(100_000);
    await page.getByRole('button', { name: '−1 menit' }).click();
    await expect.poll(() => wall.locator('header time').innerText()).not.toBe(shown);
    await page.getByRole('button', { name: 'Kembali ke langsung' }).click();
    await wall.locator('[data-time="now"]').waitFor();
    await page.getByText('Layar di bawah menampilkan keadaan sekarang.').waitFor();
    expect(new URL(page.url()).searchParams.get('saat')).toBeNull();
    expect(faults).toEqual([]);
    await close();
  });
});
