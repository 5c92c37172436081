import { type ChildProcess, fork } from 'node:child_process';
import type { Server } from 'node:http';

/** Child side: says the port, then answers each message with the CPU time spent so far, milliseconds. */
export function answerCpuQuestions(http: Server): void {
  const address = http.address();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port: address && typeof address === 'object' ? address.port : 0 });
}

/** A host process as the bench sees it. */
export interface Host {
  readonly port: number;
  readCpuMs(): Promise<number>;
  stop(): Promise<void>;
}

function nextMessage(child: ChildProcess): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`bench host ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message: Record<string, number>) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}

/** Starts a host of this folder in its own process. */
export async function startHost(file: string, args: readonly string[] = []): Promise<Host> {
  const child = fork(new URL(file, import.meta.url), args, { execArgv: ['--import', 'tsx'] });
  const { port = 0 } = await nextMessage(child);
  return {
    port,
    async readCpuMs() {
      const answer = nextMessage(child);
      child.send('cpu');
      return (await answer)['cpuMs'] ?? 0;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}
