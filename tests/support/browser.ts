import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Loopback only, no first-run traffic; the software renderer stays on, so that the map draws (STACK, Chromium flags). */
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** A page that keeps a list of everything a wall must not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, uncaught exceptions and requests that leave the loopback. Empty on a good day. */
  readonly faults: readonly string[];
  /** While true, failed requests to our own server are expected: it has been killed. */
  expectOutage(expected: boolean): void;
  close(): Promise<void>;
}

/** Starts the system's Chromium (`CHROMIUM` names it) without a window. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: flags });
}

function isOutside(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return /^(?:https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1' && hostname !== 'localhost';
}

/** What Chromium itself writes when a connection is refused. */
const outageText =
  /ERR_CONNECTION_(?:REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|WebSocket connection to|Failed to load resource/;

function watch(page: Page, faults: string[], isOutageExpected: () => boolean): void {
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (isOutageExpected() && outageText.test(message.text())) return;
    faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (isOutside(request.url())) faults.push(`outside: ${request.url()}`);
  });
  page.on('websocket', (socket) => {
    if (isOutside(socket.url())) faults.push(`outside: ${socket.url()}`);
  });
}

/** Opens an address in a context of its own, Indonesian and in WIB as the room is. */
export async function openPage(
  browser: Browser,
  url: string,
  viewport: Viewport = { width: 1920, height: 1080 },
  prepare: (context: BrowserContext) => Promise<void> = async () => {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport,
    bypassCSP: true,
  });
  await prepare(context);
  const page = await context.newPage();
  const faults: string[] = [];
  let outage = false;
  watch(page, faults, () => outage);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return {
    page,
    faults,
    expectOutage(expected) {
      outage = expected;
    },
    close: () => context.close(),
  };
}
