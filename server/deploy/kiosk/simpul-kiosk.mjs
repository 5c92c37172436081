#!/usr/bin/env node
// Keeps one wall on the screen: starts Chromium, looks whether it lives, and starts it anew when it does not. Needs Node 20 and
// Chromium, nothing else; the five files of this folder are the whole of it.
import { mkdirSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { killGroup, killLeftOver, launchBrowser } from './browser.mjs';
import { KioskError, readOptions, usage } from './options.mjs';
import { watchPage } from './page.mjs';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./browser.mjs').Browser} Browser */

const firstDelayMs = 1_000;
const maxDelayMs = 30_000;
const healthyAfterMs = 60_000;
const wellEveryMs = 3_600_000;

/**
 * @param {string} event
 * @param {Record<string, unknown>} [detail]
 */
function log(event, detail = {}) {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...detail })}\n`);
}

/**
 * A name in the kernel that goes with its process: no file that a power cut leaves behind.
 * @param {string} profile
 * @returns {Promise<void>}
 */
function lockProfile(profile) {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      fail(
        error.code === 'EADDRINUSE'
          ? new KioskError(`--profile: another launcher runs on ${profile}`)
          : new KioskError(`--profile: cannot be locked (${error.message})`),
      ),
    );
    server.listen(`\0simpul-kiosk:${profile}`.slice(0, 107), done);
    server.unref();
  });
}

/** What happened since the start, told with every revival and once an hour. */
function createTally() {
  const startedAt = performance.now();
  let revivals = 0;
  const pictures = { sent: 0, failed: 0, lastStatus: /** @type {number | null} */ (null) };
  /** @type {{reason: string, at: number} | null} */
  let fault = { reason: 'start', at: startedAt };
  let aliveAt = startedAt;
  let isAlive = false;
  return {
    /** @param {string} reason */
    fault(reason) {
      isAlive = false;
      fault ??= { reason, at: performance.now() };
    },
    alive() {
      if (!isAlive) aliveAt = performance.now();
      isAlive = true;
      if (!fault) return;
      const tookMs = Math.round(performance.now() - fault.at);
      if (fault.reason === 'start') log('alive', { tookMs });
      else {
        revivals += 1;
        log('revived', { reason: fault.reason, tookMs, revivals, pictures });
      }
      fault = null;
    },
    /** @param {number | null} status */
    picture(status) {
      const isSent = status !== null && status < 300;
      pictures[isSent ? 'sent' : 'failed'] += 1;
      pictures.lastStatus = status;
    },
    isLongWell: () => isAlive && performance.now() - aliveAt >= healthyAfterMs,
    tell: () =>
      log('well', { upS: Math.round((performance.now() - startedAt) / 1_000), isAlive, revivals, pictures }),
  };
}

/**
 * @param {Options} options
 * @param {AbortSignal} stopping
 */
async function keepAlive(options, stopping) {
  const tally = createTally();
  setInterval(tally.tell, wellEveryMs).unref();
  const stopped = new Promise((done) => stopping.addEventListener('abort', () => done(null), { once: true }));
  let delayMs = firstDelayMs;
  while (!stopping.aborted) {
    /** @type {Browser | null} */
    let browser = null;
    try {
      browser = await launchBrowser(options);
      running = browser;
      log('started', { pid: browser.pid });
      const watching = watchPage(browser, {
        url: options.url,
        log,
        onAlive: tally.alive,
        onFault: tally.fault,
        onPicture: tally.picture,
      });
      const outcome = await Promise.race([watching, stopped]);
      if (outcome === null) break;
      if (tally.isLongWell()) delayMs = firstDelayMs;
      tally.fault(outcome.reason);
      log(outcome.reason, outcome.detail);
    } catch (error) {
      log('failed', { error: error instanceof Error ? error.message : String(error) });
    }
    await browser?.kill();
    running = null;
    await Promise.race([new Promise((done) => setTimeout(done, delayMs)), stopped]);
    delayMs = Math.min(2 * delayMs, maxDelayMs);
  }
  await running?.close();
  running = null;
}

/** @type {Browser | null} */
let running = null;

async function main() {
  const options = readOptions(process.argv.slice(2), process.env, process.getuid?.() === 0);
  if (!options) {
    process.stdout.write(usage);
    return;
  }
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  options.profile = realpathSync(options.profile);
  await lockProfile(options.profile);
  killLeftOver(options.profile);
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => stopping.abort());
  // Whatever ends the launcher takes the browser along: the next launcher finds the profile free.
  process.on('exit', () => running && killGroup(running.pid));
  await keepAlive(options, stopping.signal);
  log('stopped');
}

try {
  await main();
  process.exit(0);
} catch (error) {
  const line =
    error instanceof KioskError ? error.message : `fault: ${error instanceof Error ? error.stack : error}`;
  process.stderr.write(`simpul-kiosk: ${line}\n`);
  process.exit(error instanceof KioskError ? 2 : 1);
}
