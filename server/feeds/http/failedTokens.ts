/** Counts calls with a wrong token by sender, so that trying tokens is slow and costs the store nothing (R7, S7). */
export interface FailedTokens {
  /** Milliseconds until this sender may try a token that was never good here; 0 when it may now. */
  waitMs(sender: string): number;
  /** A wrong or missing token came from this sender. */
  count(sender: string): void;
  /** This token was good: whatever its neighbours do, it is never made to wait. */
  trust(tokenHash: string): void;
  isTrusted(tokenHash: string): boolean;
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
  return {
    waitMs: (sender) => Math.max(0, (forgivenAt.get(sender) ?? 0) - now() - (burst - 1) * forgivenMs),
    count(sender) {
      const at = Math.max(forgivenAt.get(sender) ?? 0, now());
      remember(forgivenAt, sender, Math.min(at, now() + burst * forgivenMs) + forgivenMs, maxSenders);
    },
    trust: (tokenHash) => remember(trusted, tokenHash, true, maxTrusted),
    isTrusted: (tokenHash) => trusted.has(tokenHash),
  };
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  map.delete(key);
  const oldest = map.size >= max ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
