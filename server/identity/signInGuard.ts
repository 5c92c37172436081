import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Makes guessing slow without letting anyone lock a clerk out (S7). */
export interface SignInGuard {
  /** Takes one try; milliseconds until the next one where there was none left, else 0. */
  enter(account: string, address: string): Promise<number>;
  /** It was right: earlier slips are forgiven. */
  succeeded(account: string, address: string): Promise<void>;
}

/** Needs of `createSignInGuard`. */
export interface GuardParts {
  /** True for an address that the account has a session from: its tries are counted apart. */
  readonly isKnown: (account: string, address: string) => Promise<boolean>;
  /** What an address is counted by: IPv6 by its /64. */
  readonly toLimitKey: (address: string) => string;
}

const windowSeconds = 15 * 60;
/** RELIABILITY S7: at most 10 effective guesses an account in 15 minutes. */
const perAccount = 10;
const perAddress = 50;

/** Builds the guard; what it keeps ends with its window. */
export function createSignInGuard({ isKnown, toLimitKey }: GuardParts): SignInGuard {
  const addresses = new RateLimiterMemory({ points: perAddress, duration: windowSeconds });
  const strangers = new RateLimiterMemory({ points: perAccount, duration: windowSeconds });
  const known = new RateLimiterMemory({ points: perAccount, duration: windowSeconds });
  const choose = async (account: string, address: string) => {
    const key = toLimitKey(address);
    return (await isKnown(account, key))
      ? ({ limiter: known, key: `${account}|${key}` } as const)
      : ({ limiter: strangers, key: account } as const);
  };
  return {
    async enter(account, address) {
      const { limiter, key } = await choose(account, address);
      try {
        await addresses.consume(toLimitKey(address));
        await limiter.consume(key);
        return 0;
      } catch (error) {
        if (error instanceof RateLimiterRes) return Math.max(1, error.msBeforeNext);
        throw error;
      }
    },
    async succeeded(account, address) {
      const { limiter, key } = await choose(account, address);
      await limiter.delete(key);
    },
  };
}
