/** The machine's clock was set: by how much (positive: forward), and when, in the new time. */
export interface ClockStep {
  readonly stepMs: number;
  readonly at: number;
}

/** A time service corrects less than this little by little; what is more was a step (RELIABILITY F13). */
const leastStepMs = 2_000;

/** Compares the clock with one that cannot be set. Returns the latest step at each look, null while there was none. */
export function createClockWatch(now: () => number, monotonic: () => number): () => ClockStep | null {
  let last = { wall: now(), steady: monotonic() };
  let step: ClockStep | null = null;
  return () => {
    const next = { wall: now(), steady: monotonic() };
    const stepMs = Math.round(next.wall - last.wall - (next.steady - last.steady));
    last = next;
    if (Math.abs(stepMs) > leastStepMs) step = { stepMs, at: next.wall };
    return step;
  };
}
