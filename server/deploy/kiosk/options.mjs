// What the launcher was asked for: words of the command line, else the environment, checked before anything starts.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** A wish that cannot be met; the message is the one line that whoever started the launcher sees. */
export class KioskError extends Error {}

/**
 * @typedef {object} Options
 * @property {string} url page of the wall
 * @property {string} chromium path of the browser
 * @property {string} profile absolute; holds the wall's cookie
 * @property {{x: number, y: number} | null} position of the window, in pixels of the desktop
 * @property {{width: number, height: number} | null} size of the window
 * @property {boolean} noSandbox
 * @property {string[]} extra more words for the browser
 */

export const usage = `simpul-kiosk --url http://HOST:3216/wall/NAME
  --chromium PATH    browser; found on the PATH when left out              KIOSK_CHROMIUM
  --profile DIR      folder of its own, keeps the wall's cookie            KIOSK_PROFILE
  --display N        under X: the N-th monitor, counted from 0             KIOSK_DISPLAY
  --position X,Y --size WxH   under X: a window of this place and size     KIOSK_POSITION, KIOSK_SIZE
  --no-sandbox       only as root, only to try it out
  -- WORDS           passed to the browser                                 KIOSK_CHROMIUM_FLAGS
`;

/** @satisfies {import('node:util').ParseArgsConfig['options']} */
const words = {
  url: { type: 'string' },
  chromium: { type: 'string' },
  profile: { type: 'string' },
  display: { type: 'string' },
  position: { type: 'string' },
  size: { type: 'string' },
  'no-sandbox': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/**
 * Reads command line and environment; throws `KioskError` on the first fault, null when only help is wanted.
 * @param {readonly string[]} argv
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {boolean} isRoot
 * @returns {Options | null}
 */
export function readOptions(argv, env, isRoot) {
  const split = argv.indexOf('--');
  const own = split < 0 ? argv : argv.slice(0, split);
  const given = parse(own);
  if (given['help']) return null;
  const noSandbox = given['no-sandbox'] === true;
  if (noSandbox && !isRoot) throw new KioskError('--no-sandbox: only root has a use for it; leave it out');
  if (isRoot && !noSandbox)
    throw new KioskError(
      'root: Chromium does not start as root; use a user of its own (or --no-sandbox to try)',
    );
  /** @param {string} name */
  const pick = (name) => {
    const word = given[name];
    return (typeof word === 'string' ? word : env[`KIOSK_${name.toUpperCase()}`])?.trim() || undefined;
  };
  return {
    url: readUrl(pick('url')),
    chromium: findChromium(pick('chromium'), env),
    profile: resolve(pick('profile') ?? env['STATE_DIRECTORY'] ?? join(env['HOME'] ?? '.', '.simpul-kiosk')),
    ...readPlace(pick('display'), pick('position'), pick('size'), env),
    noSandbox,
    extra: [
      ...(env['KIOSK_CHROMIUM_FLAGS'] ?? '').split(/\s+/).filter((word) => word !== ''),
      ...(split < 0 ? [] : argv.slice(split + 1)),
    ],
  };
}

/**
 * @param {readonly string[]} args
 * @returns {Readonly<Record<string, unknown>>}
 */
function parse(args) {
  try {
    return parseArgs({ args: [...args], options: words }).values;
  } catch (error) {
    const line = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    throw new KioskError(line.split('. To specify')[0] ?? line);
  }
}

/** @param {string | undefined} text */
function readUrl(text) {
  if (!text) throw new KioskError('--url: is missing; the address of the wall, http://HOST:3216/wall/NAME');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new KioskError(`--url: must be an http:// or https:// address (it is "${text}")`);
  if (url.username || url.password) throw new KioskError('--url: must hold no name and no password');
  return url.href;
}

/**
 * @param {string | undefined} wanted
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function findChromium(wanted, env) {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = wanted
    ? [resolve(wanted)]
    : folders.flatMap((folder) => names.map((one) => join(folder, one)));
  const found = places.find(isProgram);
  if (found) return found;
  throw new KioskError(
    wanted
      ? `--chromium: ${wanted} is no program that can be run`
      : '--chromium: no Chromium on the PATH; apt-get install chromium',
  );
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string | undefined} display
 * @param {string | undefined} position
 * @param {string | undefined} size
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Pick<Options, 'position' | 'size'>}
 */
function readPlace(display, position, size, env) {
  if (display !== undefined && (position ?? size) !== undefined)
    throw new KioskError('--display: give either it or --position and --size');
  if (display !== undefined) return findMonitor(display, env);
  if (position === undefined && size === undefined) return { position: null, size: null };
  const at = /^(-?\d{1,5}),(-?\d{1,5})$/.exec(position ?? '');
  if (!at) throw new KioskError('--position: must be X,Y in pixels, and stand beside --size');
  const by = /^(\d{2,5})x(\d{2,5})$/.exec(size ?? '');
  if (!by) throw new KioskError('--size: must be WxH in pixels, and stand beside --position');
  return {
    position: { x: Number(at[1]), y: Number(at[2]) },
    size: { width: Number(by[1]), height: Number(by[2]) },
  };
}

/**
 * @param {string} display
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Pick<Options, 'position' | 'size'>}
 */
function findMonitor(display, env) {
  if (!/^\d$/.test(display))
    throw new KioskError('--display: must be the number of a monitor, counted from 0');
  if (!env['DISPLAY'])
    throw new KioskError('--display: works under X alone; under Wayland the compositor places the window');
  const listed = spawnSync('xrandr', ['--listmonitors'], {
    encoding: 'utf8',
    env: { ...env },
    timeout: 5_000,
  });
  if (listed.status !== 0)
    throw new KioskError('--display: xrandr does not answer; apt-get install x11-xserver-utils');
  const found = readMonitors(listed.stdout)[Number(display)];
  if (!found) throw new KioskError(`--display: there is no monitor ${display}`);
  return found;
}

/**
 * Lines such as ` 1: +HDMI-2 1920/509x1080/286+1920+0  HDMI-2`: size in pixels and millimetres, then the place.
 * @param {string} text
 */
export function readMonitors(text) {
  return [...text.matchAll(/^\s*\d+:.*?\s(\d+)\/\d+x(\d+)\/\d+\+(\d+)\+(\d+)/gm)].map(
    ([, width, height, x, y]) => ({
      position: { x: Number(x), y: Number(y) },
      size: { width: Number(width), height: Number(height) },
    }),
  );
}
