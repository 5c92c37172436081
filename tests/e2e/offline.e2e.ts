import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHistory, readLatest } from '../support/api.ts';
import { type DeskPage, desk, inviteBy, join, openDesk, passwords, phone, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';

const room = openRoom();
const indicator = 'living-fire-response';
let admin: DeskPage;
let clerk: DeskPage;
beforeAll(async () => {
  admin = await openDesk(room.browser, desk);
  clerk = await openDesk(room.browser, phone);
  await setUpAdmin(room.server, admin);
  const link = await inviteBy(admin, {
    email: 'b@kab.example',
    role: 'agency-operator',
    agency: 'disdamkar',
  });
  await join(clerk, link, { name: 'Budi Santoso', password: passwords.clerk });
  await clerk.page.waitForURL(/\/input$/);
});
afterAll(async () => {
  await admin.context.close();
  await clerk.context.close();
});

async function readSetu() {
  return (await readLatest(room.server.url, `?indicator=${indicator}&area=32.16.18`)).records;
}

describe('a clerk whose line drops', () => {
  it('opens a form once while the line holds', async () => {
    const { page } = clerk;
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.getByRole('link', { name: /Isi: Waktu tanggap Damkar, Oktober 2026/ }).click();
    await page.getByLabel('Setu', { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
  });

  it('keeps what is sent into the gap, even when the page is opened anew without a line', async () => {
    const { page, context } = clerk;
    await context.setOffline(true);
    await page.reload();
    await page.getByLabel('Setu', { exact: true }).fill('9,5');
    await page.getByRole('button', { name: 'Kirim 1 nilai' }).click();
    await page
      .getByText(/menunggu dikirim/i)
      .first()
      .waitFor();
    expect(await readSetu()).toEqual([]);
    await page.goto(`${room.server.url}/input`);
    await page.getByRole('heading', { name: 'Menunggu dikirim' }).waitFor();
    await page.getByText('1 nilai', { exact: true }).waitFor();
  });

  it('has it sent once by itself when the line is back', async () => {
    const { page, context } = clerk;
    await context.setOffline(false);
    await page
      .getByRole('heading', { name: 'Menunggu dikirim' })
      .waitFor({ state: 'detached', timeout: 60_000 });
    const [record] = await readSetu();
    expect(record?.value).toBe(9.5);
    await page.reload();
    await page.getByText('Perlu diisi').waitFor();
    const { points } = await readHistory(room.server.url, {
      indicator,
      area: '32.16.18',
      from: Date.parse('2026-10-01T00:00:00Z'),
      to: Date.parse('2026-11-01T00:00:00Z'),
    });
    expect(points).toHaveLength(1);
    expect(record?.verification).toBe('provisional');
  });

  it('keeps it through a server that is gone, and through its restart', async () => {
    const { page } = clerk;
    await page.goto(`${room.server.url}/input/isi/${indicator}/2026-10`);
    await page.getByLabel('Babelan', { exact: true }).fill('8,5');
    await room.server.kill();
    await page.getByRole('button', { name: 'Kirim 1 nilai' }).click();
    await page
      .getByText(/menunggu dikirim/i)
      .first()
      .waitFor();
    await room.server.start();
    await page.getByRole('link', { name: 'Kembali ke daftar' }).click();
    await expect
      .poll(
        async () =>
          (await readLatest(room.server.url, `?indicator=${indicator}&area=32.16.02`)).records[0]?.value,
        {
          timeout: 60_000,
        },
      )
      .toBe(8.5);
  });
});
