import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './freePort.ts';

export interface ServerOptions {
  /** Beside PATH and HOME, nothing of the surrounding environment reaches the server. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kept when given; otherwise a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Largest file the server may write, in KiB: writes beyond it fail as on a full disk. */
  readonly maxFileKib?: number;
}

/** The real built server in a process of its own. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** Process id of the running server. */
  readonly pid: () => number;
  /** What it has printed since the first start, both streams. */
  readonly output: () => string;
  /** Resolves with the exit code when the process ends by itself or by a signal that it handles. */
  exit(): Promise<number | null>;
  /** SIGKILL, nothing flushed; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts again on the same port and data and waits until it is ready. */
  start(): Promise<void>;
  /** SIGTERM, then removal of a temporary data folder. */
  stop(): Promise<void>;
}

/** The server's environment: nothing inherited but what programs need to run. */
export function buildEnv(extra: Readonly<Record<string, string>>): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', FEEDS: 'off', ...extra };
}

/** The limit is set in the process that becomes the server, so its id stays the one we know. */
function toCommand(maxFileKib: number | undefined): [string, ...string[]] {
  const start = 'server/cli/start.mjs';
  if (maxFileKib === undefined) return [process.execPath, start];
  const script = `trap '' XFSZ; ulimit -f ${maxFileKib}; exec "$0" "$1"`;
  return ['bash', '-c', script, process.execPath, start];
}

async function waitUntilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`server ended with ${child.exitCode}: ${output()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`server not ready in time: ${output()}`);
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Starts `node server/cli/start.mjs` and waits for `/readyz`. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const port = options.port ?? (await findFreePort());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'simpul-test-'));
  const url = `http://127.0.0.1:${port}`;
  let printed = '';
  let child: ChildProcess;

  const start = async () => {
    const [command, ...args] = toCommand(options.maxFileKib);
    child = spawn(command, args, {
      env: buildEnv({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...options.env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        printed = (printed + chunk.toString()).slice(-50_000);
      });
    }
    await waitUntilReady(url, child, () => printed);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await endOf(child);
    clearTimeout(late);
  };

  // A test that throws before its stop leaves no server behind.
  process.once('exit', () => child.kill('SIGKILL'));
  await start();
  return {
    url,
    port,
    dataDir,
    pid: () => child.pid ?? 0,
    output: () => printed,
    async exit() {
      await endOf(child);
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
    start,
    async stop() {
      await end('SIGTERM');
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs the start with an environment that must stop it; gives its code and what it printed. */
export function runBrokenStart(env: Readonly<Record<string, string>>): {
  code: number | null;
  output: string;
} {
  const result = spawnSync(process.execPath, ['server/cli/start.mjs'], {
    env: buildEnv(env),
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: result.status, output: `${result.stdout}${result.stderr}` };
}

/** Makes an API token through the command line, as an administrator would. */
export function createToken(
  server: Pick<TestServer, 'dataDir' | 'port'>,
  agency: string,
  env: Readonly<Record<string, string>> = {},
): string {
  const args = ['run', '--silent', 'token', '--', 'create', '--agency', agency, '--scope', 'readings:write'];
  const result = spawnSync('npm', args, {
    env: buildEnv({ DATA_DIR: server.dataDir, PORT: String(server.port), NO_UPDATE_NOTIFIER: '1', ...env }),
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (result.status !== 0) throw new Error(`token: ${result.stdout}${result.stderr}`);
  return result.stdout.trim();
}
