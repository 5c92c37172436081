import { describe, expect, it } from 'vitest';
import { openRoom } from './room.ts';

const room = openRoom();

const pages = [
  ['/wall?scene=ikhtisar&rotate=off', 'main, [role=main], #root > *'],
  ['/wall?scene=pilar&pillar=economy&rotate=off', 'canvas'],
  ['/wall?scene=peta&rotate=off', 'canvas'],
  ['/api/docs', '.opblock'],
] as const;

describe('the built page', () => {
  it('is built for the room, not for development', async () => {
    const context = await room.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${room.server.url}/wall?scene=pilar&rotate=off`);
    await page.locator('canvas').first().waitFor();
    const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const scripts = files.filter((file) => file.endsWith('.js'));
    const texts = await Promise.all(scripts.map(async (script) => (await fetch(script)).text()));
    expect(texts.length).toBeGreaterThan(1);
    // Names that only React's development build has; it is several times slower.
    expect(texts.filter((text) => /jsxDEV|react_stack_bottom_frame/.test(text))).toEqual([]);
    await context.close();
  });
});

describe('the content security policy', () => {
  it.each(pages)(
    'lets %s do all it does, with no inline code or style and no other host',
    async (path, sign) => {
      // Other tests switch the policy off for their tools; here it rules as it does in the room.
      const context = await room.browser.newContext({ viewport: { width: 1920, height: 1080 } });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => {
        const { protocol, host } = new URL(request.url());
        if (protocol.startsWith('http') && host !== new URL(room.server.url).host) faults.push(request.url());
      });
      const answer = await page.goto(room.server.url + path);
      const policy = answer?.headers()['content-security-policy'] ?? '';
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
      expect(policy).toMatch(/default-src 'self'.*object-src 'none'/);
      await page.locator(sign).first().waitFor();
      for (let x = 100; x < 1900; x += 300) for (let y = 100; y < 1000; y += 200) await page.mouse.move(x, y);
      await page.evaluate(
        () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
      );
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it('keeps code from running that slipped into a page', async () => {
    const context = await room.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${room.server.url}/wall`);
    const ran = await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src="data:x" onerror="window.slipped = 1">');
      const script = document.createElement('script');
      script.textContent = 'window.slipped = 2';
      document.body.append(script);
      return new Promise((next) => setTimeout(() => next('slipped' in window), 300));
    });
    expect(ran).toBe(false);
    await context.close();
  });
});
