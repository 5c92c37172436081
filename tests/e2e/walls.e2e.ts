import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { type DeskPage, openDesk, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';
import { askAs, cardOf, pairScreen, seesState, showCode } from './wallDesk.ts';

const room = openRoom();
const large = { width: 1600, height: 900 };
let desk: DeskPage;
let wall: DeskPage;
beforeAll(async () => {
  desk = await openDesk(room.browser, large);
  wall = await openDesk(room.browser, large);
  await setUpAdmin(room.server, desk);
});
afterAll(async () => {
  await desk.context.close();
  await wall.context.close();
});

describe('a wall that is paired', () => {
  it('shows a code that is read across the room, and is accessible', async () => {
    expect(await showCode(wall.page, room.server.url)).toMatch(/^[A-Z0-9]{6}$/);
    expect(await findViolations(wall.page)).toEqual([]);
    await wall.page.goto(`${room.server.url}/wall/pasang?lang=en`);
    await wall.page.getByText('Pair this screen').waitFor();
    expect(await findViolations(wall.page)).toEqual([]);
  });

  it('becomes a wall by its code, with a state at the desk', async () => {
    await pairScreen({ desk: desk.page, screen: wall.page, url: room.server.url }, 'Dinding utama');
    expect(new URL(wall.page.url()).pathname).toBe('/wall/dinding-utama');
    await seesState(desk.page, 'Dinding utama', 'Tayang');
    await cardOf(desk.page, 'Dinding utama')
      .getByText(/angkanya sama dengan server/)
      .waitFor();
  });

  it('leads any screen without a credential to a code', async () => {
    const stranger = await openDesk(room.browser, large);
    await stranger.page.goto(`${room.server.url}/wall/dinding-utama`);
    await stranger.page.waitForURL(/\/wall\/pasang/);
    await stranger.page.locator('[data-code]').waitFor();
    await stranger.context.close();
  });

  it('shows a scene that is sent, until it is released', async () => {
    const card = cardOf(desk.page, 'Dinding utama');
    await card.getByRole('button', { name: 'Kirim adegan' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Jenis').selectOption('pilar');
    await dialog.getByLabel('Pilar', { exact: true }).selectOption('environment');
    await dialog.getByLabel('Program').uncheck();
    await dialog.getByLabel('Berapa lama').selectOption('');
    await dialog.getByRole('button', { name: 'Kirim', exact: true }).click();
    await wall.page.locator('[data-scene-name=pilar]').waitFor();
    await expect.poll(() => wall.page.getByRole('heading', { name: 'Program' }).count()).toBe(0);
    await card.getByText(/dilepas/).waitFor();
    await card.getByText('Pilar Lingkungan', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Lepas adegan' }).click();
    await wall.page.locator('[data-scene-name]:not([data-scene-name=pilar])').waitFor();
  });

  it('shows a message that covers nothing and ends by itself', async () => {
    await cardOf(desk.page, 'Dinding utama').getByRole('button', { name: 'Kirim pesan' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Pesan', { exact: true }).fill('Rapat koordinasi pukul 15.00');
    await dialog.getByLabel('Jenis').selectOption('watch');
    await dialog.getByRole('button', { name: 'Kirim', exact: true }).click();
    const bar = wall.page.getByRole('region', { name: 'Pesan ruang kendali' });
    await bar.getByText('Rapat koordinasi pukul 15.00').waitFor();
    await bar.getByText(/Rina Kartika, .* sampai/).waitFor();
    const [box, header] = [await bar.boundingBox(), await wall.page.getByRole('banner').boundingBox()];
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((header?.y ?? 0) + 1);
    expect(await findViolations(wall.page)).toEqual([]);
    await askAs(desk.page, 'POST', 'dinding-utama/message', { text: 'Sebentar', tone: 'info', seconds: 10 });
    await bar.getByText('Sebentar').waitFor();
    await bar.waitFor({ state: 'detached', timeout: 15_000 });
  });

  it('opens itself again when it is asked to', async () => {
    const opened = await wall.page.evaluate('performance.timeOrigin');
    const card = cardOf(desk.page, 'Dinding utama');
    await card.getByText('Tindakan lain').click();
    await card.getByRole('button', { name: 'Muat ulang' }).click();
    await card.getByText('1 halaman diminta memuat ulang.').waitFor();
    const reopened = () => wall.page.evaluate('performance.timeOrigin').catch(() => opened);
    await expect.poll(reopened, { timeout: 15_000 }).not.toBe(opened);
    await seesState(desk.page, 'Dinding utama', 'Tayang');
  });

  it('goes to its new address when it is renamed', async () => {
    await askAs(desk.page, 'POST', 'dinding-utama/rename', { name: 'dinding-besar' });
    await expect.poll(() => new URL(wall.page.url()).pathname).toBe('/wall/dinding-besar');
    expect(wall.faults).toEqual([]);
  });

  it('is a screen with a code again once it is unpaired', async () => {
    await desk.page.goto(`${room.server.url}/console/layar`);
    const card = cardOf(desk.page, 'Dinding utama');
    await card.getByText('Tindakan lain').click();
    await card.getByRole('button', { name: 'Lepaskan' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Lepaskan' }).click();
    await wall.page.locator('[data-code]').waitFor({ timeout: 20_000 });
    await card.waitFor({ state: 'detached' });
  });
});

describe('a wall that does not paint', () => {
  /** Seconds of the desk's clock until a card says so. */
  const secondsUntil = async (title: string, word: string): Promise<number> => {
    const from = performance.now();
    await seesState(desk.page, title, word, 30_000);
    return (performance.now() - from) / 1_000;
  };

  it('is dead at the desk within 15 s of kill -9', async () => {
    const args = ['--no-sandbox', '--disable-quic'];
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    const killed = await chromium.launchServer({ executablePath, args });
    const browser = await chromium.connect(killed.wsEndpoint());
    const screen = await (await browser.newContext({ viewport: large })).newPage();
    await pairScreen({ desk: desk.page, screen, url: room.server.url }, 'Dinding mati');
    await seesState(desk.page, 'Dinding mati', 'Tayang');
    const dead = secondsUntil('Dinding mati', 'Mati');
    killed.process().kill('SIGKILL');
    expect(await dead).toBeLessThan(15);
  });

  it('is stuck at the desk within 15 s when its timers run on and its picture stands still', async () => {
    const { page, context } = await openDesk(room.browser, large);
    await context.addInitScript(`
      const paint = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (run) => window.isStuck ? 0 : paint(run);
    `);
    await pairScreen({ desk: desk.page, screen: page, url: room.server.url }, 'Dinding macet');
    await seesState(desk.page, 'Dinding macet', 'Tayang');
    await page.evaluate('window.isStuck = true');
    expect(await secondsUntil('Dinding macet', 'Gambar macet')).toBeLessThan(15);
    await page.evaluate('window.isStuck = false');
    await context.close();
  });
});

describe('the page of walls', () => {
  it('is accessible in both languages, list and editor', async () => {
    const { page } = desk;
    await page.goto(`${room.server.url}/console/layar`);
    for (const next of ['English', 'Bahasa Indonesia']) {
      await cardOf(page, 'Dinding mati').waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('button', { name: next }).click();
    }
    await page.goto(`${room.server.url}/console/layar/dinding-mati`);
    await page.getByRole('button', { name: /Tambah adegan/ }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('edits scenes by keys alone and refuses what another has changed meanwhile', async () => {
    const { page } = desk;
    const press = async (name: string | RegExp): Promise<void> => {
      await page.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
    };
    await press('Tambah adegan');
    await page.getByLabel('Lama tampil (detik)').fill('15');
    await press('Naikkan adegan 3');
    await press('Naikkan adegan 2');
    await press('Hapus adegan 3');
    await press('Simpan');
    await page.getByText('Tersimpan. Layar sudah mengikutinya.').waitFor();
    const names = () =>
      page
        .getByRole('listitem')
        .getByText(/^\d\. /)
        .allInnerTexts();
    expect(await names()).toEqual(['1. Peta', '2. Ikhtisar']);
    await page.getByLabel('Nama yang dibaca orang').fill('Dinding lobi');
    await changeElsewhere(page);
    await press('Simpan');
    await page.getByText('Orang lain sudah mengubah layar ini.').waitFor();
    await press('Buang perubahan saya, ambil yang baru');
    await expect
      .poll(() => page.getByLabel('Nama yang dibaca orang').inputValue())
      .toBe('Dinding orang lain');
  });

  it('has thrown nothing on the way', () => {
    expect(desk.faults).toEqual([]);
  });
});

/** Someone else saves the wall that stands in the editor. */
async function changeElsewhere(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const path = '/api/v1/walls/dinding-mati';
    const { revision, setup } = await (await fetch(path)).json();
    const body = JSON.stringify({ revision, setup: { ...setup, title: 'Dinding orang lain' } });
    await fetch(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
  });
}
