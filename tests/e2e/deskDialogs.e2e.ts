import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../support/axe.ts';
import { type DeskPage, desk, inviteBy, openDesk, phone, setUpAdmin } from './deskPage.ts';
import { openRoom } from './room.ts';

const room = openRoom();
let admin: DeskPage;
let stranger: DeskPage;
beforeAll(async () => {
  admin = await openDesk(room.browser, desk);
  stranger = await openDesk(room.browser, phone);
});
afterAll(async () => {
  await admin.context.close();
  await stranger.context.close();
});

describe('pages before the sign-in', () => {
  it('are accessible: set-up, sign-in, and a link that is over', async () => {
    const { page } = stranger;
    const path = /\/pasang\?kunci=\S+/.exec(room.server.output())?.[0] ?? '';
    for (const [address, text] of [
      [path, /Admin pertama/],
      ['/masuk', /Belum ada admin/],
      ['/undangan/tidak-ada', /sudah dipakai, dicabut, atau lewat waktunya/],
    ] as const) {
      await page.goto(room.server.url + address);
      await page.getByText(text).first().waitFor();
      expect(await findViolations(page)).toEqual([]);
    }
  });

  it('are accessible: an invitation', async () => {
    await setUpAdmin(room.server, admin);
    const link = await inviteBy(admin, { email: 'wali@kab.example', role: 'verifier' });
    const { page } = stranger;
    await page.goto(link);
    await page.getByText(/mengundang Anda sebagai Walidata/).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  it('say what is wrong with a sign-in, and nothing of whether the address is known', async () => {
    const { page } = stranger;
    const said: string[] = [];
    for (const email of ['rina@kab.example', 'siapa@kab.example']) {
      await page.goto(`${room.server.url}/masuk`);
      await page.getByLabel('Email').fill(email);
      await page.getByLabel('Kata sandi', { exact: true }).fill('bukan kata sandinya');
      await page.getByRole('button', { name: 'Masuk', exact: true }).click();
      said.push(await page.getByRole('alert').innerText());
      expect(await findViolations(page)).toEqual([]);
    }
    expect(said[0]).toBe(said[1]);
  });
});

describe('dialogs', () => {
  const opened = [
    ['/verifikasi', 'Kunci periode', 'Sampai dan termasuk tanggal'],
    ['/admin/orang', 'Ubah Rina Kartika', 'Dilarang masuk'],
  ] as const;

  it.each(opened)(
    'of %s opens by key, is accessible, and gives the focus back',
    async (path, button, text) => {
      const { page } = admin;
      await page.goto(room.server.url + path);
      const opener = page.getByRole('button', { name: button });
      await opener.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText(text).waitFor();
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    },
  );

  it('show no error on any page', () => {
    expect([...admin.faults, ...stranger.faults]).toEqual([]);
  });
});
