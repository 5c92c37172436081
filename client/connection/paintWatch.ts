import { createPaintLog, type PaintEntry } from '../lib/paintLog.ts';
import { serverNow } from '../lib/serverClock.ts';
import type { LiveStore } from '../stores/liveStore.ts';

declare global {
  /** What this page painted, oldest first, for tests and for whoever stands before a wall that they doubt. */
  var simpulPaintLog: (() => readonly PaintEntry[]) | undefined;
}

/** Whether frames reach the screen. */
export interface PaintWatch {
  /** Frames that were seen, about one a second while the page is shown. */
  frames(): number;
  /** Milliseconds since the last one. */
  paintedMs(): number;
  stop(): void;
}

const everyMs = 1_000;

/**
 * Asks once a second for the next frame: it comes only when the browser really paints, so a page whose timers run on while its picture
 * stands still is told apart. What stands on the screen then goes into the paint log.
 */
export function watchPaint(store: LiveStore): PaintWatch {
  const log = createPaintLog();
  let frames = 0;
  let paintedAt = performance.now();
  let frame: number | null = null;
  const note = (at: number): void => {
    frame = null;
    frames += 1;
    paintedAt = performance.now();
    const { epoch, seq, lastFrameAt } = store.getState();
    const link = document.querySelector('[data-wall]')?.getAttribute('data-link') ?? null;
    const serverAt = serverNow();
    const silentMs = lastFrameAt === null ? null : serverAt - lastFrameAt;
    log.push({ at, serverAt, epoch, seq, link, silentMs });
  };
  const ask = (): void => {
    frame ??= requestAnimationFrame(note);
  };
  const timer = setInterval(ask, everyMs);
  const unsubscribe = store.subscribe((now, before) => {
    if (now.link !== before.link) ask();
  });
  globalThis.simpulPaintLog = log.list;
  return {
    frames: () => frames,
    paintedMs: () => performance.now() - paintedAt,
    stop() {
      clearInterval(timer);
      if (frame !== null) cancelAnimationFrame(frame);
      unsubscribe();
      globalThis.simpulPaintLog = undefined;
    },
  };
}
