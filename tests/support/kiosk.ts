import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from './pause.ts';

/** One line of the launcher's log. */
export interface KioskLine {
  readonly event: string;
  readonly pid?: number;
  readonly reason?: string;
  readonly tookMs?: number;
  readonly answers?: boolean;
  readonly draws?: boolean;
}

/** The real launcher with a real Chromium without a window. */
export interface Kiosk {
  readonly profile: string;
  readonly lines: readonly KioskLine[];
  readonly output: () => string;
  /** The `count`-th line of this event; rejects when it does not come in time. */
  waitFor(event: string, count?: number, withinMs?: number): Promise<KioskLine>;
  /** Process ids of the browser, of one kind (`renderer`, `gpu-process`) or all. */
  pids(kind?: string): number[];
  signal(signal: NodeJS.Signals): void;
  exit(): Promise<number | null>;
  /** Ends what is left and removes a profile of its own. */
  stop(): Promise<void>;
}

/** Every process of the profile: Chromium names it in the words of the main process alone, whose group the others share. */
function listPids(profile: string): { pid: number; words: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        // A dead one that nobody has asked after yet holds nothing.
        if (state === 'Z') return [];
        const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), group: Number(group), words }];
      } catch {
        return [];
      }
    });
  const named = all.filter(({ words }) => words.includes(profile) && !words.includes('simpul-kiosk.mjs'));
  const groups = new Set(named.map(({ group }) => group));
  return all.filter(
    ({ group, words }) => groups.has(group) || (words.includes(profile) && !isLauncher(words)),
  );
}

function isLauncher(words: string): boolean {
  return words.includes('simpul-kiosk.mjs');
}

/** Starts the launcher; a profile of its own unless one is given, and more words for the browser. */
export function startKiosk(url: string, given?: string, flags: readonly string[] = []): Kiosk {
  const profile = given ?? mkdtempSync(join(tmpdir(), 'simpul-kiosk-'));
  const lines: KioskLine[] = [];
  let printed = '';
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const words = ['--url', url, '--profile', profile, '--chromium', chromium, ...root];
  const child: ChildProcess = spawn(
    process.execPath,
    ['server/deploy/kiosk/simpul-kiosk.mjs', ...words, '--', '--headless=new', '--disable-quic', ...flags],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'] ?? '', HOME: profile } },
  );
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as KioskLine));
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    profile,
    lines,
    output: () => printed,
    async waitFor(event, count = 1, withinMs = 60_000) {
      const until = performance.now() + withinMs;
      for (;;) {
        const found = lines.filter((line) => line.event === event)[count - 1];
        if (found) return found;
        if (performance.now() > until) throw new Error(`no ${event} number ${count}: ${printed}`);
        await pause(20);
      }
    },
    pids: (kind) =>
      listPids(profile)
        .filter(({ words: own }) => kind === undefined || own.includes(`--type=${kind}`))
        .map(({ pid }) => pid),
    signal: (signal) => child.kill(signal),
    exit: () => ended,
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([ended, pause(5_000)]);
      child.kill('SIGKILL');
      for (const { pid } of listPids(profile)) process.kill(pid, 'SIGKILL');
      if (given === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** A page that says it is a wall, and takes its pictures. */
export interface PageServer {
  readonly url: string;
  /** Cookie header of every request for the page, in order. */
  readonly cookies: readonly string[];
  readonly pictures: readonly { cookie: string; type: string; body: Buffer }[];
  stop(): Promise<void>;
}

const page =
  '<!doctype html><html data-started="yes"><body style="background:#124"><h1 id="now"></h1><script>setInterval(() => { now.textContent = Date.now() }, 100)</script>';

/** Listens on the given port. */
export async function startPageServer(port: number): Promise<PageServer> {
  const cookies: string[] = [];
  const pictures: { cookie: string; type: string; body: Buffer }[] = [];
  const server = createServer((request, response) => {
    const cookie = request.headers.cookie ?? '';
    if (request.method === 'POST') {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const type = request.headers['content-type'] ?? '';
        pictures.push({ cookie, type, body: Buffer.concat(parts) });
        response.writeHead(204).end();
      });
      return;
    }
    if (request.url?.startsWith('/wall/')) cookies.push(cookie);
    response.setHeader('Set-Cookie', 'wall=proven; HttpOnly; SameSite=Strict; Max-Age=86400; Path=/');
    response.setHeader('Content-Type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}/wall/uji`,
    cookies,
    pictures,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
