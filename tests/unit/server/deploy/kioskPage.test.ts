import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { launchBrowser } from '../../../../server/deploy/kiosk/browser.mjs';
import { watchPage } from '../../../../server/deploy/kiosk/page.mjs';

const url = 'http://127.0.0.1:3216/wall/utama';
const seen = { url, isHtml: true, isStarted: true, status: 200, isHidden: false };

/** A browser whose page is a wall that draws; it takes pictures only as long as it lives. */
function openBrowser() {
  const sent: string[] = [];
  let end: (detail: { code: number; signal: null; lastWords: string }) => void = () => undefined;
  const exited = new Promise<{ code: number | null; signal: string | null; lastWords: string }>((resolve) => {
    end = resolve;
  });
  const answers: Record<string, (params: { expression?: string }) => Record<string, unknown>> = {
    'Target.getTargets': () => ({ targetInfos: [{ type: 'page', targetId: 't' }] }),
    'Target.attachToTarget': () => ({ sessionId: 's' }),
    'Runtime.evaluate': ({ expression = '' }) => ({
      result: { value: expression.includes('requestAnimationFrame') ? true : seen },
    }),
  };
  const browser = {
    pid: 1,
    exited,
    async send(method: string, params: object = {}) {
      sent.push(method);
      return answers[method]?.(params) ?? {};
    },
    onEvent: () => () => undefined,
    kill: async () => undefined,
    close: async () => undefined,
  };
  return { browser, sent, end: () => end({ code: 1, signal: null, lastWords: 'gone' }) };
}

function watch({ browser }: ReturnType<typeof openBrowser>) {
  const told: string[] = [];
  const outcome = watchPage(browser, {
    url,
    log: (event: string) => told.push(event),
    onAlive: () => told.push('alive'),
    onFault: (reason: string) => told.push(reason),
    onPicture: (status: number | null) => told.push(`picture ${status}`),
  });
  return { told, outcome };
}

describe('the watch over a page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends with its browser: nothing is asked or told of it after that', async () => {
    const opened = openBrowser();
    const { told, outcome } = watch(opened);
    // A picture is under way then.
    await vi.advanceTimersByTimeAsync(32_000);
    expect(opened.sent).toContain('Page.startScreencast');
    opened.end();
    expect(await outcome).toMatchObject({ reason: 'exited', detail: { code: 1 } });
    const [sent, before] = [opened.sent.length, told.length];
    await vi.advanceTimersByTimeAsync(120_000);
    expect(opened.sent.slice(sent)).toEqual(['Page.stopScreencast']);
    expect(told.slice(before)).toEqual([]);
  });

  it('tells of the wall and of its pictures for as long as it lives', async () => {
    const opened = openBrowser();
    const { told } = watch(opened);
    await vi.advanceTimersByTimeAsync(45_000);
    expect(told.filter((one) => one === 'alive').length).toBeGreaterThan(5);
    expect(told).toContain('picture null');
    opened.end();
  });
});

describe('a browser that has ended', () => {
  it('answers no question, and says so at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simpul-kiosk-'));
    const chromium = join(folder, 'chromium');
    writeFileSync(chromium, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const browser = await launchBrowser({
      url,
      chromium,
      profile: folder,
      position: null,
      size: null,
      noSandbox: false,
      extra: [],
    });
    expect((await browser.exited).code).toBe(3);
    await expect(browser.send('Target.getTargets', {}, { timeoutMs: 600_000 })).rejects.toThrow(
      'the browser has ended',
    );
    rmSync(folder, { recursive: true });
  });
});
