import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { TestServer } from '../support/server.ts';

/** A phone as most clerks hold it, and a desk. */
export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 900 };

/** A page of the desk with everything that it must not do. Content security policy stays on. */
export interface DeskPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught errors and server faults of all pages of the context; empty on a good day. */
  readonly faults: string[];
}

/** Opens a browser of its own for one person. */
export async function openDesk(
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<DeskPage> {
  const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', viewport });
  const faults: string[] = [];
  // Of every page that this person opens, not of the first alone.
  context.on('weberror', (web) => faults.push(`uncaught: ${web.error().message}`));
  context.on('console', (message) => {
    const isAnswer = /Failed to load resource|WebSocket connection/.test(message.text());
    if (message.type() === 'error' && !isAnswer) faults.push(`console: ${message.text()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  return { page: await context.newPage(), context, faults };
}

export const passwords = {
  admin: 'kereta malam menuju laut',
  clerk: 'hujan sore di sawah lebar',
  verifier: 'gunung biru dan awan tipis',
} as const;

/** Makes the first administrator by the link that the start printed. */
export async function setUpAdmin(server: TestServer, { page }: DeskPage): Promise<void> {
  const path = /\/pasang\?kunci=\S+/.exec(server.output())?.[0];
  if (!path) throw new Error('the start printed no set-up link');
  await page.goto(server.url + path);
  await page.getByLabel('Nama lengkap').fill('Rina Kartika');
  await page.getByLabel('Email').fill('rina@kab.example');
  await page.getByLabel('Kata sandi baru').fill(passwords.admin);
  await page.getByRole('button', { name: 'Buat akun admin' }).click();
  await page.waitForURL(/\/admin/);
}

/** Invites someone as the admin does; returns the link that is shown once. */
export async function inviteBy(
  { page }: DeskPage,
  { email, role, agency }: { email: string; role: string; agency?: string },
): Promise<string> {
  const form = page.getByRole('heading', { name: 'Undang orang' }).locator('..');
  await form.getByLabel('Email').fill(email);
  await form.getByLabel('Peran', { exact: true }).selectOption(role);
  if (agency) await form.getByLabel('Perangkat daerah').selectOption(agency);
  await form.getByRole('button', { name: 'Buat undangan' }).click();
  await form.getByText(`Undangan untuk ${email} siap`).waitFor();
  return form.getByLabel('Tautan undangan').inputValue();
}

/** Takes an invitation: account and sign-in in one. */
export async function join(
  { page }: DeskPage,
  link: string,
  { name, password }: { name: string; password: string },
): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Nama lengkap').fill(name);
  await page.getByLabel('Kata sandi baru').fill(password);
  await page.getByRole('button', { name: 'Buat akun dan masuk' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/undangan'));
}
