import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { buildNewIncident } from '../support/incidentBuilders.ts';
import { tabTo } from './byKeyboard.ts';
import { type DeskPage, desk, inviteBy, join, openDesk, passwords, phone, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';

const room = openRoom();
const picture = 'tests/shots/pictures/ikhtisar.png';
const paths = { shift: '/console/jaga' } as const;

let ani: DeskPage;
let budi: DeskPage;
beforeAll(async () => {
  const admin = await openDesk(room.browser, desk);
  ani = await openDesk(room.browser, { width: 1920, height: 1080 });
  budi = await openDesk(room.browser, desk);
  await setUpAdmin(room.server, admin);
  for (const [one, name] of [
    [ani, 'Ani Lestari'],
    [budi, 'Budi Santoso'],
  ] as const) {
    await admin.page.goto(`${room.server.url}/admin/orang`);
    const email = `${name.split(' ')[0]?.toLowerCase()}@kab.example`;
    const link = await inviteBy(admin, { email, role: 'operator' });
    await join(one, link, { name, password: passwords.clerk });
  }
  await admin.context.close();
}, 60_000);
afterAll(async () => {
  for (const { context } of [ani, budi]) await context.close();
});

const line = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

describe('an operator with nothing but keys', () => {
  it('starts a shift; every page of the console says since when, and who', async () => {
    const { page } = ani;
    await page.goto(room.server.url + paths.shift);
    await page.getByRole('link', { name: /Belum ada regu jaga/ }).waitFor();
    // The frame tells that before the page itself is there.
    await page.getByRole('heading', { level: 1, name: 'Jaga' }).waitFor();
    await page.getByRole('combobox', { name: 'Nama jaga' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await tabTo(page, page.getByRole('combobox', { name: 'Nama jaga' }));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Pagi');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Regu: 1 · sejak/ }).waitFor();
    await page.getByText(/Jaga dimulai oleh Ani Lestari/).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('writes lines one after the other, a decision by its letters, and corrects one', async () => {
    const { page } = ani;
    await tabTo(page, page.getByRole('textbox', { name: 'Catatan' }));
    await page.keyboard.type('Hujan lebat di hulu');
    await page.keyboard.press('Enter');
    // The line is ready again at once, also before the first one has arrived.
    await page.keyboard.type('/k Pintu air dibuka 30 cm');
    await page.keyboard.press('Enter');
    await line(page, 'Pintu air dibuka 30 cm').getByText('Keputusan').waitFor();
    await line(page, 'Hujan lebat di hulu').getByText('Catatan').waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Koreksi baris 3' }));
    await page.keyboard.press('Enter');
    await page.getByText('Mengoreksi baris 3').waitFor();
    await page.keyboard.type('Pintu air dibuka 20 cm');
    await page.keyboard.press('Enter');
    await page.getByText('dikoreksi di baris 4').waitFor();
    expect(await page.locator('del').innerText()).toBe('Pintu air dibuka 30 cm');
    expect(await page.getByRole('button', { name: 'Koreksi baris 3' }).count()).toBe(0);
  });
});

describe('a line that did not arrive', () => {
  it('stays on the page until it is sent again, and is then there once', async () => {
    const { page } = ani;
    const entries = '**/entries';
    // The answer is lost, not the request: the server has the line already.
    await page.route(entries, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByLabel('Catatan', { exact: true }).fill('Sambungan putus');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Belum tercatat: “Sambungan putus”').waitFor();
    await page.unroute(entries);
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await page.getByText(/Belum tercatat/).waitFor({ state: 'detached' });
    await line(page, 'Sambungan putus').first().waitFor();
    expect(await line(page, 'Sambungan putus').count()).toBe(1);
  });
});

describe('the crew', () => {
  it('is joined from another machine, which both see without loading anew', async () => {
    const { page } = budi;
    await page.goto(room.server.url + paths.shift);
    await page.getByText('Pintu air dibuka 20 cm').first().waitFor();
    await page.getByRole('button', { name: 'Bergabung dan menulis' }).click();
    await page.getByLabel('Catatan', { exact: true }).fill('Pompa 3 berbunyi');
    await page.keyboard.press('Enter');
    await line(ani.page, 'Pompa 3 berbunyi').waitFor();
    await ani.page.getByRole('link', { name: /Regu: 2/ }).waitFor();
  });

  it('hangs pictures on lines: by file, and pasted; the words are their description', async () => {
    const { page } = budi;
    await page.locator('input[type=file]').setInputFiles(picture);
    await page.getByLabel('Apa yang tampak di gambar').fill('Peta beku di dinding utama');
    await page.keyboard.press('Enter');
    const shown = page.getByRole('img', { name: 'Peta beku di dinding utama' });
    await shown.waitFor();
    await expect
      .poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(100);
    await page.getByLabel('Catatan', { exact: true }).focus();
    await page.evaluate(`(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
      const data = new DataTransfer();
      data.items.add(new File([blob], 'a.png', { type: 'image/png' }));
      const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(paste);
    })()`);
    await page.getByRole('img', { name: 'Gambar yang akan dilampirkan' }).waitFor();
    await page.getByLabel('Apa yang tampak di gambar').fill('Tempelan');
    await page.keyboard.press('Enter');
    await ani.page.getByRole('img', { name: 'Tempelan' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('is told what is wrong with a file that is no picture', async () => {
    const { page } = budi;
    await page
      .locator('input[type=file]')
      .setInputFiles('tests/fixtures/spreadsheets/damkar-oktober-2026.xlsx');
    await page.getByText('Hanya gambar PNG, JPEG atau WebP.').waitFor();
    expect(await page.getByRole('img', { name: 'Gambar yang akan dilampirkan' }).count()).toBe(0);
  });
});

describe('a handover', () => {
  it('is a sheet that the lead has written and signs by key', async () => {
    const { page, context } = ani;
    const opened = await context.request.post(`${room.server.url}/api/v1/incidents`, {
      headers: { origin: room.server.url },
      data: buildNewIncident(),
    });
    expect(opened.status()).toBe(201);
    await tabTo(page, page.getByRole('textbox', { name: 'Pesan untuk regu berikutnya' }));
    await page.keyboard.type('Awasi Muara Gembong');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('region', { name: 'Lembar serah terima' });
    await sheet.getByText('Awasi Muara Gembong').waitFor();
    await sheet.getByText('dikoreksi: Pintu air dibuka 20 cm').waitFor();
    await sheet.getByText(/^Terbuka · sejak/).waitFor();
    const heading = sheet.getByRole('heading', { level: 2 });
    await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await sheet.getByText('Tidak tersedia', { exact: true }).count()).toBe(0);
    await tabTo(page, page.getByRole('button', { name: 'Tanda tangani sebagai yang menyerahkan' }));
    await page.keyboard.press('Enter');
    await page.getByText('Yang menerima harus orang lain').waitFor();
    expect(await page.getByRole('button', { name: 'Tanda tangani dan mulai jaga' }).count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
  });

  it('is taken over by someone else who ticked everything; both see the next shift', async () => {
    const { page } = budi;
    const sign = page.getByRole('button', { name: 'Tanda tangani dan mulai jaga' });
    await sign.waitFor();
    expect(await sign.isDisabled()).toBe(true);
    expect(await findViolations(page)).toEqual([]);
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByLabel('Nama jaga berikutnya').fill('Siang');
    await sign.click();
    await page.getByText('Jaga dimulai oleh Budi Santoso.').waitFor();
    await ani.page.getByText('Jaga dimulai oleh Budi Santoso.').waitFor();
    await ani.page.getByRole('link', { name: /Regu: 1/ }).waitFor();
  });

  it('stays readable for ever, with both signatures and what they are worth, also on a phone', async () => {
    const { page } = ani;
    await page.getByRole('link', { name: /^Pagi, / }).click();
    await page.getByRole('heading', { level: 1, name: /^Jaga Pagi, / }).waitFor();
    const paper = page.getByRole('main');
    for (const text of [
      'Ani Lestari',
      'Budi Santoso',
      'Isi lembar cocok dengan sidiknya.',
      'bukan tanda tangan elektronik tersertifikasi',
      'Sidik semua halaman cocok.',
    ])
      await paper.getByText(text).first().waitFor();
    expect(await page.getByLabel('Catatan', { exact: true }).count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    await page.setViewportSize(phone);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    expect(
      await page.evaluate(() => getComputedStyle(document.querySelector('[data-console]') as Element).color),
    ).toBe('rgb(0, 0, 0)');
    await page.emulateMedia({ media: 'screen' });
  });

  it('showed no error on any page', () => {
    expect([...ani.faults, ...budi.faults]).toEqual([]);
  });
});
