import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toFlags } from '../../../../server/deploy/kiosk/browser.mjs';
import { readMonitors, readOptions } from '../../../../server/deploy/kiosk/options.mjs';
import { judge } from '../../../../server/deploy/kiosk/page.mjs';

const folder = mkdtempSync(join(tmpdir(), 'simpul-kiosk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'chromium'), '', { mode: 0o755 });

const env = { PATH: folder, HOME: folder };
const url = 'http://127.0.0.1:3216/wall/utama';

describe('wishes of the launcher', () => {
  it('come from the command line before the environment', () => {
    const options = readOptions(
      ['--url', url, '--', '--lang=id'],
      { ...env, KIOSK_URL: 'http://other/', KIOSK_PROFILE: folder },
      false,
    );
    expect(options).toEqual({
      url,
      chromium: join(folder, 'chromium'),
      profile: folder,
      position: null,
      size: null,
      noSandbox: false,
      extra: ['--lang=id'],
    });
  });

  it('come from the environment alone', () => {
    const given = {
      ...env,
      KIOSK_URL: url,
      KIOSK_POSITION: '1920,0',
      KIOSK_SIZE: '1920x1080',
      KIOSK_CHROMIUM_FLAGS: ' --a  --b',
    };
    expect(readOptions([], given, false)).toMatchObject({
      url,
      position: { x: 1920, y: 0 },
      size: { width: 1920, height: 1080 },
      extra: ['--a', '--b'],
    });
  });

  it.each([
    [[], /^--url: is missing/],
    [['--url', 'ftp://x/'], /^--url: must be/],
    [['--url', 'http://a:b@x/'], /^--url: must hold no name/],
    [['--url', url, '--chromium', '/nowhere/chromium'], /^--chromium: \/nowhere\/chromium is no program/],
    [['--url', url, '--position', '1'], /^--position: must be X,Y/],
    [['--url', url, '--size', '10x10'], /^--position: /],
    [['--url', url, '--position', '0,0'], /^--size: must be WxH/],
    [['--url', url, '--display', '0', '--size', '10x10'], /^--display: give either/],
    [['--url', url, '--display', 'HDMI'], /^--display: must be the number/],
    [['--url', url, '--display', '0'], /^--display: works under X alone/],
    [['--url', url, '--no-sandbox'], /^--no-sandbox: only root/],
    [['--adress', url], /--adress/],
  ])('refuses %j in one line', (argv, line) => {
    let message = '';
    try {
      readOptions(argv, env, false);
    } catch (error) {
      message = String((error as Error).message);
    }
    expect(message).toMatch(line);
    expect(message).not.toContain('\n');
  });

  it('do not let root run a browser without a word about it', () => {
    expect(() => readOptions(['--url', url], env, true)).toThrow(/^root: /);
    expect(readOptions(['--url', url, '--no-sandbox'], env, true)?.noSandbox).toBe(true);
  });

  it('find the place of a monitor', () => {
    const listed =
      'Monitors: 2\n 0: +*HDMI-1 1920/509x1080/286+0+0  HDMI-1\n 1: +HDMI-2 3840/1018x2160/572+1920+0  HDMI-2\n';
    expect(readMonitors(listed)).toEqual([
      { position: { x: 0, y: 0 }, size: { width: 1920, height: 1080 } },
      { position: { x: 1920, y: 0 }, size: { width: 3840, height: 2160 } },
    ]);
  });
});

describe('flags of the browser', () => {
  const options = readOptions(
    ['--url', url],
    { ...env, KIOSK_POSITION: '-1920,0', KIOSK_SIZE: '1920x1080' },
    false,
  );

  it('let sound play, open no port and keep the sandbox', () => {
    const flags = options ? toFlags(options, {}) : [];
    expect(flags).toContain('--autoplay-policy=no-user-gesture-required');
    expect(flags).toContain('--remote-debugging-pipe');
    expect(flags).toContain('--kiosk');
    expect(flags).toContain('--window-position=-1920,0');
    expect(flags).toContain(`--app=${url}`);
    expect(flags.join(' ')).not.toMatch(/remote-debugging-port|no-sandbox|ozone/);
  });

  it('leave the filling of the screen to the compositor where that is Wayland', () => {
    const flags = options ? toFlags(options, { WAYLAND_DISPLAY: 'wayland-0' }) : [];
    expect(flags).toContain('--ozone-platform=wayland');
    expect(flags).not.toContain('--kiosk');
  });
});

describe('what is on the screen', () => {
  const seen = { url, isHtml: true, isStarted: true, status: 200, isHidden: false };
  it.each([
    ['wall', {}],
    ['wall', { url: 'http://127.0.0.1:3216/wall/utama?scene=peta' }],
    ['loading', { isStarted: false }],
    ['elsewhere', { isStarted: false, url: 'http://127.0.0.1:3216/masuk?ke=%2Fwall%2Futama' }],
    ['absent', { isStarted: false, url: 'chrome-error://chromewebdata/' }],
    ['absent', { isStarted: false, url: 'about:blank' }],
    ['absent', { isStarted: false, status: 502 }],
    ['absent', { isStarted: false, isHtml: false }],
  ])('is %s for %j', (state, part) => {
    expect(judge({ ...seen, ...part }, url)).toBe(state);
  });
});
