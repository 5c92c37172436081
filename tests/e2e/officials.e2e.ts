import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDemoOfficials } from '../../server/demo/officials.ts';
import { openDemoProgrammes } from '../../server/demo/openDemoProgrammes.ts';
import { openDemoReview } from '../../server/demo/openDemoReview.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import {
  createPerson,
  goodPassword,
  openSession,
  type SignedIn,
  toBrowserCookies,
} from '../support/people.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import { type DeskPage, desk, openDesk, phone } from './deskPage.ts';

const paths = [
  ['/kesepakatan', /^(Kesepakatan|Agreements)$/],
  ['/kesepakatan/janji', /^(Yang dijanjikan|What was promised)$/],
  ['/pendampingan', /^(Pendampingan dan kebijakan|Assistance and policy)$/],
  ['/evaluasi', /^(Evaluasi smart city|Smart city evaluation)$/],
  ['/evaluasi/padanan', /^(Padanan indikator|Match of indicators)$/],
  ['/sesi', /^(Sesi pimpinan|Sessions)$/],
  ['/sesi/baru', /^(Rencanakan sesi|Plan a session)$/],
  ['/sesi/putusan', /^(Putusan semua sesi|Decisions of all sessions)$/],
] as const;

let server: InProcessServer;
let browser: Browser;
let presenter: SignedIn;

