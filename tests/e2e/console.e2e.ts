import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Alarm } from '../../shared/model/alarm.ts';
import { pushReadings } from '../support/api.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { openSession, type SignedIn, toBrowserCookies } from '../support/people.ts';
import { buildRiverRule } from '../support/riverRule.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import { type DeskPage, measureClearance, openDesk } from './deskPage.ts';
import { lockedScript, voiceScript } from './soundScripts.ts';

const indicator = 'environment-river-level';
const minuteMs = 60_000;
const room = { width: 1920, height: 1080 };

let ahead = 0;
const now = (): number => Date.now() + ahead;
let server: InProcessServer;
let browser: Browser;
let admin: SignedIn;
let operator: SignedIn;
let token: string;
const opened: DeskPage[] = [];

const guide = (text: string) => ({ id: `${text} untuk uji alarm.`, en: `${text} to try alarms.` });
const riverRule = buildRiverRule({
  meaning: guide('Air melampaui siaga'),
  action: guide('Buka pintu air'),
  contact: guide('BPBD'),
});

async function push(area: string, value: number): Promise<void> {
  const reading = { indicator, area, value, observedAt: new Date(now()).toISOString() };
  const { status, body } = await pushReadings(server.url, token, [reading]);
  if (status !== 201) throw new Error(JSON.stringify(body));
}

/** The state of the river's alarm at a place, as the server has it. */
async function readState(area: string): Promise<Alarm['state'] | undefined> {
  const { items } = (await (await operator.ask('GET', '/api/v1/alarms')).json()) as { items: Alarm[] };
  return items.find((alarm) => alarm.rule === 'river-high' && alarm.area === area)?.state;
}

async function openConsole(
  who: SignedIn,
  path: string,
  { isSilent = false }: { isSilent?: boolean } = {},
): Promise<DeskPage> {
  const desk = await openDesk(browser, room);
  opened.push(desk);
  if (isSilent) {
    await desk.page.clock.install({ time: Date.now() });
    await desk.context.addInitScript(lockedScript);
  }
  await desk.context.addCookies(toBrowserCookies(who.cookie, server.url));
  await desk.context.addInitScript(voiceScript);
  await desk.page.goto(server.url + path);
  return desk;
}

const section = (page: Page, name: string) => page.getByRole('listbox', { name });
const row = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

