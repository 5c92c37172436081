import type { Browser, Page } from 'playwright-core';
import { toBrowserCookies } from '../support/people.ts';
import { furnishSession, type SessionPhase, type Who } from './furnishSession.ts';
import { type ShotServer, startDemo } from './servers.ts';
import { type SizeName, sizes } from './shotList.ts';
import type { Situation } from './situations.ts';
import { type Shot, snap } from './takePicture.ts';

interface ReviewPicture {
  readonly name: string;
  readonly who: Who;
  readonly sizes: readonly SizeName[];
  readonly language?: 'en';
  /** What is done before the picture. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const tab = (name: RegExp) => (page: Page) => page.getByRole('tab', { name }).click();
const key = (one: string) => (page: Page) => page.keyboard.press(one);
/** Longer than a page waits for its line before it says that it is gone. Milliseconds. */
const goneMs = 20_000;

/** Pictures in the order in which a session goes: each phase begins with what its `begin` does. */
const phases: readonly { readonly begin: SessionPhase; readonly pictures: readonly ReviewPicture[] }[] = [
  {
    begin: 'planned',
    pictures: [
      { name: 'tunggu-penyaji', who: 'leader', sizes: ['laptop'] },
      { name: 'tunggu', who: 'guest', sizes: ['phone', 'laptop'] },
    ],
  },
  {
    begin: 'open',
    pictures: [
      { name: 'ikhtisar', who: 'leader', sizes: ['1080', 'laptop', 'phone'] },
      { name: 'ikhtisar-inggris', who: 'leader', sizes: ['1080', 'phone'], language: 'en' },
      { name: 'ikhtisar-tamu', who: 'guest', sizes: ['phone', 'laptop'] },
      { name: 'tanya', who: 'agency', sizes: ['laptop', 'phone'], act: tab(/^Tanya/) },
      { name: 'putusan', who: 'leader', sizes: ['laptop', 'phone'], act: tab(/^Putusan/) },
      { name: 'putusan-inggris', who: 'leader', sizes: ['laptop'], language: 'en', act: tab(/^Decisions/) },
      { name: 'hadir', who: 'leader', sizes: ['1080', 'phone'], act: tab(/^Hadir/) },
      { name: 'sendiri', who: 'agency', sizes: ['laptop', 'phone'], act: key('m') },
      { name: 'tombol', who: 'leader', sizes: ['laptop'], act: key('?') },
      {
        name: 'putus',
        who: 'agency',
        sizes: ['laptop', 'phone'],
        act: async (page) => {
          await page.context().setOffline(true);
          await page.waitForTimeout(goneMs);
        },
      },
      { name: 'dinding', who: 'wall', sizes: ['1080', '5760'] },
    ],
  },
  {
    begin: 'ceremony',
    pictures: [
      { name: 'upacara', who: 'agency', sizes: ['laptop', 'phone'] },
      { name: 'upacara-dinding', who: 'wall', sizes: ['1080', '4k', '5760'] },
    ],
  },
  { begin: 'signed', pictures: [{ name: 'upacara-selesai', who: 'wall', sizes: ['1080'] }] },
];

const shots: readonly Shot[] = phases.flatMap(({ pictures }) =>
  pictures.flatMap(({ name, sizes: wanted }) =>
    wanted.map((size) => ({ name: `sesi_${name}_${size}`, query: '', viewport: sizes[size] })),
  ),
);

async function takeOne(
  browser: Browser,
  { url, clock }: ShotServer,
  { path, cookie, picture, shot }: { path: string; cookie: string; picture: ReviewPicture; shot: Shot },
): Promise<string[]> {
  const context = await browser.newContext({
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport: shot.viewport,
  });
  const faults: string[] = [];
  try {
    await context.addCookies(toBrowserCookies(cookie, url));
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.clock.install({ time: clock.now() });
    await page.goto(url + path);
    await page.waitForLoadState('networkidle').catch(() => undefined);
    if (picture.language) await page.getByRole('button', { name: 'EN', exact: true }).click();
    await picture.act?.(page);
    await page.waitForTimeout(3_000);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await snap(page, shot.name);
  } finally {
    await context.close();
  }
  return faults;
}

/** The page of a session from waiting to the last signature, and the wall that follows it. */
export const reviewPages: Situation = {
  shots,
  async take(browser, chosen, report) {
    const server = await startDemo();
    try {
      const { id, begin, cookies } = await furnishSession(server);
      for (const phase of phases) {
        await begin[phase.begin]();
        for (const picture of phase.pictures) {
          const path = picture.who === 'wall' ? '/wall/utama' : `/review/${id}`;
          for (const size of picture.sizes) {
            const shot = chosen.find(({ name }) => name === `sesi_${picture.name}_${size}`);
            if (!shot) continue;
            const place = { path, cookie: cookies[picture.who], picture, shot };
            report(shot.name, await takeOne(browser, server, place));
          }
        }
      }
    } finally {
      await server.stop();
    }
  },
};