beforeAll(async () => {
  server = await startTestServer({ demo: true, settles: true });
  browser = await launchBrowser();
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
  const admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
  const { programmes, review } = buildDemoOfficials(server.region, { seed: 7, at: Date.now() });
  const place = { url: server.url, cookie: admin.cookie };
  const refuse = (line: string): never => {
    throw new Error(line);
  };
  await openDemoProgrammes(place, programmes, refuse);
  await openDemoReview(place, review, refuse);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function openAs(person: SignedIn, viewport = desk): Promise<DeskPage> {
  const opened = await openDesk(browser, viewport);
  await opened.context.addCookies(toBrowserCookies(person.cookie, server.url));
  return opened;
}

const menu = (page: Page) => page.getByRole('navigation', { name: 'Menu utama' });

describe('a regent’s assistant', () => {
  it('finds what was promised in the last agreement and is late in two clicks from the sign-in', async () => {
    await createPerson(server, { email: 'asisten@x.id', role: 'viewer' });
    const { page, context, faults } = await openDesk(browser, desk);
    await page.goto(`${server.url}/masuk`);
    await page.getByLabel('Email').fill('asisten@x.id');
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(goodPassword);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/masuk'));
    const clicks = [
      menu(page).getByRole('link', { name: 'Kesepakatan' }),
      page.getByRole('link', { name: 'Janji terlambat (2)' }),
    ];
    for (const click of clicks) await click.click();
    const first = page.getByRole('main').getByRole('region').first();
    await first
      .getByRole('heading', { name: 'SIMULASI: Nota Kesepakatan pendampingan kota cerdas' })
      .waitFor();
    expect(await first.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/Terlambat.*lewat 40 hari.*SIMULASI.*pengaduan satu pintu.*Kominfo/i),
      expect.stringMatching(/Terlambat.*lewat 12 hari.*arsip surat elektronik/),
    ]);
    expect(clicks).toHaveLength(2);
    // Whoever only looks is offered nothing that would be refused, and is not reminded of what others do.
    await menu(page).getByRole('link', { name: 'Kesepakatan', exact: true }).click();
    await page
      .getByText(/berakhir .* dan belum ada penggantinya/)
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Catat kesepakatan' }).count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('sees at once what another score would make of 2023, with nothing loaded again', async () => {
    const { page, context, faults } = await openAs(presenter);
    await page.goto(`${server.url}/evaluasi?tahun=2023`);
    const result = page.getByRole('region', { name: 'Andaikan' }).getByRole('status');
    await result.getByText('Andaikan 2,81').waitFor();
    await page.evaluate('window.isSamePage = true');
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.getByLabel('Nilai Outcome', { exact: true }).fill('4');
    await result.getByText('Andaikan 3,11').waitFor();
    await result.getByText('+0,30 dari 2,81').waitFor();
    await page.getByRole('button', { name: 'Kembalikan' }).click();
    await result.getByText('sama dengan sekarang').waitFor();
    expect(await page.evaluate('window.isSamePage')).toBe(true);
    expect(asked).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe('who reviews', () => {
  it('records an agreement by form, is told what is wrong at its place, and adds what was promised', async () => {
    const { page, context, faults } = await openAs(presenter, phone);
    await page.goto(`${server.url}/kesepakatan`);
    await page.getByRole('button', { name: 'Catat kesepakatan' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Judul', { exact: true }).fill('Perjanjian uji pengelolaan arsip');
    for (const [n, name] of ['Pemerintah Kabupaten', 'Lembaga uji'].entries())
      await form.getByLabel('Lembaga', { exact: true }).nth(n).fill(name);
    await form.getByLabel('Tanggal tanda tangan').fill('2026-01-10');
    await form.getByLabel('Berlaku mulai').fill('2026-01-10');
    const until = form.getByLabel('Berlaku sampai');
    await until.fill('2026-01-09');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await form.getByRole('alert').waitFor();
    expect(await until.getAttribute('aria-invalid')).toBe('true');
    expect(await readDescription(page, await until.getAttribute('aria-describedby'))).toBe(
      'lebih awal daripada mulainya',
    );
    expect(await findViolations(page)).toEqual([]);
    await until.fill('2040-01-09');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Perjanjian uji pengelolaan arsip' }).waitFor();
    await page.getByRole('button', { name: 'Tambah butir' }).click();
    await form.getByLabel('Yang dijanjikan').fill('Arsip lama dipindai');
    await form.getByLabel('Penanggung jawab').selectOption('setda');
    await form.getByLabel('Tenggat').fill('2026-02-01');
    await form.getByRole('button', { name: 'Simpan' }).click();
    const plan = page.getByRole('region', { name: 'Rencana aksi' });
    await plan.getByText('Arsip lama dipindai').waitFor();
    await plan.getByText('Terlambat', { exact: true }).waitFor();
    // Its end comes earlier, and is meant: nobody is reminded any more.
    await page.getByRole('button', { name: 'Ubah keterangan' }).click();
    await until.fill('2026-02-09');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('sudah berakhir').waitFor();
    const leave = page.getByRole('button', { name: 'Tidak diperpanjang' });
    await leave.click();
    await form.getByLabel('Alasan').fill('Arsip sudah menjadi tugas tetap.');
    await form.getByRole('button', { name: 'Tidak diperpanjang' }).click();
    await page.getByText('tidak diperpanjang', { exact: true }).waitFor();
    await page.getByText('Arsip sudah menjadi tugas tetap.', { exact: true }).waitFor();
    expect(await leave.count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('follows a recommendation up, and a survey that cannot be is refused at its field', async () => {
    const { page, context, faults } = await openAs(presenter);
    await page.goto(`${server.url}/pendampingan`);
    await page.getByRole('button', { name: 'Semua (4)' }).click();
    await page.getByText('membaik').first().waitFor();
    await page.goto(`${server.url}/evaluasi`);
    const surveys = page.getByRole('region', { name: 'Survei warga' });
    await surveys.getByText('6 dari 6 program memenuhi syarat.').waitFor();
    await surveys.getByRole('button', { name: 'Catat hasil survei' }).click();
    const form = page.getByRole('dialog');
    for (const [label, text] of [
      ['Program', 'Pos pemadam baru'],
      ['Pertanyaan', 'Puas?'],
      ['Sumber', 'Survei uji'],
      ['Jawaban', '49'],
      ['Nilai', '4,5'],
      ['Skala sampai', '4'],
    ] as const)
      await form.getByLabel(label, { exact: true }).fill(text);
    await form.getByRole('button', { name: 'Simpan' }).click();
    await form.getByRole('alert').waitFor();
    const score = form.getByLabel('Nilai', { exact: true });
    expect(await score.getAttribute('aria-invalid')).toBe('true');
    await score.fill('3,5');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await surveys.getByText('tidak dihitung: kurang dari 50 jawaban').waitFor();
    await surveys.getByText('6 dari 6 program memenuhi syarat.').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is reminded from every page of agreements that want renewing', async () => {
    const { page, context, faults } = await openAs(presenter);
    await page.goto(`${server.url}/ketepatan`);
    await menu(page).getByRole('link', { name: 'Kesepakatan 2 perlu diperpanjang' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

async function readDescription(page: Page, ids: string | null): Promise<string> {
  const texts = (ids ?? '').split(' ').map((id) => page.locator(`[id="${id}"]`).textContent());
  return (await Promise.all(texts)).join(' ');
}

describe('pages of officials', () => {
  it('can be read by everyone, in both languages, without scrolling sideways on a phone', async () => {
    const { page, context, faults } = await openAs(presenter);
    for (const language of ['id', 'en']) {
      for (const [path, title] of paths) {
        await page.setViewportSize(desk);
        await page.goto(server.url + path);
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([language, path, ...(await findViolations(page))]).toEqual([language, path]);
        await page.setViewportSize(phone);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect([language, path, width]).toEqual([language, path, phone.width]);
      }
      await page.setViewportSize(desk);
      if (language === 'id') await page.getByRole('button', { name: 'English' }).click();
    }
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Decisions of all sessions');
    expect(faults).toEqual([]);
    await context.close();
  });
});
