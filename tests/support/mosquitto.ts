import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './freePort.ts';
import { pause } from './pause.ts';

/** A real broker of our own on a free loopback port. */
export interface TestBroker {
  /** `mqtt://127.0.0.1:port` */
  readonly url: string;
  /** Begins or begins again on the same port, with what was kept. */
  start(): Promise<void>;
  /** SIGTERM writes down what it holds, SIGKILL does not. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** SIGSTOP makes it stand still. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void;
  /** Ends it and removes what it kept. */
  stop(): Promise<void>;
}

async function waitUntilOpen(port: number, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`mosquitto ended with ${child.exitCode}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await pause(20);
  }
  throw new Error('mosquitto did not start');
}

function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Starts mosquitto with its own settings and folder; `autosave` writes every change down at once, so that SIGKILL loses nothing; without `anonymous` it lets nobody in. */
export async function startMosquitto({ autosave = false, anonymous = true } = {}): Promise<TestBroker> {
  const program = process.env['MOSQUITTO'] ?? '/usr/sbin/mosquitto';
  const folder = mkdtempSync(join(tmpdir(), 'simpul-mqtt-'));
  const kept = join(folder, 'kept');
  mkdirSync(kept);
  // As root it gives itself up for an account of its own, which must reach its folder.
  chmodSync(folder, 0o755);
  chmodSync(kept, 0o777);
  const port = await findFreePort();
  const file = join(folder, 'mosquitto.conf');
  const settings = [
    `listener ${port} 127.0.0.1`,
    `allow_anonymous ${anonymous}`,
    'persistence true',
    `persistence_location ${kept}/`,
    'max_queued_messages 0',
    ...(autosave ? ['autosave_interval 1', 'autosave_on_changes true'] : []),
    'log_type error',
  ];
  writeFileSync(file, `${settings.join('\n')}\n`);
  let child: ChildProcess | null = null;
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (!child) return;
    child.kill(signal);
    await endOf(child);
    child = null;
  };
  const start = async (): Promise<void> => {
    child = spawn(program, ['-c', file], { stdio: 'ignore' });
    await waitUntilOpen(port, child);
  };
  process.once('exit', () => child?.kill('SIGKILL'));
  await start();
  return {
    url: `mqtt://127.0.0.1:${port}`,
    start,
    end,
    signal: (name) => child?.kill(name),
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
