import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstView } from '../../shared/model/session.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openSession, type SignedIn, toBrowserCookies } from '../support/people.ts';
import { openReviewPage, planSession } from '../support/sessions.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import { pairWall } from '../support/walls.ts';
import { type DeskPage, openDesk } from './deskPage.ts';

const screen = { width: 1920, height: 1080 };

let server: InProcessServer;
let proxy: TcpProxy;
let browser: Browser;
let rina: SignedIn;
let operator: SignedIn;
let id: string;
let presenter: DeskPage;
let wall: DeskPage;

beforeAll(async () => {
  server = await startTestServer();
  proxy = await startTcpProxy(Number(new URL(server.url).port));
  browser = await launchBrowser();
  rina = await openSession(server, { email: 'rina@kab.example', role: 'presenter' });
  operator = await openSession(server, { email: 'op@kab.example', role: 'operator' });
  id = await planSession(rina, {
    title: 'Penandatanganan bersama',
    purpose: 'ceremony',
    agreement: 'mou-smart-city-2022',
    agenda: [{ id: 'a1', title: 'Keadaan', note: null, minutes: 10, view: { ...firstView, pillar: null } }],
    parties: [
      {
        id: 'p1',
        place: 1,
        party: 'Kabupaten',
        name: 'Rina Kartika',
        office: 'Sekretaris Daerah',
        link: null,
        person: `user:${rina.id}`,
      },
    ],
  });
  presenter = await openDesk(browser, screen);
  await presenter.context.addCookies(toBrowserCookies(rina.cookie, server.url));
  wall = await openDesk(browser, screen);
  const url = `http://127.0.0.1:${proxy.port}`;
  await wall.context.addCookies(toBrowserCookies(await pairWall(server.url, operator, 'utama'), url));
  await wall.page.goto(`${url}/wall/utama`);
  await wall.page.locator('[data-scene-name]').waitFor({ timeout: 30_000 });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.stop();
  await server?.stop();
});

const shows = (page: Page, name: string, timeout = 30_000) =>
  page.locator(`[data-wall][data-scene-name="${name}"]`).waitFor({ timeout });
const row = () => presenter.page.locator('[data-wall-row="utama"]');
const tab = (name: RegExp) => presenter.page.getByRole('tab', { name });
function show(view: object): Promise<Response> {
  return operator.ask('POST', '/api/v1/walls/utama/show', { view, seconds: null });
}

