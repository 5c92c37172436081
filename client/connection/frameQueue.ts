/** Collects what arrives and hands it on once per animation frame, or by timer while the page is hidden. */
export interface FrameQueue<T> {
  push(item: T): void;
  /** Hands on what waits, now. */
  flush(): void;
  /** Forgets what waits. */
  clear(): void;
}

const hiddenMs = 250;
const mostWaiting = 500;

/** Calls `run` before the next paint, or after a moment where nothing is painted; returns its cancel. */
function scheduleCommit(run: () => void): () => void {
  if (typeof document !== 'undefined' && document.visibilityState === 'visible') {
    const frame = requestAnimationFrame(run);
    return () => cancelAnimationFrame(frame);
  }
  const timer = setTimeout(run, typeof document === 'undefined' ? 16 : hiddenMs);
  return () => clearTimeout(timer);
}

/** Builds a queue; it never holds more than 500 items, so that a throttled hidden page stays small. */
export function createFrameQueue<T>(
  commit: (items: readonly T[]) => void,
  schedule: (run: () => void) => () => void = scheduleCommit,
): FrameQueue<T> {
  let items: T[] = [];
  let cancel: (() => void) | null = null;

  const clear = (): void => {
    cancel?.();
    cancel = null;
    items = [];
  };
  const flush = (): void => {
    const waiting = items;
    clear();
    if (waiting.length > 0) commit(waiting);
  };
  return {
    push(item) {
      items.push(item);
      if (items.length >= mostWaiting) flush();
      else cancel ??= schedule(flush);
    },
    flush,
    clear,
  };
}
