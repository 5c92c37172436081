import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late the event loop was within the last minute. */
export interface LoopDelay {
  /** Null until there is something to tell. */
  read(): { readonly p99Ms: number; readonly maxMs: number } | null;
  stop(): void;
}

const resolutionMs = 20;
const windowMs = 60_000;
const nsPerMs = 1e6;

/** Two histograms, begun half a minute apart: the older one always holds the last half to whole minute. */
export function watchLoopDelay(): LoopDelay {
  const histograms = [0, 1].map(() => monitorEventLoopDelay({ resolution: resolutionMs }));
  for (const histogram of histograms) histogram.enable();
  let older = 0;
  const turning = setInterval(() => {
    histograms[older]?.reset();
    older = 1 - older;
  }, windowMs / 2).unref();
  return {
    read() {
      const histogram = histograms[older];
      if (!histogram || histogram.count === 0) return null;
      // What is measured is the time between two turns of a timer, its own period included.
      const toLate = (ns: number): number => Math.max(0, ns / nsPerMs - resolutionMs);
      return { p99Ms: toLate(histogram.percentile(99)), maxMs: toLate(histogram.max) };
    },
    stop() {
      clearInterval(turning);
      for (const histogram of histograms) histogram.disable();
    },
  };
}