describe('a wall in a session', () => {
  it('is sent the session by its presenter, and says whose picture it shows', async () => {
    const { page } = presenter;
    await page.goto(`${server.url}/review/${id}`);
    await page.getByRole('button', { name: 'Buka sesi' }).click();
    await page.getByText('Anda menyajikan').waitFor();
    await tab(/Hadir/).click();
    await row().getByText('tayang').waitFor({ timeout: 20_000 });
    await row()
      .getByRole('button', { name: /^Tampilkan sesi/ })
      .click();
    await row().getByText('mengikuti sesi ini').waitFor();
    await wall.page.getByText('Penandatanganan bersama').waitFor();
    await wall.page.getByText('Penyaji: rina').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('shows scene, ring, place of the map and pointer', async () => {
    const { page } = presenter;
    await page.keyboard.press('2');
    await shows(wall.page, 'pilar');
    await page
      .locator('[data-stage] [data-indicator]')
      .first()
      .click({ modifiers: ['Alt'] });
    const ringed = await page.evaluate(() => document.adoptedStyleSheets.at(-1)?.cssRules[0]?.cssText);
    expect(ringed).toContain('data-indicator');
    await wall.page.waitForFunction(
      (rule) => document.adoptedStyleSheets.at(-1)?.cssRules[0]?.cssText === rule,
      ringed,
    );
    await page.keyboard.press('m');
    await shows(wall.page, 'peta');
    await page.locator('.regency-map-panel canvas').hover({ position: { x: 30, y: 500 } });
    await page.mouse.wheel(0, -500);
    await wall.page.getByRole('button', { name: 'Seluruh peta' }).waitFor();
    await page.keyboard.press('g');
    await page.locator('.regency-map-panel canvas').hover({ position: { x: 300, y: 300 } });
    await wall.page.locator('[data-pointer]').waitFor();
    await page.keyboard.press('g');
    await wall.page.locator('[data-pointer]').waitFor({ state: 'detached' });
    await page.keyboard.press('p');
    await shows(wall.page, 'program');
    await page.getByRole('heading', { name: 'Program', exact: true }).waitFor({ state: 'attached' });
    await page.locator('[data-scene="program"]').waitFor();
  });

  it('goes to the past with the session, marked as such, and says where it cannot', async () => {
    const page = await openReviewPage(server.url, rina.cookie, id);
    const showAt = (at: number | null) =>
      page.socket.timeout(5_000).emitWithAck('review:show', { view: { ...firstView, at } });
    await showAt(Date.now() - 3_000);
    await wall.page.locator('[data-wall][data-time="past"]').waitFor();
    expect(await wall.page.getByText('Waktu yang disajikan tidak tampil').count()).toBe(0);
    await showAt(null);
    await wall.page.locator('[data-wall][data-time="now"]').waitFor();
    await showAt(1);
    await wall.page.getByText('Waktu yang disajikan tidak tampil di layar ini').waitFor();
    await showAt(null);
    await wall.page.getByText('Waktu yang disajikan tidak tampil').waitFor({ state: 'detached' });
    page.close();
  });

  it('comes back to where the presenter is after its line was gone', async () => {
    proxy.block(true);
    await presenter.page.keyboard.press('j');
    await wall.page.getByText('Sambungan terputus').waitFor({ timeout: 60_000 });
    proxy.block(false);
    // A try that began on the dead line may run into its own 20 s first, then waits up to 10 s for the next.
    await shows(wall.page, 'janji', 60_000);
    await wall.page.getByText('Penyaji: rina').waitFor({ timeout: 40_000 });
  });

  it('shows the signing as it happens, as a record and nothing more', async () => {
    const { page } = presenter;
    await page.getByRole('button', { name: 'Tanda tangan', exact: true }).click();
    await wall.page.getByText('Menandatangani sekarang: Rina Kartika').waitFor();
    await page.getByLabel('Nama Rina Kartika').fill('Rina Kartika');
    await page.getByRole('button', { name: 'Tanda tangani' }).click();
    await wall.page.getByText(/^Ditandatangani /).waitFor();
    await wall.page.getByText(/Bukan tanda tangan elektronik tersertifikasi BSrE/).waitFor();
    expect(await wall.page.getByRole('textbox').count()).toBe(0);
  });

  it('goes to an operator who sends a scene later, which the presenter is told, and back when it is sent again', async () => {
    const { page } = presenter;
    expect((await show({ scene: 'alarm' })).status).toBe(200);
    await shows(wall.page, 'alarm');
    await page.getByText('Dinding utama kini menampilkan kiriman op').waitFor();
    await row().getByText('menampilkan kiriman op').waitFor();
    expect(await wall.page.getByText('Mengikuti sesi').count()).toBe(0);
    await page.keyboard.press('i');
    await page.locator('[data-scene="ikhtisar"]').waitFor();
    await shows(wall.page, 'alarm');
    await row()
      .getByRole('button', { name: /^Tampilkan sesi/ })
      .click();
    await shows(wall.page, 'ikhtisar');
    await row()
      .getByRole('button', { name: /^Lepas/ })
      .click();
    await wall.page.getByText('Mengikuti sesi').waitFor({ state: 'detached' });
  });

  it('is sent the session from the page of walls as well, and taken off it there', async () => {
    const page = await presenter.context.newPage();
    await page.goto(`${server.url}/console/layar`);
    await page.getByRole('button', { name: /^Tampilkan sesi “Penandatanganan bersama”/ }).click();
    await wall.page.getByText('Mengikuti sesi').waitFor();
    await page.getByRole('button', { name: /^Lepas dari sesi “Penandatanganan bersama”/ }).click();
    await wall.page.getByText('Mengikuti sesi').waitFor({ state: 'detached' });
    await page.close();
  });
});

describe('the tools of whoever leads', () => {
  it('make a guest link on the page itself, shown once with its QR code, and take it back', async () => {
    const { page } = presenter;
    await page.getByLabel('Untuk siapa').fill('Tim kementerian');
    await page.getByRole('button', { name: 'Buat tautan' }).click();
    const address = await page.getByLabel('Alamat tautan tamu').inputValue();
    expect(address).toMatch(/\/review\/[\w-]{22}#kunci=[\w-]{43}$/);
    await page.getByRole('img', { name: 'Kode QR tautan Tim kementerian' }).waitFor();
    await page.getByText(/berlaku sampai .* · belum dipakai/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Selesai' }).click();
    expect(await page.content()).not.toContain('#kunci=');
    await page.getByRole('button', { name: /^Cabut.*Tim kementerian/ }).click();
    await page.getByText('dicabut').waitFor();
  });

  it('say which keys do what, and none of them fires while one types', async () => {
    const { page } = presenter;
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tombol papan ketik' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('m');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByLabel('Untuk siapa').pressSequentially('mjp?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('[data-scene="ikhtisar"]').count()).toBe(1);
  });

  it('keep the paper that was signed on its own, with its hash, beside the minutes', async () => {
    const { page } = presenter;
    await page.goto(`${server.url}/sesi/${id}`);
    await page.getByRole('heading', { name: 'Naskah bertanda tangan' }).waitFor();
    const bytes = Buffer.from('%PDF-1.7 naskah');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'naskah.pdf', mimeType: 'application/pdf', buffer: bytes });
    await page.getByText(createHash('sha256').update(bytes).digest('hex')).waitFor();
    expect(await findViolations(page)).toEqual([]);
    for (const one of [presenter, wall]) expect(one.faults).toEqual([]);
  });
});
