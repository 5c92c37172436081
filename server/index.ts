import { networkInterfaces } from 'node:os';
import type { Logger } from 'pino';
import { toOperatorLine } from './cli/runCommand.ts';
import { readSettings, type Settings } from './config/settings.ts';
import { createLog } from './observability/log.ts';
import { type RunningServer, startServer } from './startServer.ts';

const drainMs = 10_000;

function announce(
  { url, setupToken }: RunningServer,
  { host, port, publicUrl, feeds, mode }: Settings,
): void {
  const lines = [`Simpul: ${url}/wall`];
  if (host === '127.0.0.1' || host === 'localhost' || host === '::1') {
    lines.push('Only this machine can see it; set HOST=0.0.0.0 for screens on the local network.');
  } else {
    lines.push(`Listening on ${host}: screens on the local network can see it.`);
    if (host === '0.0.0.0' || host === '::') {
      for (const address of listOwnAddresses())
        lines.push(`  http://${address}:${new URL(url).port || port}/wall`);
    }
  }
  if (publicUrl) lines.push(`Behind the proxy: ${publicUrl}/wall`);
  if (!feeds) lines.push('Public feeds are off (FEEDS=off).');
  if (setupToken) {
    lines.push(`First administrator, good for 24 hours: ${publicUrl ?? url}/pasang?kunci=${setupToken}`);
  }
  if (mode === 'demo') lines.push('Demo: simulated figures say SIMULASI.');
  if (mode === 'test') lines.push('FEED_BASE is set: screens say UJI.');
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** IPv4 addresses of this machine on its networks, the first few. */
function listOwnAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outward = all.filter(({ family, internal }) => family === 'IPv4' && !internal);
  return outward.slice(0, 4).map(({ address }) => address);
}

/** Ends the process on a signal: at once while it still starts, since every start is a recovery, else after a clean stop. */
function stopOnSignals(log: Logger, running: () => RunningServer | null): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    const server = running();
    if (!server) process.exit(0);
    setTimeout(() => process.exit(1), drainMs).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2));
  const log = createLog(settings.logLevel);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, event);
      process.exit(1);
    });
  }
  let server: RunningServer | null = null;
  stopOnSignals(log, () => server);
  server = await startServer(settings, {
    now: Date.now,
    log,
    processMetrics: true,
    onStoreLost(error) {
      process.stderr.write(`${error.message}; the server ends so that it can be started again\n`);
      process.exit(1);
    },
  });
  announce(server, settings);
}

main().catch((error: unknown) => {
  const line = toOperatorLine(error);
  process.stderr.write(`${line ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
});
