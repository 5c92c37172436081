import type { Page } from 'playwright-core';

/** Opens the pairing page on a screen and waits for its code. */
export async function showCode(screen: Page, url: string): Promise<string> {
  await screen.goto(`${url}/wall/pasang`);
  const code = screen.locator('[data-code]');
  await code.waitFor();
  return (await code.getAttribute('data-code')) ?? '';
}

/** Pairs a screen as an operator does who has scanned its code. */
export async function pairScreen(
  { desk, screen, url }: { desk: Page; screen: Page; url: string },
  title: string,
): Promise<void> {
  const code = await showCode(screen, url);
  await desk.goto(`${url}/console/layar?kode=${code}`);
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Nama yang dibaca orang').fill(title);
  await dialog.getByRole('button', { name: 'Pasangkan' }).click();
  await dialog.waitFor({ state: 'detached' });
  await screen.locator('[data-scene-name]').waitFor({ timeout: 30_000 });
}

/** The card of a wall at the desk. */
export function cardOf(desk: Page, title: string) {
  return desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name: title, exact: true }) });
}

/** Waits until a wall's card says this of its state. */
export async function seesState(desk: Page, title: string, word: string, timeout = 20_000): Promise<void> {
  await cardOf(desk, title).getByText(word, { exact: true }).waitFor({ timeout });
}

/** Asks the server as the person at the desk. */
export function askAs(desk: Page, method: string, path: string, body: unknown): Promise<number> {
  return desk.evaluate(
    async ([how, where, what]) => {
      const init = { method: how, headers: { 'content-type': 'application/json' }, body: what };
      return (await fetch(where, init)).status;
    },
    [method, `/api/v1/walls/${path}`, JSON.stringify(body)] as const,
  );
}
