import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { findFreePort } from '../support/freePort.ts';
import { press, tabTo, typeInto } from './byKeyboard.ts';
import { type DeskPage, openDesk } from './deskPage.ts';

const folder = mkdtempSync(join(tmpdir(), 'simpul-flood-test-'));
const wide = { width: 1920, height: 1080 };
let demo: ChildProcess;
let printed = '';
let url: string;
let browser: Browser;
let morning: DeskPage;
let next: DeskPage;

/** The real command in the middle of its afternoon; resolves once it has printed where the console is. */
beforeAll(async () => {
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  demo = spawn(
    process.execPath,
    ['--import', 'tsx', 'server/cli/demo.ts', '--from', '14:40', '--seed', '7'],
    {
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  for (const stream of [demo.stdout, demo.stderr])
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  browser = await launchBrowser();
  await vi.waitFor(() => expect(printed).toMatch(/password \S+/), { timeout: 100_000, interval: 200 });
});
afterAll(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => demo.once('exit', resolve));
  demo.kill('SIGTERM');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

/** Two keys to another page of the console. */
async function go(page: Page, letter: string, address: RegExp): Promise<void> {
  // Out of a field that the last deed led to.
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await page.waitForURL(address);
}

async function signIn(email: string): Promise<DeskPage> {
  const desk = await openDesk(browser, wide);
  const { page } = desk;
  await page.goto(`${url}/masuk`);
  await typeInto(page, page.getByLabel('Email'), email);
  await typeInto(
    page,
    page.getByLabel('Kata sandi', { exact: true }),
    /password (\S+)/.exec(printed)?.[1] ?? '',
  );
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console$/);
  await page.getByRole('heading', { level: 1, name: 'Alarm' }).waitFor();
  return desk;
}

const row = (page: Page, name: RegExp) => page.getByRole('option', { name });
/** The first of the list, by arrow keys from wherever the cursor is. */
async function moveTo(page: Page, name: RegExp): Promise<void> {
  await row(page, name).first().waitFor({ timeout: 90_000 });
  await tabTo(page, page.getByRole('option').and(page.locator('[tabindex="0"]')));
  await page.keyboard.press('Home');
  for (let step = 0; step < 60; step += 1) {
    const isThere = await row(page, name).evaluateAll((rows) =>
      rows.some((one) => one === document.activeElement),
    );
    if (isThere) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no way by arrows to ${name}`);
}

describe('a flood afternoon, by keyboard', () => {
  it('begins with a shift', async () => {
    morning = await signIn('pagi@simulasi.id');
    const { page } = morning;
    await page.getByText('SIMULASI').first().waitFor();
    await go(page, 'j', /\/console\/jaga$/);
    await tabTo(page, page.getByRole('combobox', { name: 'Nama jaga' }));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Pagi');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Regu: 1 · sejak/ }).waitFor();
    // The line of the log takes the focus of the form that is gone.
    const line = page.getByLabel('Catatan', { exact: true });
    await expect.poll(() => line.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('shows the first warning, what it means and whom to call, and takes its acknowledgement', async () => {
    const { page } = morning;
    await go(page, 'a', /\/console$/);
    await moveTo(page, /hujan sangat lebat dan banjir|Peringatan dini cuaca/);
    const details = page.getByRole('article');
    await details.getByText(/BMKG mengeluarkan peringatan dini cuaca/).waitFor();
    await details.getByText(/BPBD \(pusat pengendalian operasi\)/).waitFor();
    await page.keyboard.press('a');
    await page
      .getByRole('listbox', { name: 'Sudah diakui' })
      .getByRole('option', { name: /Peringatan dini cuaca/ })
      .first()
      .waitFor();
  });

  it('raises the river above its limit, once a place however it moves, on the wall too', async () => {
    const { page } = morning;
    await row(page, /sungai melewati batas peragaan/i)
      .first()
      .waitFor({ timeout: 110_000 });
    const wall = await morning.context.newPage();
    await wall.goto(`${url}/wall?scene=alarm`);
    await wall.getByText('SIMULASI: sungai melewati batas peragaan').first().waitFor();
    await wall
      .locator('[data-alarms="critical"]')
      .getByText(/belum diakui/)
      .waitFor({ state: 'attached' });
    await wall.close();
    await moveTo(page, /sungai melewati batas peragaan/i);
    await page
      .getByRole('article')
      .getByText(/melewati batas yang dibuat untuk peragaan/)
      .first()
      .waitFor();
  });

  it('becomes an incident from the alarm, which knows where and how bad', async () => {
    const { page } = morning;
    await moveTo(page, /sungai melewati batas peragaan/i);
    await page.keyboard.press('i');
    await page.waitForURL(/\/console\/kejadian\?/);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.getByRole('radio', { name: 'Kritis' }).isChecked()).toBe(true);
    await typeInto(page, dialog.getByLabel('Jenis'), 'Ban');
    await press(page, dialog.getByRole('button', { name: 'Catat kejadian' }));
    await page.waitForURL(/\/console\/kejadian\/\w+$/);
    await page.getByText('SIMULASI').first().waitFor();
  });

  it('is worked: log, lead, a task that is done', async () => {
    const { page } = morning;
    await page.getByLabel('Catatan baru').waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('Camat dihubungi, perahu diminta');
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'Camat dihubungi, perahu diminta' }).waitFor();
    await press(page, page.getByRole('button', { name: 'Saya ambil' }));
    await page.getByText(/Penanggung jawab: Operator Pagi/).waitFor();
    await typeInto(page, page.getByLabel('Tugas baru'), 'Kirim perahu');
    await page.keyboard.press('Enter');
    await press(page, page.getByRole('button', { name: 'Selesai: Kirim perahu' }));
    await page.getByRole('button', { name: 'Selesai: Kirim perahu' }).waitFor({ state: 'detached' });
  });

  it('is closed with what was learned', async () => {
    const { page } = morning;
    await tabTo(page, page.getByRole('button', { name: 'Tutup kejadian' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await typeInto(page, dialog.getByLabel('Ringkasan'), 'Air surut, warga kembali.');
    await press(page, dialog.getByRole('button', { name: 'Tutup kejadian' }));
    await page.getByText(/^Ditutup .* oleh Operator Pagi/).waitFor();
  });

  it('ends with a handover that wrote itself and is signed by both', async () => {
    const { page } = morning;
    await go(page, 'j', /\/console\/jaga$/);
    await typeInto(page, page.getByRole('textbox', { name: 'Pesan untuk regu berikutnya' }), 'Awasi sungai');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('region', { name: 'Lembar serah terima' });
    await sheet.getByText('Awasi sungai').waitFor();
    await sheet
      .getByText(/sungai melewati batas peragaan/i)
      .first()
      .waitFor();
    await sheet.getByText('Disdag', { exact: false }).first().waitFor();
    expect(await sheet.getByText('Tidak tersedia', { exact: true }).count()).toBe(0);
    await press(page, page.getByRole('button', { name: 'Tanda tangani sebagai yang menyerahkan' }));
    await page.getByText('Yang menerima harus orang lain').waitFor();

    next = await signIn('siang@simulasi.id');
    await go(next.page, 'j', /\/console\/jaga$/);
    const sign = next.page.getByRole('button', { name: 'Tanda tangani dan mulai jaga' });
    await sign.waitFor();
    for (const box of await next.page.getByRole('checkbox').all()) {
      await tabTo(next.page, box);
      await next.page.keyboard.press('Space');
    }
    await tabTo(next.page, next.page.getByLabel('Nama jaga berikutnya'));
    await next.page.keyboard.press('ControlOrMeta+A');
    await next.page.keyboard.type('Siang');
    await press(next.page, sign);
    for (const one of [page, next.page])
      await one
        .getByText(/Jaga dimulai oleh Operator Siang/)
        .first()
        .waitFor();
  });

  it('can be looked at again as it was, crew and all', async () => {
    const { page } = next;
    const at = new Date(Date.now() - 5_000).toISOString();
    const room = await page.evaluate(
      async (instant) => (await fetch(`/api/v1/situation/room?at=${encodeURIComponent(instant)}`)).json(),
      at,
    );
    expect(room.duty.people.map(({ name }: { name: string }) => name).join()).toContain('Operator');
    expect(room.alarms.some(({ acknowledgedBy }: { acknowledgedBy: string | null }) => acknowledgedBy)).toBe(
      true,
    );
  });

  it('showed no error on any page', () => {
    expect([...morning.faults, ...next.faults]).toEqual([]);
  });
});
