import { writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type CameraHost, startCameraHost } from '../support/cameraHost.ts';
import { writePack } from '../support/machines.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { tabTo, typeInto } from './byKeyboard.ts';
import { type DeskPage, inviteBy, join, openDesk, passwords, setUpAdmin } from './deskPage.ts';

const wide = { width: 1920, height: 1080 };
let pack: ReturnType<typeof writePack>;
let cameras: CameraHost;
let server: TestServer;
let browser: Browser;
let operator: DeskPage;

beforeAll(async () => {
  pack = writePack([]);
  cameras = await startCameraHost();
  const near = { area: '32.16.18', owner: 'dishub' };
  const list = [
    { id: 'pasar', name: { id: 'Pasar Setu' }, kind: 'snapshot', path: '/pasar.svg', public: true },
    { id: 'simpang', name: { id: 'Simpang Setu' }, kind: 'hls', path: '/nowhere.m3u8' },
    { id: 'pintu', name: { id: 'Pintu Air' }, kind: 'hls', path: '/stream/live.m3u8' },
  ].map(({ path, ...camera }) => ({
    ...near,
    ...camera,
    ...(camera.kind === 'snapshot' ? { refreshSeconds: 2 } : {}),
    point: [107.041, -6.37],
    url: cameras.url + path,
  }));
  writeFileSync(joinPath(pack.dir, 'cameras.json'), JSON.stringify(list));
  server = await startServer({ env: { REGION_DIR: pack.dir } });
  browser = await launchBrowser();
  const admin = await openDesk(browser, wide);
  await setUpAdmin(server, admin);
  const link = await inviteBy(admin, { email: 'ani@kab.example', role: 'operator' });
  await admin.context.close();
  operator = await openDesk(browser, wide);
  await join(operator, link, { name: 'Ani Operator', password: passwords.clerk });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await cameras?.close();
  pack?.remove();
});

