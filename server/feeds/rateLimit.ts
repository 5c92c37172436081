/** A token bucket: at most `capacity` at once, then one every `refillMs`. */
export interface RateLimit {
  /** Resolves when the caller may go; rejects with the signal's reason when it is aborted. */
  take(signal: AbortSignal): Promise<void>;
}

/** Waits, unless aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Builds a bucket; a caller that waits holds its turn, so order of arrival is kept. `monotonicNow` in milliseconds. */
export function createRateLimit(capacity: number, refillMs: number, monotonicNow: () => number): RateLimit {
  let fullAt = monotonicNow();
  return {
    async take(signal) {
      const now = monotonicNow();
      fullAt = Math.max(fullAt, now) + refillMs;
      const waitMs = fullAt - now - capacity * refillMs;
      if (waitMs > 0) await sleep(waitMs, signal);
    },
  };
}
