import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DrillEnd } from '#shared/model/drill.ts';
import { findPackageRoot } from '../config/packageRoot.ts';
import type { Settings } from '../config/settings.ts';
import type { DrillEnding, DrillOrder, DrillProcess, DrillReady } from '../domain/drills/drillProcess.ts';
import { buildDrillEnv } from './drillEnv.ts';
import { type FromDrill, fromDrillSchema, type ToDrill } from './drillMessages.ts';

/** Needs of `launchDrill`. */
export interface LaunchParts {
  readonly settings: Settings;
  /** Environment of this process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Logger;
}

const readyWithinMs = 90_000;
/** Told to end, a drill has this long to report and go. Milliseconds. */
const endWithinMs = 6_000;
const joinWithinMs = 15_000;
/** It should have ended by itself this long ago. Milliseconds. */
const overdueMs = 60_000;

/** Folder of the drills' data below the real one's. */
export function toDrillsDir(dataDir: string): string {
  return join(dataDir, 'drills');
}

/** Starts a drill's server: a process whose only tie to this one is the channel between them. When that breaks, it ends. */
export function launchDrill({ settings, env, log }: LaunchParts, order: DrillOrder): DrillProcess {
  const dataDir = join(toDrillsDir(settings.dataDir), order.id);
  mkdirSync(dataDir, { recursive: true });
  const root = findPackageRoot(import.meta.url);
  const child = spawn(process.execPath, [join(root, 'server/cli/run.mjs'), 'drill'], {
    cwd: root,
    env: buildDrillEnv(env, { settings, dataDir }),
    stdio: ['ignore', 'ignore', settings.logLevel === 'silent' ? 'ignore' : 'inherit', 'ipc'],
  });
  const line = openLine(child, log);
  line.send({ kind: 'order', ...order });
  const ready = line.ready.then((found) => {
    if (!found) return null;
    const { port, playsAt, endsAt } = found;
    line.endBy(endsAt + overdueMs - Date.now());
    return { port, playsAt, endsAt };
  });
  return {
    ready,
    ended: line.ended,
    async join(person) {
      const password = makePassword();
      await line.join({ ...person, password });
      return password;
    },
    end(by: DrillEnd) {
      line.send({ kind: 'end', by });
      line.endBy(endWithinMs);
    },
    discard: () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }),
  };
}

interface Line {
  readonly ready: Promise<DrillReady | null>;
  readonly ended: Promise<DrillEnding>;
  send(message: ToDrill): void;
  join(person: { name: string; email: string; password: string }): Promise<void>;
  /** Kills what is still there after so long. Milliseconds. */
  endBy(ms: number): void;
}

/** Listens to a drill's server until it is gone. */
function openLine(child: ChildProcess, log: Logger): Line {
  const joins = new Map<number, (ok: boolean) => void>();
  let calls = 0;
  let deadline: NodeJS.Timeout | undefined;
  let told: Extract<FromDrill, { kind: 'report' | 'failed' }> | null = null;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const endBy = (ms: number): void => {
    clearTimeout(deadline);
    deadline = setTimeout(() => child.kill('SIGKILL'), Math.min(ms, 2_147_483_647));
  };
  const ready = new Promise<DrillReady | null>((resolve) => {
    child.on('message', (raw) => {
      const parsed = fromDrillSchema.safeParse(raw);
      if (!parsed.success) return;
      const message = parsed.data;
      if (message.kind === 'ready') resolve(message);
      else if (message.kind === 'joined') joins.get(message.call)?.(message.ok);
      else told = message;
      if (message.kind === 'failed') log.error({ drill: message.line }, 'a drill did not start');
    });
    void gone.then(() => resolve(null));
  });
  endBy(readyWithinMs);
  const send = (message: ToDrill): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  return {
    ready,
    endBy,
    send,
    ended: gone.then(async (): Promise<DrillEnding> => {
      clearTimeout(deadline);
      for (const settle of joins.values()) settle(false);
      const wasReady = (await ready) !== null;
      if (told?.kind === 'report') return { report: told.report, end: told.end };
      return { report: null, fault: told?.fault ?? (wasReady ? 'lost' : 'start') };
    }),
    async join(person) {
      calls += 1;
      const call = calls;
      const isDone = await new Promise<boolean>((resolve) => {
        const late = setTimeout(() => resolve(false), joinWithinMs);
        joins.set(call, (ok) => {
          clearTimeout(late);
          resolve(ok);
        });
        send({ kind: 'join', call, ...person });
      }).finally(() => joins.delete(call));
      if (!isDone) throw new Error('the drill let nobody in');
    },
  };
}

/** Letters and digits that nobody mistakes for each other when a password is read aloud. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

function makePassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join('');
  return [group(), group(), group()].join('-');
}