describe('an operator without a mouse', () => {
  it('records an incident', async () => {
    const { page } = operator;
    await page.goto(`${server.url}/console/kejadian`);
    await page.getByText('Tidak ada kejadian terbuka.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await typeInto(page, dialog.getByLabel('Judul singkat'), 'Banjir di Jalan Raya Setu');
    await typeInto(page, dialog.getByLabel('Jenis'), 'Ban');
    await tabTo(page, dialog.getByRole('radio', { name: 'Kritis' }));
    await page.keyboard.press('Space');
    await typeInto(page, dialog.getByLabel('Wilayah'), 'Setu');
    await typeInto(page, dialog.getByLabel('Isi laporan'), 'Warga melapor lewat 112');
    expect(await findViolations(page)).toEqual([]);
    await tabTo(page, dialog.getByRole('button', { name: 'Catat kejadian' }));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/kejadian\/\w+$/);
    await page.getByRole('heading', { name: 'Banjir di Jalan Raya Setu' }).waitFor();
    await page.getByText('Titiknya belum ditentukan').waitFor();
  });

  it('writes the log, takes the lead, gives a task and names who works there', async () => {
    const { page } = operator;
    await page.keyboard.press('c');
    // Faster than any server: no line waits for the one before it.
    for (const line of ['Air 40 cm', 'Air 55 cm', 'Air 70 cm']) {
      await page.keyboard.type(line);
      await page.keyboard.press('Enter');
    }
    const lines = page.getByRole('listitem').filter({ hasText: /Air \d+ cm$/ });
    await lines.nth(2).waitFor();
    expect((await lines.allInnerTexts()).map((text) => /Air \d+/.exec(text)?.[0])).toEqual([
      'Air 70',
      'Air 55',
      'Air 40',
    ]);
    await tabTo(page, page.getByRole('button', { name: 'Saya ambil' }));
    await page.keyboard.press('Enter');
    await page.getByText('Penanggung jawab: Ani Operator').waitFor();
    await typeInto(page, page.getByLabel('Tugas baru'), 'Kirim perahu');
    await typeInto(page, page.getByLabel('Oleh siapa'), 'BPBD');
    await typeInto(page, page.getByLabel('Selesai sebelum'), 'sore');
    await page.keyboard.press('Enter');
    await page.getByText('Tulis jam dan menit').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('23.59');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Selesai: Kirim perahu' }).waitFor();
    await typeInto(page, page.getByLabel('Nama'), 'Dewi');
    await typeInto(page, page.getByLabel('Instansi atau peran'), 'BPBD');
    await page.keyboard.press('Enter');
    await page.getByText('Bergabung: Dewi, BPBD').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('sets the point on the map by arrow keys', async () => {
    const { page } = operator;
    await tabTo(page, page.getByRole('button', { name: 'Tentukan tempat' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('button', { name: /Peta untuk menentukan titik/ }));
    for (const key of ['ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await dialog.getByText('Titik -6.36950, 107.04161').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await tabTo(page, dialog.getByRole('button', { name: 'Simpan' }));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Tempat: Setu, titik -6.36950, 107.04161').waitFor();
  });

  it('closes it only with a reason while a task is open, and reopens it', async () => {
    const { page } = operator;
    await tabTo(page, page.getByRole('button', { name: 'Tutup kejadian' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await typeInto(page, dialog.getByLabel('Ringkasan'), 'Air surut, jalan dibuka kembali.');
    await tabTo(page, dialog.getByRole('button', { name: 'Tutup kejadian' }));
    await page.keyboard.press('Enter');
    expect(await dialog.isVisible()).toBe(true);
    expect(await findViolations(page)).toEqual([]);
    await typeInto(page, dialog.getByLabel(/Masih ada 1 tugas terbuka/), 'Perahu tidak jadi dikirim');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/^Ditutup .* oleh Ani Operator$/).waitFor();
    expect(await page.getByLabel('Catatan baru').count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('x');
    await typeInto(page, dialog.getByLabel('Alasan membuka kembali'), 'Air naik lagi');
    await page.keyboard.press('Enter');
    await page.getByText('Dibuka kembali: Air naik lagi').waitFor();
    await page.getByLabel('Catatan baru').waitFor();
  });
  it('makes one from an alarm with what the alarm says, and falls back to the page on Escape', async () => {
    const { context } = operator;
    const page = await context.newPage();
    const raised = await context.request.post(`${server.url}/api/v1/alarms`, {
      headers: { origin: server.url },
      data: { text: 'Pohon tumbang di Tambun', severity: 'minor', priority: 'low', area: '32.16.06' },
    });
    const { id } = (await raised.json()) as { id: string };
    await page.goto(`${server.url}/console/kejadian?alarm=${encodeURIComponent(id)}`);
    const dialog = page.getByRole('dialog');
    const title = dialog.getByLabel('Judul singkat');
    await title.waitFor();
    expect(await title.inputValue()).toMatch(/^Pohon tumbang di Tambun, /);
    expect(await title.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await dialog.getByLabel('Wilayah').inputValue()).toBe('32.16.06');
    expect(await dialog.getByRole('radio', { name: 'Kecil' }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const heading = page.getByRole('heading', { level: 1 });
    await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.close();
  });
});

const tileOf = (page: Page, name: string): Locator => page.getByRole('figure').filter({ hasText: name });

describe('cameras near an incident', () => {
  it('are live while they move, frozen while they do not, and dead when they are silent', async () => {
    const { page } = operator;
    cameras.set('moving');
    const tile = tileOf(page, 'Pasar Setu');
    await tile.getByText('langsung').waitFor({ timeout: 30_000 });
    await tile.getByText(/Setu · 0,\d km/).waitFor();
    cameras.set('still');
    await tile.getByText(/gambar tidak berubah sejak \d\d\.\d\d/).waitFor({ timeout: 30_000 });
    cameras.set('gone');
    await tile.getByText(/MATI sejak \d\d\.\d\d/).waitFor({ timeout: 30_000 });
    expect(await tile.getAttribute('data-phase')).toBe('dead');
    expect(await findViolations(page)).toEqual([]);
    cameras.set('moving');
    await tile.getByText('langsung').waitFor({ timeout: 60_000 });
  });

  it('are dead where a stream never came', async () => {
    await tileOf(operator.page, 'Simpang Setu').getByText('MATI: tidak pernah tersambung').waitFor();
  });

  it('are live while a stream goes on, and dead when it ends, with their last picture', async () => {
    const tile = tileOf(operator.page, 'Pintu Air');
    await tile.getByText('langsung').waitFor({ timeout: 30_000 });
    cameras.stopStream();
    await tile.getByText(/MATI sejak \d\d\.\d\d/).waitFor({ timeout: 40_000 });
    const still = tile.locator('canvas');
    expect(await still.evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(160);
    expect(await still.isVisible()).toBe(true);
    // What the encoder left behind plays again with the next try, and must not look live.
    const { phases, played } = await tile.evaluate(async (figure) => {
      const seen = new Set<string | undefined>();
      const video = figure.querySelector('video');
      for (let look = 0; look < 400 && (video?.currentTime ?? 0) < 4.5; look += 1) {
        seen.add((figure as HTMLElement).dataset['phase']);
        await new Promise((next) => setTimeout(next, 50));
      }
      return { phases: [...seen], played: video?.currentTime ?? 0 };
    });
    expect(played).toBeGreaterThanOrEqual(4.5);
    expect(phases).toEqual(['dead']);
  });

  it('ask for nothing more once their page is left', async () => {
    const { page } = operator;
    await page.getByRole('link', { name: 'Kejadian' }).first().click();
    await page.getByRole('link', { name: 'Banjir di Jalan Raya Setu' }).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    // Longer than two readings of the camera.
    await page.waitForTimeout(5_000);
    expect(asked.filter((url) => url.startsWith(cameras.url))).toEqual([]);
  });

  it('are shown in English too, and leave no error on the page', async () => {
    const { page } = operator;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Incidents' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Banjir di Jalan Raya Setu' }).click();
    await tileOf(page, 'Pasar Setu').getByText('live').waitFor({ timeout: 30_000 });
    expect(await findViolations(page)).toEqual([]);
    expect(operator.faults).toEqual([]);
  });
});

describe('the wall', () => {
  it('shows the public cameras and no other', async () => {
    const wall = await openDesk(browser, wide);
    await wall.page.goto(`${server.url}/wall?scene=kamera&rotate=off`);
    await tileOf(wall.page, 'Pasar Setu').getByText('langsung').waitFor({ timeout: 30_000 });
    expect(await wall.page.getByRole('figure').count()).toBe(1);
    expect(await findViolations(wall.page)).toEqual([]);
    expect(wall.faults).toEqual([]);
    await wall.context.close();
  });

  it('says which file would fill it where there is none', async () => {
    writeFileSync(joinPath(pack.dir, 'cameras.json'), '[]');
    const other = await startServer({ env: { REGION_DIR: pack.dir } });
    const wall = await openDesk(browser, wide);
    await wall.page.goto(`${other.url}/wall?scene=kamera&rotate=off`);
    await wall.page.getByText(/cameras\.json/).waitFor({ timeout: 30_000 });
    expect(await findViolations(wall.page)).toEqual([]);
    await wall.context.close();
    await other.stop();
  });
});
