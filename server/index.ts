import { toOperatorLine } from './cli/runCommand.ts';
import { readSettings, type Settings } from './config/settings.ts';
import { createLog } from './observability/log.ts';
import { type RunningServer, startServer } from './startServer.ts';

const drainMs = 10_000;

function announce({ url }: RunningServer, { host, feeds, mode }: Settings): void {
  const lines = [`Simpul: ${url}/wall`];
  if (host === '127.0.0.1' || host === 'localhost' || host === '::1') {
    lines.push('Only this machine can see it; set HOST=0.0.0.0 for screens on the local network.');
  } else {
    lines.push(`Listening on ${host}: screens on the local network can see it.`);
  }
  if (!feeds) lines.push('Public feeds are off (FEEDS=off).');
  if (mode === 'demo') lines.push('Demo: simulated figures say SIMULASI.');
  if (mode === 'test') lines.push('FEED_BASE is set: screens say UJI.');
  process.stdout.write(`${lines.join('\n')}\n`);
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
  const server = await startServer(settings, { now: Date.now, log, processMetrics: true });
  announce(server, settings);
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      setTimeout(() => process.exit(1), drainMs).unref();
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ err: error }, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  const line = toOperatorLine(error);
  process.stderr.write(`${line ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
});
