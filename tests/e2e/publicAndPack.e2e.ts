import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EvidencePack, packSchema } from '../../shared/model/pack.ts';
import { findViolations } from '../support/axe.ts';
import { readFigureColumn, readPdf } from '../support/pdfText.ts';
import { type DeskPage, desk, openDesk, phone, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';

const room = openRoom();
const title = 'Rapat evaluasi triwulan III';
let reader: DeskPage;
let admin: DeskPage;
let pack: EvidencePack;
const files = new Map<string, Buffer>();

beforeAll(async () => {
  reader = await openDesk(room.browser, phone);
  admin = await openDesk(room.browser, desk);
  await setUpAdmin(room.server, admin);
});
afterAll(async () => {
  await reader.context.close();
  await admin.context.close();
});

/** Clicks a link to a file and takes what comes. */
async function download(page: Page, name: RegExp): Promise<Buffer> {
  const [taken] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return readFileSync(await taken.path());
}

describe('a citizen with a phone on a slow line', () => {
  it('reads the six pillars in 20 kB and without a script', async () => {
    const { page } = reader;
    const asked: Request[] = [];
    page.on('request', (request) => void asked.push(request));
    await page.goto(`${room.server.url}/publik`, { waitUntil: 'networkidle' });
    const sizes = await Promise.all(
      asked.map(async (request) => {
        const { responseBodySize, responseHeadersSize } = await request.sizes();
        return responseBodySize + responseHeadersSize;
      }),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20_000);
    expect(asked.filter((request) => request.resourceType() === 'script')).toEqual([]);
    expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThanOrEqual(8);
    await page.getByText('4,48 indeks (1–5)').waitFor();
    await page.getByText('Lisensi belum ditetapkan').waitFor();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(phone.width);
  });

  it('finds a data set, its description and its downloads', async () => {
    const { page } = reader;
    await page.getByRole('link', { name: 'Indeks SPBE' }).click();
    await page.getByRole('heading', { name: 'Indeks SPBE', level: 1 }).waitFor();
    await page.getByText('belum ada di sumber').first().waitFor();
    const csv = (await download(page, /^CSV$/)).toString('utf8');
    expect(csv.startsWith('\ufeff"indikator";')).toBe(true);
    expect(csv).toContain('"2025";4,48;');
    const { rows } = JSON.parse((await download(page, /^JSON$/)).toString('utf8')) as {
      rows: { value: number }[];
    };
    expect(rows.at(-1)?.value).toBe(4.48);
  });

  it('has pages that a screen reader can read, in both languages', async () => {
    const { page } = reader;
    for (const path of [
      '/publik',
      '/publik/data',
      '/publik/data/governance-spbe',
      `/publik/periksa?hash=${'a'.repeat(64)}`,
    ]) {
      await page.goto(room.server.url + path);
      expect(await findViolations(page)).toEqual([]);
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('link', { name: 'Bahasa Indonesia' }).waitFor();
      expect(await page.evaluate<string>('document.documentElement.lang')).toBe('en');
      expect(await findViolations(page)).toEqual([]);
    }
    expect(reader.faults).toEqual([]);
  });
});

describe('an official', () => {
  it('freezes what is shown with one button, and sees that it is not the present', async () => {
    const { page } = admin;
    await page.goto(`${room.server.url}/paket`);
    await page.getByText('Belum ada paket bukti.').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bekukan sekarang' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Judul paket').fill(title);
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Bekukan sekarang' }).click();
    await page.waitForURL(/\/paket\/[\w-]{22}$/);
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByText('Ini bukan keadaan sekarang.').waitFor();
    await page.getByRole('row', { name: /Indeks SPBE.*4,48/ }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('takes the PDF along, whose every figure equals the frozen pack', async () => {
    const { page } = admin;
    files.set('json', await download(page, /JSON/));
    files.set('pdf', await download(page, /^PDF/));
    files.set('xlsx', await download(page, /xlsx/));
    pack = packSchema.parse(JSON.parse(String(files.get('json'))));
    const { scores, figures, totals } = pack.sections;
    const shown = scores.flatMap(({ pillar }) => [
      ...figures.filter((one) => one.pillar === pillar && one.level === 'regency'),
      ...totals.filter((one) => one.pillar === pillar),
    ]);
    const pdf = files.get('pdf') ?? Buffer.alloc(0);
    expect(shown.length).toBeGreaterThan(40);
    expect(readFigureColumn(pdf)).toEqual(shown.map(({ value }) => value));
    expect(readPdf(pdf)).toContain(`SHA-256 ${pack.manifest.hash}`);
  });

  it('has each file checked, and is told of one that was altered', async () => {
    const { page } = admin;
    await page.goto(`${room.server.url}/paket/periksa?hash=${pack.manifest.hash}`);
    await page.getByRole('button', { name: 'Periksa segel' }).click();
    await page.getByText('Segel ini milik paket di bawah.').waitFor();
    const give = (name: string, buffer: Buffer) =>
      page.getByLabel('Pilih berkas').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await give('notulen.pdf', files.get('pdf') ?? Buffer.alloc(0));
    await page.getByText('PDF dari paket di bawah.').waitFor();
    await give('lampiran.xlsx', files.get('xlsx') ?? Buffer.alloc(0));
    await page.getByText('Lampiran .xlsx dari paket di bawah.').waitFor();
    const altered = String(files.get('json')).replace('"value":4.48', '"value":4.98');
    await give('paket.json', Buffer.from(altered));
    await page.getByText('BERUBAH.').waitFor();
    await page.getByText('Bagian yang berubah: angka.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await give('lain.pdf', Buffer.from('%PDF-1.7 lain'));
    await page.getByText('Tidak dikenal.').waitFor();
  });

  it('reads the same in English, and leaves no error on a page', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Check an evidence pack' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Evidence packs' }).click();
    await page.getByRole('link', { name: title }).click();
    await page.getByText('This is not the present.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(admin.faults).toEqual([]);
  });
});

describe('whoever holds a printed page', () => {
  it('learns without an account that its seal is known, and nothing of what it is about', async () => {
    const { page } = reader;
    await page.goto(`${room.server.url}/publik/periksa`);
    await page.getByLabel('Segel (SHA-256)').fill(pack.manifest.hash);
    await page.getByRole('button', { name: 'Periksa' }).click();
    await page.getByText('Segel ini dikenal.').waitFor();
    expect(await page.content()).not.toContain(title);
    expect(await findViolations(page)).toEqual([]);
  });
});
