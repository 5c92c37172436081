import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { type DeskPage, desk, inviteBy, join, openDesk, passwords, phone, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';

const room = openRoom();
const indicator = 'living-fire-response';
const script = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'"`;

let admin: DeskPage;
let clerk: DeskPage;
beforeAll(async () => {
  admin = await openDesk(room.browser, desk);
  clerk = await openDesk(room.browser, phone);
  await setUpAdmin(room.server, admin);
  const link = await inviteBy(admin, {
    email: 'budi@kab.example',
    role: 'agency-operator',
    agency: 'disdamkar',
  });
  await join(clerk, link, { name: `Budi ${script}`, password: passwords.clerk });
});
afterAll(async () => {
  await admin.context.close();
  await clerk.context.close();
});

/** Calls the server as the person of a page does. */
function call(page: Page, method: string, path: string, body: unknown): Promise<number> {
  return page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(String(where), { method: String(how), headers, body: JSON.stringify(what) }))
        .status;
    },
    [method, path, body] as const,
  );
}

/** Pages with what stands on each once it is there. */
const pages: readonly (readonly [path: string, text: RegExp])[] = [
  ['/input', /Pilih perangkat daerah/],
  ['/input?instansi=disdamkar', /Perlu diisi/],
  [`/input/isi/${indicator}/2026-10`, /Kabupaten Bekasi/],
  ['/input/berkas?instansi=disdamkar', /Berkas terdahulu/],
  ['/verifikasi', /Periode terkunci/],
  ['/ketepatan', /Kelengkapan/],
  ['/tautan', /Penyimpanan/],
  ['/console/tautan', /Penyimpanan/],
  ['/console/sistem', /Yang berjalan/],
  [`/riwayat?indikator=${indicator}&wilayah=32.16.18`, /9,5/],
  ['/admin/orang', /Undang orang/],
  ['/admin/token', /Buat token/],
  ['/admin/indikator', /Pilih indikator/],
  ['/admin/hari-libur', /Daftar hari libur/],
  ['/admin/instansi', /ke mana pengingatnya/],
  ['/admin/audit', /person.create/],
  ['/admin/wilayah', /Masa simpan/],
  ['/admin/kepatuhan', /UU 27\/2022/],
  ['/akun', /Verifikasi dua langkah/],
  ['/tidak-ada', /./],
];

async function visit({ page }: DeskPage, path: string, text: RegExp): Promise<void> {
  await page.goto(room.server.url + path);
  await page.locator('main, body').getByText(text).first().waitFor();
}

describe('every page of the desk', () => {
  beforeAll(async () => {
    // Things with names that a page could run, were it to.
    const { page } = clerk;
    const reading = { area: '32.16.18', value: 9.5, note: script };
    const form = { key: 'e2e-xss-0001', indicator, period: '2026-09', readings: [reading], evidence: [] };
    expect(await call(page, 'POST', '/api/v1/input/submissions', form)).toBe(201);
    const token = { name: script.slice(0, 120), agency: 'disdamkar', scopes: ['readings:write'] };
    expect(await call(admin.page, 'POST', '/api/v1/admin/tokens', token)).toBe(201);
    const holiday = { lines: `2026-12-25;${script.slice(0, 60)}`, source: script.slice(0, 90) };
    expect(await call(admin.page, 'POST', '/api/v1/admin/calendar', holiday)).toBe(201);
  });

  it.each(pages.slice(0, -1))(
    '%s is accessible, fits a phone and runs nothing that it shows',
    async (path, text) => {
      for (const viewport of [phone, desk]) {
        await admin.page.setViewportSize(viewport);
        await visit(admin, path, text);
        expect(await findViolations(admin.page)).toEqual([]);
        const wide = await admin.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
      }
      expect(await admin.page.evaluate(() => 'pwned' in window)).toBe(false);
    },
  );

  it('is accessible in the dark and in English', async () => {
    await admin.page.emulateMedia({ colorScheme: 'dark' });
    await visit(admin, '/verifikasi', /Periode terkunci/);
    await admin.page.getByRole('button', { name: 'English' }).click();
    await admin.page.getByText('Locked periods').first().waitFor();
    for (const path of ['/verifikasi', '/input?instansi=disdamkar', '/admin/orang', '/ketepatan']) {
      await visit(admin, path, /Simpul/);
      await admin.page.waitForLoadState('networkidle');
      expect(await findViolations(admin.page)).toEqual([]);
      // No key of a text shows where a text should be.
      expect(await admin.page.locator('body').innerText()).not.toMatch(/\b[a-z]+\.[a-z]+[A-Z][a-zA-Z]*\b/);
    }
    await admin.page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
    await admin.page.emulateMedia({ colorScheme: 'light' });
  });

  it('says so where there is nothing', async () => {
    await visit(clerk, '/admin/orang', /Peran Anda tidak membuka halaman ini/);
    const answer = await clerk.page.goto(`${room.server.url}/tidak-ada`);
    expect(answer?.status()).toBe(404);
  });

  it('has no error in the console and breaks no rule of the content policy', () => {
    expect([...admin.faults, ...clerk.faults]).toEqual([]);
  });
});

