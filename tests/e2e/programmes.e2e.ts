import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openSession, type SignedIn, toBrowserCookies } from '../support/people.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import { type DeskPage, desk, openDesk, phone } from './deskPage.ts';
import { openWall } from './wallPage.ts';

const year = new Date().getUTCFullYear();

let server: InProcessServer;
let browser: Browser;
let clerk: SignedIn;
let presenter: SignedIn;

beforeAll(async () => {
  server = await startTestServer({ settles: true });
  browser = await launchBrowser();
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
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

async function buildMoney(): Promise<Buffer> {
  const lines = [
    [`REALISASI S.D. JANUARI ${year}`, null, null, null, null],
    ['Nama Program', 'Sumber Dana', 'Pagu', 'Realisasi', 'Fisik (%)'],
    ['Pos Cibarusah', 'APBD', 2_500_000_000, 100_000_000, 0],
  ];
  const rows = lines.map((line) => line.map((value) => (value === null ? null : { value })));
  return Buffer.from(await writeXlsx(rows as never, { sheet: 'Laporan' } as never).toBuffer());
}

describe('programmes and their money', () => {
  it('are entered by a clerk, with a milestone and its evidence, and are on the wall at once', async () => {
    const wall = await openWall(browser, server.url);
    await wall.page.keyboard.press('p');
    await wall.sees('Program per pilar');
    const { page, context, faults } = await openAs(clerk, phone);
    await page.goto(`${server.url}/program/baru`);
    await page.getByLabel('Nama program', { exact: true }).fill('Pos Cibarusah');
    await page.getByLabel('Pilar utama').selectOption('living');
    await page.getByLabel('Subdimensi utama').selectOption('LIV-HAR');
    await page.getByRole('button', { name: 'Tambah tahapan' }).click();
    await page.getByLabel('Apa yang selesai').fill('Lahan siap');
    await page.getByLabel('Tenggat').fill(`${year}-01-31`);
    await page.getByRole('button', { name: 'Simpan program' }).click();
    await page.getByRole('heading', { name: 'Pos Cibarusah' }).waitFor();
    await page.getByRole('button', { name: 'Tandai selesai' }).click();
    await page.getByLabel('Lampirkan bukti').setInputFiles({
      name: 'lahan.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\nbukti'),
    });
    await page.getByRole('dialog').getByText('lahan.pdf').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Tandai selesai' }).click();
    await page.getByRole('link', { name: 'lahan.pdf' }).waitFor();
    // No reload by hand: the catalogue changed, and the wall takes it up.
    await wall.sees('1 dari 1');
    expect([...faults, ...wall.faults]).toEqual([]);
    await wall.close();
    await context.close();
  });

  it('come from a spreadsheet, shown before anything is stored', async () => {
    const { page, context, faults } = await openAs(clerk);
    await page.goto(`${server.url}/program/impor`);
    await page.getByLabel('Pilih berkas').setInputFiles({
      name: 'realisasi.xlsx',
      mimeType: 'application/octet-stream',
      buffer: await buildMoney(),
    });
    await page.getByRole('cell', { name: /Pagu: belum ada data → Rp\s2\.500\.000\.000/ }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Simpan 1 baris' }).click();
    await page.getByText('1 baru, 0 berubah.').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('are found in three clicks where there is money but no progress', async () => {
    const { page, context, faults } = await openAs(presenter);
    await page.goto(`${server.url}/ketepatan`);
    await page.getByRole('navigation', { name: 'Menu utama' }).getByRole('link', { name: 'Program' }).click();
    await page.getByRole('button', { name: /^Kehidupan \(\d+\)$/ }).click();
    await page.getByRole('button', { name: 'Uang tanpa kemajuan (1)' }).click();
    const rows = page.getByRole('table').getByRole('row');
    await page.getByText('Ada uang, kemajuan 0 %').waitFor();
    expect(await rows.count()).toBe(2);
    await page.getByRole('link', { name: 'Pos Cibarusah' }).click();
    await page.getByText('Rp 2,5 miliar').first().waitFor();
    // Whoever only looks is offered nothing that would be refused.
    expect(await page.getByRole('link', { name: 'Ubah', exact: true }).count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('can be read and worked by everyone, in both languages', async () => {
    const { page, context, faults } = await openAs(clerk);
    const { items } = (await (await clerk.ask('GET', '/api/v1/programmes')).json()) as {
      items: { id: string; name: string }[];
    };
    const id = items.find(({ name }) => name === 'Pos Cibarusah')?.id;
    const paths = [
      ['/program', /^(Program|Programmes)$/],
      [`/program/${id}`, /Pos Cibarusah/],
      ['/program/baru', /Program baru|New programme/],
      [`/program/${id}/uang/${year}`, /Anggaran|Money of/],
      ['/program/matriks', /Matriks|matrix/],
      ['/program/kelengkapan', /Kelengkapan|Completeness/],
      ['/program/impor', /Impor|Import/],
      ['/anggaran', /Anggaran|Budget/],
    ] as const;
    for (const language of ['id', 'en']) {
      for (const [path, title] of paths) {
        await page.goto(server.url + path);
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([language, path, ...(await findViolations(page))]).toEqual([language, path]);
      }
      if (language === 'id') await page.getByRole('button', { name: 'English' }).click();
    }
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Budget');
    expect(faults).toEqual([]);
    await context.close();
  });
});
