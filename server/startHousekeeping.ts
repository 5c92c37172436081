import type { Logger } from 'pino';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { RetentionPolicy, Store } from './domain/store.ts';
import type { TokenService } from './domain/tokens/createTokenService.ts';

/** Needs of `startHousekeeping`. */
export interface HousekeepingParts {
  readonly store: Pick<Store, 'maintain'>;
  readonly writer: Pick<StreamWriter, 'isFaulty' | 'recover'>;
  readonly tokens: Pick<TokenService, 'flushUse'>;
  readonly retention: RetentionPolicy;
  readonly now: () => number;
  readonly log: Logger;
}

const recoverEveryMs = 5_000;
const flushEveryMs = 30_000;
const maintainEveryMs = 3_600_000;

/** Recovery of the store, use of tokens and the hourly turn of retention. Returns its stop, which waits for what is under way. */
export function startHousekeeping(parts: HousekeepingParts): () => Promise<void> {
  const { store, writer, tokens, retention, now, log } = parts;
  const running = new Set<Promise<void>>();
  const every = (ms: number, work: () => Promise<void>): NodeJS.Timeout =>
    setInterval(() => {
      const turn = work().finally(() => running.delete(turn));
      running.add(turn);
    }, ms).unref();
  const timers = [
    every(recoverEveryMs, async () => {
      if (!writer.isFaulty) return;
      await writer.recover().then(
        () => log.info('storage takes writes again'),
        (error: unknown) => log.warn({ err: error }, 'storage still takes no writes'),
      );
    }),
    every(flushEveryMs, () => tokens.flushUse().catch(() => undefined)),
    every(maintainEveryMs, async () => {
      await store.maintain(retention, now()).then(
        (report) => log.info(report, 'maintenance done'),
        (error: unknown) => log.warn({ err: error }, 'maintenance failed'),
      );
    }),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.allSettled(running);
    await tokens.flushUse().catch(() => undefined);
  };
}
