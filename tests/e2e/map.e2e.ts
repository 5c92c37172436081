import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openRoom } from './room.ts';
import { openWall, type WallPage } from './wallPage.ts';

const room = openRoom();

const population = 'indicator=society-population-bps';

async function waitForMap(wall: WallPage): Promise<void> {
  await wall.page.locator('html[data-map="idle"]').waitFor({ state: 'attached', timeout: 60_000 });
}

function nameOf(wall: WallPage, area: string) {
  return wall.page
    .getByRole('group', { name: /^Peta/ })
    .getByRole('button', { name: new RegExp(`^${area}`) });
}

describe('the map', () => {
  it('prints all 23 names, keeps one graphics context over the scenes, and asks nobody outside', async () => {
    const wall = await openWall(room.browser, room.server.url, 'scene=peta');
    await waitForMap(wall);
    const names = wall.page.getByRole('group', { name: /^Peta/ }).getByRole('button');
    expect(await names.count()).toBe(23);
    const mark = () =>
      wall.page.evaluate(() => {
        const canvas = document.querySelector('canvas.maplibregl-canvas');
        canvas?.setAttribute('data-first', canvas.getAttribute('data-first') ?? String(performance.now()));
        return canvas?.getAttribute('data-first');
      });
    const first = await mark();
    for (const key of ['0', '6', 'm']) {
      await wall.press(key);
      await waitForMap(wall);
      expect(await mark()).toBe(first);
    }
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('lets the keyboard and the pointer choose an area and says its figures', async () => {
    const wall = await openWall(room.browser, room.server.url, `scene=peta&${population}`);
    await waitForMap(wall);
    await nameOf(wall, 'Setu').focus();
    await wall.press('Enter');
    await expect.poll(() => wall.address().get('area')).toBe('32.16.18');
    await wall.sees('Kecamatan Setu');
    expect(await nameOf(wall, 'Setu').getAttribute('aria-pressed')).toBe('true');
    await nameOf(wall, 'Muaragembong').click();
    await expect.poll(() => wall.address().get('area')).toBe('32.16.17');
    await nameOf(wall, 'Muaragembong').click();
    await expect.poll(() => wall.address().get('area')).toBeNull();
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('says how many kecamatan have data, which are old and which have none', async () => {
    const wall = await openWall(room.browser, room.server.url, `scene=peta&${population}`);
    await wall.sees(/\d+ dari 23 kecamatan punya data terkini/);
    const list = wall.page.getByRole('region', { name: 'Peringkat' });
    await expect.poll(() => list.getByRole('listitem').count()).toBe(23);
    expect(await list.getByText('tanpa data').count()).toBeGreaterThan(0);
    await wall.close();
  });

  it('gives the map as a table too', async () => {
    const wall = await openWall(room.browser, room.server.url, `scene=pilar&pillar=society&${population}`);
    await waitForMap(wall);
    const table = wall.page.getByRole('table', { name: /^Peta/ });
    expect(await table.getByRole('row').count()).toBe(24);
    await wall.close();
  });

  it('draws a plain map with the same names where there is no WebGL', async () => {
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    const args = ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'];
    const plain = await chromium.launch({ executablePath, args });
    const wall = await openWall(plain, room.server.url, `scene=peta&${population}`);
    await waitForMap(wall);
    await wall.sees('Peta sederhana: layar ini tidak mendukung WebGL');
    await nameOf(wall, 'Tarumajaya').focus();
    await wall.press('Enter');
    await expect.poll(() => wall.address().get('area')).toBe('32.16.01');
    await plain.close();
  });
});
