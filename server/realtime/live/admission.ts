/** Lets connections in at a bounded rate, so that the return of all screens at once does not stall the process (R14). */
export interface Admission {
  /** Calls `enter` now or a little later; false when too many wait already. */
  admit(enter: () => void): boolean;
  close(): void;
}

/** Admissions a second, how many may come at once, and how many may wait. */
export interface AdmissionLimits {
  readonly perSecond: number;
  readonly burst: number;
  readonly waiting: number;
}

const defaultLimits: AdmissionLimits = { perSecond: 400, burst: 200, waiting: 1_600 };
const turnMs = 25;

/** Builds a token bucket with a bounded queue; its timer runs only while someone waits. */
export function createAdmission(
  monotonic: () => number,
  { perSecond, burst, waiting }: AdmissionLimits = defaultLimits,
): Admission {
  const queue: (() => void)[] = [];
  let tokens = burst;
  let refilledAt = monotonic();
  let timer: NodeJS.Timeout | null = null;

  const refill = (): void => {
    const at = monotonic();
    tokens = Math.min(burst, tokens + ((at - refilledAt) / 1_000) * perSecond);
    refilledAt = at;
  };
  const turn = (): void => {
    timer = null;
    refill();
    const entering = queue.splice(0, Math.floor(tokens));
    tokens -= entering.length;
    for (const enter of entering) enter();
    if (queue.length > 0) timer = setTimeout(turn, turnMs);
  };

  return {
    admit(enter) {
      refill();
      if (queue.length === 0 && tokens >= 1) {
        tokens -= 1;
        enter();
        return true;
      }
      if (queue.length >= waiting) return false;
      queue.push(enter);
      timer ??= setTimeout(turn, turnMs);
      return true;
    },
    close() {
      if (timer) clearTimeout(timer);
      queue.length = 0;
    },
  };
}
