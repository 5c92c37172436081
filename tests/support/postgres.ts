import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findFreePort } from './freePort.ts';

/** A PostgreSQL of our own on a free loopback port; without fsync, since tests kill our server, not the machine. */
export interface LocalPostgres {
  /** URL of the maintenance database; `createDatabase` makes empty ones beside it. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; then it runs as its own account. */
function findAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const read = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: read('-u'), gid: read('-g') };
}

async function waitUntilOpen(url: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      if (performance.now() > deadline) throw new Error('PostgreSQL did not start', { cause });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Starts a PostgreSQL from the programs in `binDir` on a fresh folder that goes away with it. */
export async function startPostgres(binDir: string): Promise<LocalPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-pg-'));
  const account = findAccount();
  const data = join(folder, 'data');
  mkdirSync(data);
  chmodSync(folder, 0o755);
  if (account) chownSync(data, account.uid, account.gid);
  const options = account ? { ...account, cwd: data } : { cwd: data };
  const made = spawnSync(
    join(binDir, 'initdb'),
    ['-D', data, '-U', 'app', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await findFreePort();
  const settings = ['fsync=off', 'synchronous_commit=off', 'unix_socket_directories=', 'max_connections=200'];
  const server = spawn(
    join(binDir, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap((s) => ['-c', s])],
    { ...options, stdio: 'ignore' },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `postgres://app@127.0.0.1:${port}/postgres`;
  await waitUntilOpen(url);
  return {
    url,
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let databases = 0;

/** Makes an empty database beside the one of `url` and returns its URL and how to drop it. */
export async function createDatabase(url: string): Promise<{ url: string; drop: () => Promise<void> }> {
  databases += 1;
  const name = `t_${process.pid}_${databases}_${Date.now().toString(36)}`;
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}