beforeAll(async () => {
  server = await startTestServer({ now });
  browser = await launchBrowser();
  admin = await openSession(server, { email: 'rina@kab.example', role: 'admin' });
  operator = await openSession(server, { email: 'budi@kab.example', role: 'operator' });
  token = await server.token('dsdabmbk');
  const saved = await admin.ask('PUT', '/api/v1/alarms/rules/river-high', { version: 0, rule: riverRule });
  if (!saved.ok) throw new Error(await saved.text());
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('an alarm at the console', () => {
  let desk: DeskPage;

  it('comes up by itself on an open page, where first nothing waits', async () => {
    desk = await openConsole(operator, '/console');
    const { page } = desk;
    await page.getByText('Tidak ada alarm yang menunggu tindakan.').waitFor();
    await push('32.16.09', 341);
    await section(page, 'Perlu tindakan').getByText('Muka air sungai tinggi').waitFor();
    await page.getByRole('link', { name: /Alarm belum diakui:\s*1 mendesak/ }).waitFor();
    await page.getByText('1 alarm baru: Muka air sungai tinggi').waitFor({ state: 'attached' });
    expect(await row(page, /belum diakui.*mendesak.*kritis.*341 cm.*batas 300 cm/).count()).toBe(1);
  });

  it('says what it means, what to do and whom to call', async () => {
    const { page } = desk;
    await page.keyboard.press('ArrowDown');
    const details = page.getByRole('article', { name: 'Muka air sungai tinggi' });
    for (const text of ['Air melampaui siaga untuk uji alarm.', 'Buka pintu air untuk', 'BPBD untuk uji'])
      await details.getByText(text).waitFor();
    await details.getByText('terpicu · Simpul').waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('is acknowledged and commented on by keys alone', async () => {
    const { page } = desk;
    await page.keyboard.press('a');
    await section(page, 'Sudah diakui').getByText('Muka air sungai tinggi').waitFor();
    await page.getByRole('link', { name: /Alarm belum diakui:\s*0 mendesak/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByLabel('Catatan').fill('Petugas pintu air ditelepon');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('catatan · budi: Petugas pintu air ditelepon').waitFor();
    await page.getByText('diakui · budi').waitFor();
  });

  it('is shelved for 15 minutes with a reason, and comes back by itself', async () => {
    const { page } = desk;
    await row(page, /Muka air sungai tinggi/).focus();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Sampingkan' }).click();
    await dialog.getByText('Tulis alasannya').waitFor();
    await dialog.getByLabel('Alasan').fill('Pompa sedang diperbaiki');
    await dialog.getByRole('button', { name: 'Sampingkan' }).click();
    await section(page, 'Disampingkan')
      .getByText(/s\.d\. \d\d\.\d\d/)
      .waitFor();
    ahead += 14 * minuteMs;
    await push('32.16.09', 342);
    await server.lookAtAlarms();
    expect(await readState('32.16.09')).toBe('shelved');
    expect(await section(page, 'Disampingkan').getByRole('option').count()).toBe(1);
    ahead += 61_000;
    await section(page, 'Perlu tindakan').getByText('Muka air sungai tinggi').waitFor();
    expect(await section(page, 'Disampingkan').count()).toBe(0);
  });

  it('is raised by hand and cleared by hand', async () => {
    const { page } = desk;
    await row(page, /Muka air sungai tinggi/).focus();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Apa yang terjadi').fill('Pohon tumbang di Jalan Industri');
    await dialog.getByLabel('Prioritas').selectOption('medium');
    await dialog.getByRole('button', { name: 'Buat alarm' }).click();
    await row(page, /sedang.*Pohon tumbang di Jalan Industri/).waitFor();
    await page.getByRole('article', { name: 'Pohon tumbang di Jalan Industri' }).waitFor();
    await page.getByRole('button', { name: /^Tutup e/ }).click();
    await row(page, /Pohon tumbang/).waitFor({ state: 'detached' });
  });

  it('is told as over when it went away while it was open', async () => {
    const { page } = desk;
    await row(page, /Muka air sungai tinggi/).focus();
    await page.keyboard.press('a');
    await section(page, 'Sudah diakui').getByRole('option').focus();
    await push('32.16.09', 100);
    await page.getByText('Alarm ini sudah normal.').waitFor();
  });

  it('leads by two keys to another page and back, and acknowledges nothing on the way', async () => {
    const { page } = desk;
    await push('32.16.10', 350);
    await row(page, /Muka air sungai tinggi/).focus();
    await page.keyboard.press('g');
    await page.keyboard.press('k');
    await page.waitForURL(/\/console\/kejadian$/);
    await page.getByRole('link', { name: /Alarm belum diakui:\s*1 mendesak/ }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL(/\/console$/);
    await section(page, 'Perlu tindakan').getByText('Muka air sungai tinggi').waitFor();
  });

  it('is given to somebody together with others that were picked', async () => {
    const { page } = desk;
    await push('32.16.11', 351);
    await row(page, /Muka air sungai tinggi.*351 cm/).waitFor();
    await section(page, 'Perlu tindakan').getByRole('option').first().focus();
    for (const key of ['x', 'ArrowDown', 'x', 't']) await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: 'Tugaskan: 2 alarm' });
    await dialog.getByLabel('Kepada').selectOption('budi');
    await dialog.getByRole('button', { name: 'Tugaskan' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => row(page, /Muka air sungai tinggi.*budi/).count()).toBe(2);
    await page.keyboard.press('Escape');
    await push('32.16.11', 100);
    // A busy machine may add an alarm of the server's own, which says so.
    const returned = row(page, /normal, belum diakui.*Muka air sungai tinggi/);
    await returned.focus();
    await page.keyboard.press('a');
    await returned.waitFor({ state: 'detached' });
  });

  it('has its keys in a list, where letters can be switched off', async () => {
    const { page } = desk;
    await row(page, /Muka air sungai tinggi/).focus();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Pakai pintasan huruf di perangkat ini').uncheck();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Pintasan huruf dimatikan.').waitFor();
    await page.keyboard.press('s');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: /^Pintasan/ }).click();
    await dialog.getByLabel('Pakai pintasan huruf di perangkat ini').check();
    await page.keyboard.press('Escape');
  });

  it('is old, and says since when, while the server does not answer', async () => {
    const { page } = desk;
    await page.route('**/api/v1/alarms', (route) => route.abort());
    await page.getByText(/^Daftar ini dari \d\d\.\d\d\.\d\d/).waitFor({ timeout: 40_000 });
    await page
      .getByRole('link', { name: /Alarm belum diakui/ })
      .getByText(/^per \d\d\.\d\d$/)
      .waitFor();
    await page.unroute('**/api/v1/alarms');
    await page.getByText(/^Daftar ini dari/).waitFor({ state: 'detached', timeout: 40_000 });
  });

  it('reads the same in English, dark and without a fault of access', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('listbox', { name: 'To act on' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    const ground = await page
      .locator('[data-console]')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(ground).toBe('rgb(12, 17, 23)');
    await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
  });
});

describe('the sound', () => {
  const said = (page: Page): Promise<string[]> => page.evaluate('window.said');
  const waitForSaid = async (page: Page, count: number): Promise<void> => {
    await expect.poll(async () => (await said(page)).length, { timeout: 20_000 }).toBe(count);
  };

  it('asks for a key, then speaks what waits, repeats it until somebody is there', async () => {
    const desk = await openConsole(operator, '/console/kejadian', { isSilent: true });
    const { page } = desk;
    await page.getByText('Suara belum aktif — tekan tombol apa saja').waitFor();
    // However many lines it takes, nothing lies under it for good.
    expect(await measureClearance(page, page.getByRole('alert'))).toBeGreaterThan(-1);
    await page.getByRole('link', { name: /1 mendesak/ }).waitFor();
    expect(await said(page)).toEqual([]);
    await page.keyboard.press('Shift');
    await waitForSaid(page, 1);
    expect(await said(page)).toEqual(['Alarm mendesak: Muka air sungai tinggi, Karang Bahagia.']);
    await page.getByText('Suara belum aktif').waitFor({ state: 'detached' });
    await page.clock.fastForward(20_000);
    await waitForSaid(page, 2);
    expect((await said(page))[1]).toBe(
      'Belum diakui, alarm mendesak: Muka air sungai tinggi, Karang Bahagia.',
    );
    await page.keyboard.press('Shift');
    await page.clock.fastForward(60_000);
    // A new one sounds all the same: had the old one been repeated, it would stand before it.
    await push('32.16.18', 333);
    await waitForSaid(page, 3);
    expect((await said(page))[2]).toBe('Alarm mendesak: Muka air sungai tinggi, Setu.');
  });

  it('is tested on screen and muted for a while, never for good', async () => {
    const { page } = opened.at(-1) as DeskPage;
    await page.getByRole('button', { name: 'Suara belum diuji hari ini' }).click();
    const dialog = page.getByRole('dialog');
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Uji suara' }).click();
    await dialog.getByText('Terdengar?').waitFor();
    expect((await said(page)).slice(-3)).toEqual([
      'Uji suara, mendesak.',
      'Uji suara, tinggi.',
      'Uji suara, sedang.',
    ]);
    await dialog.getByRole('button', { name: 'Ya, terdengar' }).click();
    await dialog.getByText(/Uji terakhir .*: terdengar \(ucapan\)\./).waitFor();
    await dialog.getByRole('button', { name: '15 menit' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Bisu sampai \d\d\.\d\d$/ }).waitFor();
    await page.clock.fastForward(15 * minuteMs);
    await page.getByRole('button', { name: 'Suara aktif (ucapan)' }).waitFor();
  });
});

describe('rules', () => {
  it('are put out of service by an operator, with reason and end', async () => {
    const desk = await openConsole(operator, '/console/aturan?rule=river-high');
    const { page } = desk;
    await page.getByRole('button', { name: 'Keluarkan dari layanan: Muka air sungai tinggi' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Keluarkan dari layanan' }).click();
    await dialog.getByRole('alert').first().waitFor();
    await dialog.getByLabel('Alasan').fill('Kalibrasi sensor sungai');
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keluarkan dari layanan' }).click();
    await page.getByText(/Di luar layanan sampai .* oleh budi: Kalibrasi sensor sungai/).waitFor();
    expect(await page.getByRole('button', { name: 'Ubah: Muka air sungai tinggi' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Ke daftar alarm' }).click();
    await page.getByRole('button', { name: /Ditekan \/ di luar layanan/ }).click();
    await section(page, 'Ditekan / di luar layanan')
      .getByRole('option', { name: /di luar layanan.*Muka air sungai tinggi/ })
      .first()
      .waitFor();
  });

  it('are written by the admin, and not without guidance in both languages', async () => {
    const desk = await openConsole(admin, '/console/aturan');
    const { page } = desk;
    await page.getByRole('button', { name: 'Tambah aturan batas' }).click();
    const form = page.getByRole('form', { name: 'Aturan batas baru' });
    await form.getByLabel('Nama (Indonesia)').fill('Muka air sungai rendah');
    await form.getByLabel('Nama (Inggris)').fill('River level low');
    await form.getByLabel('Indikator', { exact: true }).selectOption(indicator);
    await form.getByLabel('Terpicu bila').selectOption('below');
    await form.getByLabel('Batas (cm)').fill('99.999');
    await form.getByRole('button', { name: 'Simpan' }).click();
    expect(await form.getByText('Paling sedikit 10 huruf.', { exact: true }).count()).toBe(6);
    for (const name of ['Artinya', 'Lakukan', 'Hubungi']) {
      await form.getByLabel(`${name} (Indonesia)`).fill('Air sungai terlalu rendah untuk PDAM.');
      await form.getByLabel(`${name} (Inggris)`).fill('The river is too low for the waterworks.');
    }
    await form.getByRole('button', { name: 'Simpan' }).click();
    await form
      .getByText(/harus antara|10000|10\.000/)
      .first()
      .waitFor();
    expect(await findViolations(page)).toEqual([]);
    await form.getByLabel('Batas (cm)').fill('-50');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await page.getByText('Aturan tersimpan.').waitFor();
    await page.getByText('Tinggi muka air sungai di bawah -50 cm, 1 nilai berturut-turut').waitFor();
  });

  it('that somebody else changed meanwhile are not overwritten, and that is said', async () => {
    const { page } = opened.at(-1) as DeskPage;
    await page.getByRole('button', { name: 'Ubah: Muka air sungai rendah' }).click();
    const form = page.getByRole('form', { name: 'Ubah aturan: Muka air sungai rendah' });
    const listed = (await (await admin.ask('GET', '/api/v1/alarms/rules')).json()) as {
      items: { id: string; version: number; changed: boolean; outOfService: unknown }[];
    };
    const found = listed.items.find(({ id }) => id === 'muka-air-sungai-rendah');
    if (!found) throw new Error('the rule is not there');
    const { version, changed: _changed, outOfService: _rest, ...rule } = found;
    const other = await admin.ask('PUT', `/api/v1/alarms/rules/${rule.id}`, { version, rule });
    expect(other.status).toBe(200);
    await form.getByLabel('Dampak').selectOption('minor');
    await form.getByRole('button', { name: 'Simpan' }).click();
    await form.getByText('sudah diubah orang lain sejak dibuka').waitFor();
  });
});

describe('the console', () => {
  it('shows no error on any page', () => {
    expect(opened.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
