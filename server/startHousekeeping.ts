import type { Logger } from 'pino';
import type { Definitions } from './domain/definitions/createDefinitions.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { RetentionPolicy, Store } from './domain/store.ts';
import type { TokenService } from './domain/tokens/createTokenService.ts';

/** Needs of `startHousekeeping`. */
export interface HousekeepingParts {
  readonly store: Pick<Store, 'maintain' | 'rollUp'>;
  readonly writer: Pick<StreamWriter, 'isFaulty' | 'recover'>;
  readonly tokens: Pick<TokenService, 'flushUse'>;
  readonly definitions: Pick<Definitions, 'refresh'>;
  readonly retention: RetentionPolicy;
  readonly now: () => number;
  readonly log: Logger;
}

const recoverEveryMs = 5_000;
const flushEveryMs = 30_000;
const definitionEveryMs = 60_000;
const rollUpEveryMs = 2_000;
const maintainEveryMs = 3_600_000;

/** Recovery of the store, use of tokens, roll-ups and the hourly turn of retention. Returns its stop, which waits for what is under way. */
export function startHousekeeping(parts: HousekeepingParts): () => Promise<void> {
  const { store, writer, tokens, retention, now, log } = parts;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  /** A turn that is still running when the next is due takes its place. */
  const every = (ms: number, work: () => Promise<void>): NodeJS.Timeout => {
    let isBusy = false;
    return setInterval(() => {
      if (isBusy) return;
      isBusy = true;
      const turn = work().finally(() => {
        isBusy = false;
        running.delete(turn);
      });
      running.add(turn);
    }, ms).unref();
  };
  const timers = [
    every(recoverEveryMs, async () => {
      if (!writer.isFaulty) return;
      await writer.recover().then(
        () => log.info('storage takes writes again'),
        (error: unknown) => log.warn({ err: error }, 'storage still takes no writes'),
      );
    }),
    every(flushEveryMs, () => tokens.flushUse().catch(() => undefined)),
    every(definitionEveryMs, async () => parts.definitions.refresh()),
    every(rollUpEveryMs, async () => {
      // A store that takes no writes is told of elsewhere.
      if (!writer.isFaulty) await store.rollUp(stopping.signal).catch(() => undefined);
    }),
    every(maintainEveryMs, async () => {
      await store.maintain(retention, now(), stopping.signal).then(
        (report) => log.info(report, 'maintenance done'),
        (error: unknown) => log.warn({ err: error }, 'maintenance failed'),
      );
    }),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    stopping.abort();
    await Promise.allSettled(running);
    await tokens.flushUse().catch(() => undefined);
  };
}
