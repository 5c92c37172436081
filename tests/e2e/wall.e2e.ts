import { describe, expect, it } from 'vitest';
import { pillarIds } from '#shared/model/lists.ts';
import { findSensorIndicator, pushReadings, readLatest } from '../support/api.ts';
import { findViolations } from '../support/axe.ts';
import { createToken } from '../support/server.ts';
import { openRoom } from './room.ts';
import { openWall } from './wallPage.ts';

const room = openRoom();

/** A figure as the wall may print it: Indonesian digits, any number of decimals kept by the source. */
function toPrinted(value: number): RegExp {
  const [whole = '', decimals = ''] = String(value).split('.');
  return new RegExp(
    `${Number(whole).toLocaleString('id-ID').replaceAll('.', '\\.')}(?:,${decimals.slice(0, 1)})`,
  );
}

/** Runs in the page: notes the wall-clock instant at which a text first stands on the wall. */
function noteSight(text: string): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-wall]')?.textContent?.includes(text)) return;
    observer.disconnect();
    Object.assign(window, { seenAt: performance.timeOrigin + performance.now() });
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}

describe('the wall', () => {
  it('shows a published baseline figure with its year', async () => {
    const wall = await openWall(room.browser, room.server.url);
    const latest = await readLatest(room.server.url);
    const text = await wall.text();
    const shown = latest.records.filter(
      (one) =>
        one.origin === 'published' &&
        one.value !== null &&
        !Number.isInteger(one.value) &&
        toPrinted(one.value).test(text),
    );
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.some((one) => one.period !== undefined && text.includes(one.period.slice(0, 4)))).toBe(true);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('names the source of a figure in the scene of its pillar', async () => {
    const latest = await readLatest(room.server.url);
    const labels = [...new Set(latest.records.map((one) => one.source.label))];
    const wall = await openWall(room.browser, room.server.url, 'scene=pilar&pillar=society');
    await expect
      .poll(async () => {
        const text = await wall.text();
        return labels.some((label) => text.includes(label) || text.includes(label.split(/[ ,]/)[0] ?? label));
      })
      .toBe(true);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('shows a reading pushed over HTTP within a second', async () => {
    const indicator = await findSensorIndicator(room.server.url);
    const token = createToken(room.server, indicator.agency);
    const wall = await openWall(
      room.browser,
      room.server.url,
      `scene=pilar&pillar=environment&indicator=${indicator.id}`,
    );
    await wall.page.waitForFunction(() => document.documentElement.dataset['map'] === 'idle', null, {
      timeout: 60_000,
    });
    await wall.page.evaluate(noteSight, '37,4');
    const answer = await pushReadings(room.server.url, token, [
      { indicator: indicator.id, area: '32.16', value: 37.4, observedAt: new Date().toISOString() },
    ]);
    const acknowledgedAt = Date.now();
    expect(answer.status).toBe(201);
    const seenAt = await wall.page.waitForFunction(
      () => (window as typeof window & { seenAt?: number }).seenAt,
    );
    expect((await seenAt.jsonValue()) ?? Number.NaN).toBeLessThan(acknowledgedAt + 1_000);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('says that it is cut when the server dies, dims nothing away, and is live again without a reload', async () => {
    const wall = await openWall(room.browser, room.server.url);
    // The whole wall stands before the server dies: map, worker and charts are loaded.
    await wall.page.waitForFunction(() => document.documentElement.dataset['map'] === 'idle', null, {
      timeout: 60_000,
    });
    const before = await wall.text();
    await wall.page.evaluate(() => {
      document.documentElement.dataset['sinceLoad'] = 'same';
    });
    wall.expectOutage(true);
    await room.server.kill();
    await wall.sees(/Menyusul|Terputus|terputus/, 20_000);
    await wall.sees(/[Tt]erputus/, 30_000);
    const during = await wall.text();
    expect(during.length).toBeGreaterThan(before.length / 2);
    await room.server.start();
    await wall.seesLink(/Langsung/, 30_000);
    expect(await wall.page.evaluate(() => document.documentElement.dataset['sinceLoad'])).toBe('same');
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it('goes from scene to scene by keyboard and says so in its address', async () => {
    const wall = await openWall(room.browser, room.server.url);
    for (const [index, pillar] of pillarIds.entries()) {
      await wall.press(String(index + 1));
      await expect
        .poll(() => [wall.address().get('scene'), wall.address().get('pillar')])
        .toEqual(['pilar', pillar]);
    }
    await wall.press('m');
    await expect.poll(() => wall.address().get('scene')).toBe('peta');
    await wall.press('ArrowRight');
    await expect.poll(() => wall.address().get('scene')).toBe('ikhtisar');
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it.each([
    ['id', 'Langsung'],
    ['en', 'Live'],
  ])('speaks %s', async (language, word) => {
    const wall = await openWall(room.browser, room.server.url, `scene=ikhtisar&lang=${language}`);
    await wall.sees(word);
    expect(await wall.page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });
});

describe('accessibility', () => {
  it.each(['scene=ikhtisar', 'scene=pilar&pillar=environment', 'scene=peta', 'scene=ikhtisar&lang=en'])(
    'axe finds nothing on %s',
    async (query) => {
      const wall = await openWall(room.browser, room.server.url, query);
      await wall.page.waitForTimeout(1_500);
      expect(await findViolations(wall.page)).toEqual([]);
      expect(wall.faults).toEqual([]);
      await wall.close();
    },
  );
});

describe('sizes', () => {
  it.each([
    [1920, 1080],
    [3840, 2160],
    [5760, 1080],
  ])('has no scroll bar at %i by %i', async (width, height) => {
    const wall = await openWall(room.browser, room.server.url, 'scene=ikhtisar', { width, height });
    const overflow = await wall.page.evaluate(() => ({
      right: document.documentElement.scrollWidth - innerWidth,
      below: document.documentElement.scrollHeight - innerHeight,
    }));
    expect(overflow.right).toBeLessThanOrEqual(0);
    expect(overflow.below).toBeLessThanOrEqual(0);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });

  it.each([
    ['scene=ikhtisar', '[data-pillar]'],
    ['scene=pilar&pillar=society', 'canvas'],
    ['scene=peta', 'canvas'],
  ])('does not scroll sideways on a phone in %s', async (query, sign) => {
    const wall = await openWall(room.browser, room.server.url, query, { width: 390, height: 844 });
    await wall.page.locator(sign).first().waitFor({ state: 'attached', timeout: 60_000 });
    expect(await wall.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await wall.close();
  });
});
