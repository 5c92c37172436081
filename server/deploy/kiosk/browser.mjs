// One life of Chromium: its flags, its process group, and the pipe by which it is spoken to. Nothing listens on the network.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {{method: string, params: Record<string, unknown>, sessionId: string | null}} CdpEvent */
/**
 * @typedef {object} Browser
 * @property {number} pid of the process and of its group
 * @property {Promise<{code: number | null, signal: string | null, lastWords: string}>} exited
 * @property {(method: string, params?: object, options?: {session?: string, timeoutMs?: number}) => Promise<Record<string, unknown>>} send
 * @property {(listener: (event: CdpEvent) => void) => () => void} onEvent returns its stop
 * @property {() => Promise<void>} kill ends the whole group at once and waits for it
 * @property {() => Promise<void>} close asks it to end, so that cookies are written; kills after two seconds
 */

/** A message larger than this is none that was asked for. */
const maxMessageBytes = 32_000_000;
const maxWordsChars = 2_000;
const closeWithinMs = 2_000;

/** A screen in a corner of the room: no bar, no bubble, no dialog, no sleep, sound at once. */
const flags = [
  '--no-first-run',
  '--no-default-browser-check',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--noerrdialogs',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-features=Translate,TranslateUI,MediaRouter,GlobalMediaControls',
  // Else a keyring may ask for a password before the cookie of the wall is read.
  '--password-store=basic',
  '--disk-cache-size=104857600',
  '--remote-debugging-pipe',
];

/**
 * @param {Options} options
 * @param {Readonly<Record<string, string | undefined>>} env
 */
export function toFlags({ url, profile, position, size, noSandbox, extra }, env) {
  return [
    ...flags,
    `--user-data-dir=${profile}`,
    // Cage fills the screen by itself; asked for more before its window stands, Chromium 156 ends with a trap under it.
    ...(env['WAYLAND_DISPLAY'] ? ['--ozone-platform=wayland'] : ['--kiosk']),
    ...(position ? [`--window-position=${position.x},${position.y}`] : []),
    ...(size ? [`--window-size=${size.width},${size.height}`] : []),
    // Else a bar across the wall warns of it.
    ...(noSandbox ? ['--no-sandbox', '--test-type'] : []),
    ...extra,
    `--app=${url}`,
  ];
}

/**
 * Starts the browser in a process group of its own.
 * @param {Options} options
 * @returns {Promise<Browser>}
 */
export async function launchBrowser(options) {
  // Ours alone by the launcher's lock; left behind by a kill or under another host name they keep the next one from starting.
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(join(options.profile, name), { force: true });
  const child = spawn(options.chromium, toFlags(options, process.env), {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    lastWords = (lastWords + text).slice(-maxWordsChars);
  });
  const exited = /** @type {Browser['exited']} */ (
    new Promise((done) => {
      child.once('error', (error) => done({ code: null, signal: null, lastWords: error.message }));
      child.once('exit', (code, signal) => done({ code, signal, lastWords: toLastLine(lastWords) }));
    })
  );
  const pid = child.pid;
  if (pid === undefined) throw new Error((await exited).lastWords);
  writeFileSync(toPidFile(options.profile), String(pid));
  const pipe = createPipe(child, exited);
  const kill = async () => {
    killGroup(pid);
    await exited;
  };
  return {
    pid,
    exited,
    ...pipe,
    kill,
    async close() {
      pipe.send('Browser.close', {}, { timeoutMs: closeWithinMs }).catch(() => undefined);
      await Promise.race([exited, new Promise((done) => setTimeout(done, closeWithinMs).unref())]);
      await kill();
    },
  };
}

/**
 * Messages of the DevTools protocol, each ended by a zero byte: to the browser on its third file, from it on the fourth.
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} exited
 * @returns {Pick<Browser, 'send' | 'onEvent'>}
 */
