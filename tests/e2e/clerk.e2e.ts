import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLatest } from '../support/api.ts';
import { findViolations } from '../support/axe.ts';
import { openPage } from '../support/browser.ts';
import { type DeskPage, desk, inviteBy, join, openDesk, passwords, phone, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';

const room = openRoom();
const indicator = 'living-fire-response';
const fixture = (name: string): string => joinPath('tests/fixtures/spreadsheets', name);

let admin: DeskPage;
let clerk: DeskPage;
let walidata: DeskPage;
const opened: DeskPage[] = [];
beforeAll(async () => {
  admin = await openDesk(room.browser, desk);
  clerk = await openDesk(room.browser, phone);
  walidata = await openDesk(room.browser, desk);
  opened.push(admin, clerk, walidata);
  await setUpAdmin(room.server, admin);
});
afterAll(async () => {
  for (const { context } of opened) await context.close();
});

/** Drops a file on the files page. */
async function dropFile({ page }: DeskPage, name: string): Promise<void> {
  await page.goto(`${room.server.url}/input/berkas`);
  await page.locator('input[type=file]').setInputFiles(fixture(name));
  await page.waitForURL(/\/input\/berkas\/.+/);
}

describe('a new clerk on a phone', () => {
  it('comes in by an invitation and sees what the agency owes', async () => {
    const link = await inviteBy(admin, {
      email: 'budi@kab.example',
      role: 'agency-operator',
      agency: 'disdamkar',
    });
    await join(clerk, link, { name: 'Budi Santoso', password: passwords.clerk });
    await clerk.page.waitForURL(/\/input$/);
    await clerk.page.getByRole('heading', { name: 'Waktu tanggap Damkar' }).waitFor();
    // Used once, the link lets nobody in any more.
    const other = await openDesk(room.browser, phone);
    opened.push(other);
    await other.page.goto(link);
    await other.page.getByText(/sudah dipakai, dicabut, atau lewat waktunya/).waitFor();
  });

  it('drops a sheet of LibreOffice, settles how it is read, and stores it whole', async () => {
    const { page } = clerk;
    await dropFile(clerk, 'damkar-september-2026.xlsx');
    const commit = page.getByRole('button', { name: /^Simpan 24 nilai$/ });
    const look = page.getByText('Saya sudah memeriksa kolom');
    await commit.waitFor();
    expect(await findViolations(page)).toEqual([]);
    if (await look.isVisible()) await look.click();
    await commit.click();
    await page.getByText(/Tersimpan: 24 nilai baru atau berubah/).waitFor();
    const [record] = (await readLatest(room.server.url, `?indicator=${indicator}&area=32.16`)).records;
    expect(record).toMatchObject({ value: 12.3, verification: 'provisional' });
  });

  it('is known the second month: drop, look, store', async () => {
    const { page } = clerk;
    const from = performance.now();
    await dropFile(clerk, 'damkar-oktober-2026.xlsx');
    await page.getByText(/Bentuknya sama dengan damkar-september-2026.xlsx/).waitFor();
    await page.getByRole('button', { name: /^Simpan 24 nilai$/ }).click();
    await page.getByText(/Tersimpan: 24 nilai baru atau berubah/).waitFor();
    // Under one minute of work (issue 3); three clicks take a machine seconds.
    expect(performance.now() - from).toBeLessThan(60_000);
    const [record] = (await readLatest(room.server.url, `?indicator=${indicator}&area=32.16`)).records;
    expect(record?.value).toBe(11.8);
  });

  it('sees the figure on the wall as provisional', async () => {
    const address = `/wall?scene=pilar&pillar=living&indicator=${indicator}&rotate=off`;
    const wall = await openPage(room.browser, room.server.url + address);
    await wall.page.getByText('2 sementara').waitFor();
    await wall.page.waitForFunction(() => /11,8/.test(document.body.textContent ?? ''));
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('mends a value by form, with a reason, and sees its way', async () => {
    const { page } = clerk;
    await page.goto(`${room.server.url}/input/isi/${indicator}/2026-10`);
    await page.getByLabel('Setu', { exact: true }).fill('9,5');
    await page.getByRole('button', { name: 'Kirim 1 nilai' }).click();
    await page.getByText('Alasan wajib diisi.').waitFor();
    await page.getByLabel('Alasan untuk Setu').fill('Salah ketik');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Kirim 1 nilai' }).click();
    await page.getByText('Tersimpan: 1 nilai.').waitFor();
    await page.goto(`${room.server.url}/input/isi/${indicator}/2026-10`);
    await page.getByRole('button', { name: 'Riwayat Setu' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Salah ketik').waitFor();
    await dialog.getByText('damkar-oktober-2026.xlsx').waitFor();
    await dialog.getByText('Budi Santoso').first().waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('cannot verify the own figures; the walidata can, and the wall says so', async () => {
    const link = await inviteBy(admin, { email: 'wali@kab.example', role: 'verifier' });
    await join(walidata, link, { name: 'Siti Walidata', password: passwords.verifier });
    await walidata.page.waitForURL(/\/verifikasi/);
    await clerk.page.goto(`${room.server.url}/verifikasi`);
    await clerk.page.getByText('Peran Anda tidak membuka halaman ini.').waitFor();
    const { page } = walidata;
    await page.getByLabel('Perangkat daerah').selectOption('disdamkar');
    await page.getByLabel('Pilih Waktu tanggap Damkar, Kabupaten Bekasi').last().check();
    await page.getByRole('button', { name: 'Verifikasi', exact: true }).click();
    await page.getByText('1 terverifikasi').waitFor();
    const [record] = (await readLatest(room.server.url, `?indicator=${indicator}&area=32.16`)).records;
    expect(record?.verification).toBe('verified');
  });

  it('is told what was turned down, and why', async () => {
    const { page } = walidata;
    await page.getByLabel('Pilih Waktu tanggap Damkar, Setu').last().check();
    await page.getByRole('button', { name: 'Tolak' }).click();
    await page.getByLabel('Alasan penolakan').fill('Tidak sesuai laporan piket');
    await page.getByRole('dialog').getByRole('button', { name: 'Tolak' }).click();
    await page.getByText('1 ditolak').waitFor();
    await clerk.page.goto(`${room.server.url}/pemberitahuan`);
    await clerk.page.getByText(/Tidak sesuai laporan piket/).waitFor();
    expect(await findViolations(clerk.page)).toEqual([]);
  });

  it('takes a file back', async () => {
    const { page } = clerk;
    await page.goto(`${room.server.url}/input/berkas`);
    await page.getByRole('link', { name: 'damkar-september-2026.xlsx' }).click();
    await page.getByText('Batalkan penyimpanan').first().click();
    await page.getByLabel('Alasan').fill('Bulan yang salah');
    await page.getByRole('button', { name: 'Batalkan penyimpanan' }).click();
    await page.getByText('dibatalkan').waitFor();
  });

  it('does all of this without an error on any page', () => {
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
