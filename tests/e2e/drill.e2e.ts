import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { createOperator } from '../support/operators.ts';
import { goodPassword } from '../support/people.ts';
import { startServer } from '../support/server.ts';
import { type DeskPage, desk, openDesk } from './deskPage.ts';
import type { Room } from './room.ts';

const email = 'dewi@kab.example';
const room = {} as Room;
let operator: DeskPage;

beforeAll(async () => {
  room.server = await startServer({ env: { DRILL_PORT: '0' } });
  room.browser = await launchBrowser();
  createOperator(room.server, email);
  operator = await openDesk(room.browser, desk);
});
afterAll(async () => {
  await room.browser?.close();
  await room.server?.stop();
});

async function signInAt({ page }: DeskPage, url: string, password: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^Masuk/ }).click();
}

/** What would come out of a printer. */
async function readPaper({ page }: DeskPage) {
  await page.emulateMedia({ media: 'print' });
  const paper = await page.evaluate(() => {
    const shell = getComputedStyle(document.querySelector('[data-console]') as Element);
    const frame = getComputedStyle(document.body).borderLeftWidth;
    return { ink: shell.color, paper: shell.backgroundColor, frame };
  });
  await page.emulateMedia({ media: 'screen' });
  return paper;
}

describe('an operator holds a drill', () => {
  it('is started and joined at the real console, looks like nothing else, and leaves a report', async () => {
    const { page } = operator;
    await signInAt(operator, `${room.server.url}/masuk?ke=%2Fconsole%2Flatihan`, goodPassword);
    await page.getByRole('button', { name: 'Mulai latihan "Sore banjir"' }).click();
    await page.getByLabel('Nama latihan').fill('Regu B');
    await page.getByLabel('Waktu untuk bergabung').selectOption('0');
    await page.getByRole('button', { name: 'Mulai', exact: true }).click();
    await page.getByRole('heading', { name: 'Latihan berjalan: Regu B' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bergabung' }).click({ timeout: 60_000 });
    const entry = page.getByRole('dialog', { name: 'Masuk ke latihan' });
    const address = await entry.getByLabel('Alamat').inputValue();
    const password = await entry.getByLabel('Kata sandi sementara').inputValue();
    await entry.getByRole('button', { name: 'Tutup' }).click();

    // In the same browser: whoever is drilled keeps the real console open beside it.
    const drilled: DeskPage = { ...operator, page: await operator.context.newPage() };
    await signInAt(drilled, address, password);
    await drilled.page.waitForURL(/\/console$/);
    await drilled.page.getByText('LATIHAN: tidak ada yang nyata di sini').waitFor();
    await drilled.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await drilled.page.title()).toMatch(/^LATIHAN · /);
    expect(await drilled.page.locator('link[rel="icon"]').getAttribute('href')).toContain('c9a2ff');
    expect(await findViolations(drilled.page)).toEqual([]);
    expect(await readPaper(drilled)).toEqual({
      ink: 'rgb(0, 0, 0)',
      paper: 'rgb(255, 255, 255)',
      frame: '0px',
    });
    await drilled.page.goto(`${new URL(address).origin}/wall?scene=ikhtisar`);
    await drilled.page.locator('[data-wall][data-link="live"]').waitFor();
    await drilled.page.getByRole('banner').getByText('LATIHAN', { exact: true }).waitFor();
    expect(await drilled.page.locator('[data-drill-frame] b').count()).toBe(6);
    expect(await drilled.page.title()).toMatch(/^LATIHAN · /);

    await page.reload();
    await page.getByRole('button', { name: 'Akhiri latihan' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Akhiri latihan' }).click();
    await page.getByRole('link', { name: 'Regu B' }).click({ timeout: 30_000 });
    await page.getByRole('heading', { name: 'Laporan latihan: Regu B' }).waitFor();
    await page.getByText('Waktu tanggap adalah detik nyata').waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await page.title()).not.toContain('LATIHAN');
    expect(operator.faults).toEqual([]);
  });
});