describe('without a mouse', () => {
  it('a clerk signs in, fills in a form and sends it', async () => {
    const other = await openDesk(room.browser, desk);
    const { page } = other;
    await page.goto(`${room.server.url}/masuk?ke=/input/isi/${indicator}/2026-10`);
    await page.getByLabel('Email').focus();
    await page.keyboard.type('budi@kab.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type(passwords.clerk);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/input\/isi/);
    await page.getByText('0 nilai siap dikirim').waitFor();
    await page.keyboard.press('Tab');
    await page.getByText('Langsung ke isi').waitFor();
    // Tab by tab to the first area.
    const label = (): Promise<string | null> =>
      page.evaluate(() => {
        const field = document.activeElement;
        return field instanceof HTMLInputElement ? (field.labels?.[0]?.textContent ?? null) : null;
      });
    for (let count = 0; count < 30 && (await label()) !== 'Kabupaten Bekasi'; count += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('10,5');
    await page.getByText('Terbaca: 10,5 menit').waitFor();
    // Enter goes on to the next area, as in a spreadsheet, and from the note to the button.
    await page.keyboard.press('Enter');
    expect(await label()).toBe('Tarumajaya');
    for (let count = 0; count < 30 && (await label()) !== null; count += 1) {
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Enter');
    await page.getByText('Tersimpan: 1 nilai.').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/input\?instansi=disdamkar/);
    expect(other.faults).toEqual([]);
    await other.context.close();
  });
});

describe('a form that is half filled in', () => {
  it('is not lost by a tap on the menu', async () => {
    const { page } = clerk;
    const asked: string[] = [];
    const answer = (isLeft: boolean): void => {
      page.once('dialog', (dialog) => {
        asked.push(dialog.message());
        void (isLeft ? dialog.accept() : dialog.dismiss());
      });
    };
    await page.goto(`${room.server.url}/input/isi/${indicator}/2026-08`);
    await page.getByLabel('Setu', { exact: true }).fill('9,1');
    answer(false);
    await page.getByRole('link', { name: 'Berkas' }).click();
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]).toContain('Isian belum dikirim');
    expect(await page.getByLabel('Setu', { exact: true }).inputValue()).toBe('9,1');
    answer(true);
    await page.getByRole('link', { name: 'Berkas' }).click();
    await page.getByText('Berkas terdahulu').waitFor();
  });
});

describe('the wall', () => {
  it('shows names that the admin gives as text, on tiles, map and charts', async () => {
    const name = { id: script.slice(0, 120), en: script.slice(0, 120) };
    const change = {
      validFrom: '2026-01-01T00:00:00Z',
      changes: { name, shortName: name, explanation: name },
      reason: script.slice(0, 100),
    };
    const path = `/api/v1/admin/indicators/${indicator}/versions`;
    expect(await call(admin.page, 'POST', path, change)).toBe(201);
    const wall = await openDesk(room.browser, { width: 1920, height: 1080 });
    for (const scene of [
      'ikhtisar',
      `pilar&pillar=living&indicator=${indicator}`,
      `peta&indicator=${indicator}`,
    ]) {
      await wall.page.goto(`${room.server.url}/wall?scene=${scene}&rotate=off`);
      await wall.page.locator('[data-wall][data-link="live"]').waitFor({ state: 'attached' });
      await wall.page.waitForLoadState('networkidle').catch(() => undefined);
      expect(await wall.page.evaluate(() => 'pwned' in window)).toBe(false);
    }
    await wall.page.getByText('<img src=x').first().waitFor();
    expect(wall.faults).toEqual([]);
    await wall.context.close();
  });
});
