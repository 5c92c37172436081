/** Counts calls with a wrong token by sender, so that trying tokens is slow and costs the store nothing (R7, S7). */
export interface FailedTokens {
  /**
   * Looks a token up, unless its sender must wait first: then `waitMs` is above 0 and nothing was looked up. A token that was never good
   * here counts as wrong while it is looked up, so that as many at once as a sender likes are no more tries; one that was good never
   * waits, whatever its neighbours do. Throws what `find` throws, which is no wrong try.
   */
  check<Token>(
    sender: string,
    tokenHash: string,
    find: () => Promise<Token | null>,
  ): Promise<{ readonly waitMs: number; readonly token: Token | null }>;
}

/** How many failures a sender may have at once, and how long one takes to be forgiven. */
export interface FailedTokenLimits {
  readonly burst: number;
  readonly forgivenMs: number;
}

export const defaultFailedTokenLimits: FailedTokenLimits = { burst: 20, forgivenMs: 1_000 };

const maxSenders = 10_000;
const maxTrusted = 1_000;

/** Builds the count; `now` in milliseconds. Both maps forget their oldest entry when full. */
export function createFailedTokens(
  now: () => number,
  { burst, forgivenMs }: FailedTokenLimits = defaultFailedTokenLimits,
): FailedTokens {
  /** When all failures of a sender are forgiven. */
  const forgivenAt = new Map<string, number>();
  const trusted = new Map<string, true>();
  const count = (sender: string): void => {
    const at = Math.max(forgivenAt.get(sender) ?? 0, now());
    remember(forgivenAt, sender, Math.min(at, now() + burst * forgivenMs) + forgivenMs, maxSenders);
  };
  const forgive = (sender: string): void => {
    const at = forgivenAt.get(sender);
    if (at !== undefined) forgivenAt.set(sender, at - forgivenMs);
  };
  const begin = async <Token>(sender: string, find: () => Promise<Token | null>): Promise<Token | null> => {
    count(sender);
    try {
      const token = await find();
      if (token) forgive(sender);
      return token;
    } catch (error) {
      forgive(sender);
      throw error;
    }
  };
  return {
    async check(sender, tokenHash, find) {
      if (trusted.has(tokenHash)) {
        const token = await find();
        if (!token) count(sender);
        return { waitMs: 0, token };
      }
      const waitMs = (forgivenAt.get(sender) ?? 0) - now() - (burst - 1) * forgivenMs;
      if (waitMs > 0) return { waitMs, token: null };
      const token = await begin(sender, find);
      if (token) remember(trusted, tokenHash, true, maxTrusted);
      return { waitMs: 0, token };
    },
  };
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  map.delete(key);
  const oldest = map.size >= max ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