function createPipe(child, exited) {
  const output = /** @type {import('node:stream').Writable} */ (child.stdio[3]);
  const input = /** @type {import('node:stream').Readable} */ (child.stdio[4]);
  /** @type {Map<number, {done: (result: Record<string, unknown>) => void, fail: (error: Error) => void}>} */
  const waiting = new Map();
  /** @type {Set<(event: CdpEvent) => void>} */
  const listeners = new Set();
  let lastId = 0;
  let isEnded = false;
  readMessages(input, (text) => {
    const { id, result, error, method, params = {}, sessionId = null } = JSON.parse(text);
    if (id === undefined) {
      for (const listener of listeners) listener({ method, params, sessionId });
      return;
    }
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.fail(new Error(error.message));
    else call?.done(result);
  });
  // A browser that ends takes the pipe with it; who waits is told below.
  for (const stream of [output, input]) stream.on('error', () => undefined);
  exited.then(() => {
    isEnded = true;
    for (const { fail } of waiting.values()) fail(new Error('the browser has ended'));
    waiting.clear();
  });
  return {
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (method, params = {}, { session, timeoutMs = 10_000 } = {}) =>
      new Promise((done, fail) => {
        if (isEnded) throw new Error('the browser has ended');
        lastId += 1;
        const id = lastId;
        const timer = setTimeout(() => {
          waiting.delete(id);
          fail(new Error(`${method}: no answer in ${timeoutMs} ms`));
        }, timeoutMs);
        const settle =
          /** @template T @param {(value: T) => void} then */
          (then) => /** @param {T} value */ (value) => {
            clearTimeout(timer);
            then(value);
          };
        waiting.set(id, { done: settle(done), fail: settle(fail) });
        const message = { id, method, params, ...(session ? { sessionId: session } : {}) };
        output.write(`${JSON.stringify(message)}\0`);
      }),
  };
}

/**
 * @param {import('node:stream').Readable} input
 * @param {(text: string) => void} take
 */
function readMessages(input, take) {
  /** @type {Buffer[]} */
  let parts = [];
  let bytes = 0;
  input.on('data', (/** @type {Buffer} */ chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, end));
      const text = bytes > maxMessageBytes ? null : Buffer.concat(parts).toString('utf8');
      [parts, bytes, from] = [[], 0, end + 1];
      if (text) take(text);
    }
    bytes += chunk.length - from;
    if (bytes <= maxMessageBytes) parts.push(chunk.subarray(from));
    else parts = [];
  });
}

/**
 * What an expression comes to in a page.
 * @param {Browser} browser
 * @param {string} session
 * @param {string} expression
 * @param {number} timeoutMs
 * @returns {Promise<unknown>}
 */
export async function evaluate(browser, session, expression, timeoutMs) {
  const call = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await browser.send('Runtime.evaluate', call, { session, timeoutMs });
  if (exceptionDetails) throw new Error('the page threw');
  return /** @type {{value?: unknown}} */ (result).value;
}

/** @param {string} words */
function toLastLine(words) {
  const lines = words.trim().split('\n');
  return (lines.findLast((line) => /FATAL|Missing X|display/.test(line)) ?? lines.at(-1) ?? '').slice(0, 300);
}

/** @param {number} pid */
export function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

/** @param {string} profile */
function toPidFile(profile) {
  return join(profile, 'kiosk-browser.pid');
}

/**
 * Ends a browser that hung while its launcher was killed: it did not see its pipe close, and holds the profile.
 * @param {string} profile
 */
export function killLeftOver(profile) {
  try {
    const pid = Number(readFileSync(toPidFile(profile), 'utf8'));
    if (!Number.isSafeInteger(pid) || pid < 2) return;
    // A number may belong to somebody else by now.
    const isOurs = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      .split('\0')
      .includes(`--user-data-dir=${profile}`);
    if (isOurs) killGroup(pid);
  } catch {
    // There was none, or it has ended.
  }
}
