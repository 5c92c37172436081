import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstView } from '../../shared/model/session.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openSession, type SignedIn } from '../support/people.ts';
import { entered, makeLink, planSession } from '../support/sessions.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import { type DeskPage, openDesk, phone } from './deskPage.ts';
import { openAs, sceneOf, tab } from './reviewPages.ts';

const laptop = { width: 1366, height: 768 };

let server: InProcessServer;
let proxy: TcpProxy;
let browser: Browser;
let rina: SignedIn;
let id: string;
let presenter: DeskPage;
let agency: DeskPage;
let guest: DeskPage;

beforeAll(async () => {
  // Only who is signed in may look: the guest's right comes from the link alone.
  server = await startTestServer({ env: { VIEWING: 'signed-in' } });
  proxy = await startTcpProxy(Number(new URL(server.url).port));
  browser = await launchBrowser();
  rina = await openSession(server, { email: 'rina@kab.example', role: 'presenter' });
  const budi = await openSession(server, {
    email: 'budi@kab.example',
    role: 'agency-operator',
    agency: 'dlh',
  });
  id = await planSession(rina, {
    title: 'Tinjauan triwulan III',
    purpose: 'ceremony',
    agenda: [
      { id: 'a1', title: 'Keadaan hari ini', note: null, minutes: 10, view: { ...firstView, pillar: null } },
      {
        id: 'a2',
        title: 'Lingkungan',
        note: 'Dengarkan DLH.',
        minutes: 20,
        view: { ...firstView, scene: 'pilar', pillar: 'environment' },
      },
      { id: 'a3', title: 'Tanda tangan', note: null, minutes: 5, view: { ...firstView, scene: 'upacara' } },
    ],
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
  presenter = await openAs(browser, rina, { url: server.url, viewport: { width: 1920, height: 1080 } });
  agency = await openAs(browser, budi, { url: `http://127.0.0.1:${proxy.port}`, viewport: laptop });
  guest = await openDesk(browser, phone);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.stop();
  await server?.stop();
});

const address = (): string => `${server.url}/review/${id}`;
const awayBar = (page: Page) => page.getByText('Anda melihat sendiri');

describe('a session of officials', () => {
  it('says nothing of itself to whoever has neither account nor link', async () => {
    const stranger = await openDesk(browser, laptop);
    await stranger.page.goto(address());
    await stranger.page.getByRole('heading', { name: 'Tautan tidak berlaku' }).waitFor();
    expect(await stranger.page.content()).not.toContain('Tinjauan');
    expect(await findViolations(stranger.page)).toEqual([]);
    await stranger.page.goto(`${address()}#kunci=${'a'.repeat(43)}`);
    await stranger.page.getByLabel('Nama lengkap').fill('Bu Asing');
    await stranger.page.getByRole('button', { name: 'Masuk ke sesi' }).click();
    await stranger.page.getByRole('alert').getByText('Tautan tidak berlaku').waitFor();
    expect(stranger.faults).toEqual([]);
    await stranger.context.close();
  });

  it('opens for those who wait, and takes a guest in by a link whose secret leaves the address at once', async () => {
    const { secret } = await makeLink(rina, id);
    await presenter.page.goto(address());
    await agency.page.goto(`http://127.0.0.1:${proxy.port}/review/${id}`);
    await guest.page.goto(`${address()}#kunci=${secret}`);
    await agency.page.getByText('Sesi belum dibuka').waitFor();
    await guest.page.getByLabel('Nama lengkap').waitFor();
    expect(guest.page.url()).toBe(address());
    expect(await findViolations(guest.page)).toEqual([]);
    await guest.page.getByLabel('Nama lengkap').fill('Ahmad Hidayat');
    await guest.page.getByRole('button', { name: 'Masuk ke sesi' }).click();
    await guest.page.getByText('Sesi belum dibuka').waitFor();
    await presenter.page.getByRole('button', { name: 'Buka sesi' }).click();
    await presenter.page.getByText('Anda menyajikan').waitFor();
    for (const { page } of [presenter, agency, guest]) {
      await sceneOf(page, 'ikhtisar');
      await page.getByText('Angka langsung').waitFor();
      await page.getByText('3 orang hadir').waitFor();
    }
    // Name and time of whoever looks, over the picture.
    expect(await guest.page.locator('[data-watermark] span').first().getAttribute('data-words')).toMatch(
      /^Ahmad Hidayat · .*\d\d\.\d\d WIB$/,
    );
  });

  it('shows everyone what the presenter chooses: an item, a ring, the place of the map', async () => {
    const { page } = presenter;
    await page.getByRole('button', { name: /^Lingkungan/ }).click();
    for (const one of [presenter, agency, guest]) {
      await sceneOf(one.page, 'pilar');
      await one.page.getByText('sedang dibahas').waitFor();
    }
    await page
      .locator('[data-indicator]')
      .first()
      .click({ modifiers: ['Alt'] });
    const ringed = await page.evaluate(() => document.adoptedStyleSheets.at(-1)?.cssRules[0]?.cssText);
    expect(ringed).toContain('data-indicator');
    await agency.page.waitForFunction(
      (rule) => document.adoptedStyleSheets.at(-1)?.cssRules[0]?.cssText === rule,
      ringed,
    );
    await page.keyboard.press('m');
    await sceneOf(agency.page, 'peta');
    // Beside the names, which are controls of their own.
    await page.locator('.regency-map-panel canvas').hover({ position: { x: 30, y: 600 } });
    await page.mouse.wheel(0, -500);
    // A map that was moved offers the way back to the whole, on every screen.
    await agency.page.getByRole('button', { name: 'Seluruh peta' }).waitFor();
    expect(await awayBar(agency.page).count()).toBe(0);
  });

  it('lets one look alone, says so, and brings one back by one key to where the presenter is', async () => {
    const { page } = agency;
    await page.getByRole('group', { name: 'Tampilan' }).getByRole('button', { name: 'Ikhtisar' }).click();
    await awayBar(page).waitFor();
    await sceneOf(page, 'ikhtisar');
    expect(await findViolations(page)).toEqual([]);
    await presenter.page.keyboard.press('4');
    await sceneOf(guest.page, 'pilar');
    await sceneOf(page, 'ikhtisar');
    await page.keyboard.press('b');
    await sceneOf(page, 'pilar');
    expect(await awayBar(page).count()).toBe(0);
    expect(await page.getByRole('combobox', { name: 'Pilar' }).inputValue()).toBe('living');
  });

  it('says when its line is gone, and comes back by itself to the right place', async () => {
    proxy.block(true);
    await presenter.page.keyboard.press('3');
    await sceneOf(guest.page, 'pilar');
    // Nobody closed anything: the page finds out by silence.
    await agency.page.getByRole('alert').getByText('Sambungan ke sesi terputus').waitFor({ timeout: 40_000 });
    expect(await agency.page.getByRole('combobox', { name: 'Pilar' }).inputValue()).toBe('living');
    proxy.block(false);
    await agency.page.getByText('Sesi tersambung').waitFor({ timeout: 40_000 });
    await agency.page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('select[aria-label="Pilar"]')?.value === 'economy',
    );
    expect(await awayBar(agency.page).count()).toBe(0);
  });

  it('is read and worked in English, too', async () => {
    const { page } = agency;
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await page.getByText('Session connected').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await presenter.page.getByRole('button', { name: 'Tanda tangan', exact: true }).click();
    await page.getByText('Signing now: Rina Kartika').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await presenter.page.getByLabel('Nama Rina Kartika').fill('Rina Kartika');
    await presenter.page.getByRole('button', { name: 'Tanda tangani' }).click();
    await page.getByText('All parties have signed').waitFor();
    expect(await findViolations(presenter.page)).toEqual([]);
    await page.getByText(/no certified electronic signature/).waitFor();
  });

  it('ends for everyone, and its minutes hold what was done', async () => {
    const { page } = presenter;
    for (const text of ['Naikkan IPM lewat beasiswa', 'Laporkan tiap bulan'])
      await entered(rina, id, {
        kind: 'decide',
        text,
        owner: 'dlh' as never,
        dueOn: '2030-01-31',
        indicator: null,
        area: null,
      });
    await tab(page, /Acara/).click();
    await page.getByRole('button', { name: 'Akhiri sesi…' }).click();
    await page.getByLabel('Ringkasan untuk notulen').fill('Disepakati.');
    await page.getByRole('button', { name: 'Akhiri untuk semua peserta' }).click();
    await guest.page.getByRole('heading', { name: 'Sesi selesai' }).waitFor();
    await agency.page.getByRole('heading', { name: 'The session is over' }).waitFor();
    await page.getByRole('link', { name: 'Buka notulen' }).click();
    await page.getByRole('heading', { name: 'Putusan (2)' }).waitFor();
    await page.getByText('Naikkan IPM lewat beasiswa').waitFor();
    await page.getByRole('heading', { name: 'Daftar hadir (3)' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    for (const one of [presenter, agency, guest]) expect(one.faults).toEqual([]);
  });
});

describe('the desk of sessions', () => {
  it('plans a session with an agenda, gives a link once, and takes it back', async () => {
    const { page } = presenter;
    await page.getByRole('link', { name: 'Semua sesi' }).click();
    await page.getByRole('heading', { name: 'Sesi pimpinan' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Rencanakan sesi' }).click();
    await page.getByRole('button', { name: 'Simpan rencana' }).click();
    // What is missing is said at its place, and nothing is kept.
    await page.getByLabel('Judul').and(page.locator('[aria-invalid]')).waitFor();
    await page.getByLabel('Judul').fill('Evaluasi tengah tahun');
    await page.getByLabel('Acara 1').fill('Pembukaan');
    await page.getByLabel('Tampilan').selectOption({ label: 'Pilar' });
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Simpan rencana' }).click();
    await page.getByRole('heading', { name: 'Evaluasi tengah tahun' }).waitFor();
    await page.getByLabel('Untuk siapa').fill('Tim kementerian');
    await page.getByRole('button', { name: 'Buat tautan' }).click();
    const link = await page.getByLabel('Alamat tautan tamu').inputValue();
    expect(link).toMatch(/\/review\/[\w-]{22}#kunci=[\w-]{43}$/);
    await page.getByRole('button', { name: /^Cabut.*Tim kementerian/ }).click();
    await page.getByText('dicabut', { exact: true }).waitFor();
  });

  it('lists what was decided in all sessions, and takes down what is done', async () => {
    const { page } = presenter;
    await page.goto(`${server.url}/sesi/putusan`);
    await page.getByRole('button', { name: /^Tandai selesai.*Laporkan/ }).click();
    await page.getByLabel('Hasilnya').fill('Laporan pertama terkirim');
    await page.getByRole('dialog').getByRole('button', { name: 'Tandai selesai' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Laporan pertama terkirim').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Decisions of all sessions' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`${server.url}/sesi`);
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(presenter.faults).toEqual([]);
  });
});
