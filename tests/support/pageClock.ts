import type { BrowserContext, Page } from 'playwright-core';

/** The clock of a page, in the hands of a test. */
interface PageClock {
  /** From now on the page's time runs so many times as fast. */
  run(rate: number): void;
  /** The wall clock alone is wrong by so much from now on, as if somebody had set it. Milliseconds. */
  set(shiftMs: number): void;
  /** How far the page's time has run ahead of the real one. Milliseconds. */
  ahead(): number;
  rate(): number;
  /** Told when the rate changes: whoever waits must wait anew. */
  onRate: () => void;
}

declare global {
  var pageClock: PageClock;
}

/**
 * Lets time run faster in every page of a context, or its wall clock be wrong by `shiftMs` from the start. `page.clock` of Playwright
 * will not do here: it paints no frame of its own but counts them off by a timer, and jumps over what should happen meanwhile. Here
 * time really passes, only quicker: every timer fires in its order, monotonic and wall clock and timers go together, while the
 * sockets, the line and the painting stay those of the browser.
 */
export async function installPageClock(context: BrowserContext, shiftMs = 0): Promise<void> {
  await context.addInitScript(replaceClocks, shiftMs);
  await context.addInitScript(replaceTimers);
}

/** Lets the page's time run quicker for `durationMs` of it; gives by how much it then is ahead of the real one. */
export async function passQuickly(page: Page, durationMs: number, rate: number): Promise<number> {
  return page.evaluate(
    async ([wanted, times]) => {
      const end = performance.now() + wanted;
      pageClock.run(times);
      await new Promise<void>((resolve) => setTimeout(resolve, end - performance.now()));
      pageClock.run(1);
      return pageClock.ahead();
    },
    [durationMs, rate] as const,
  );
}

/** Runs in the page before its scripts. */
function replaceClocks(firstShiftMs: number): void {
  const realNow = performance.now.bind(performance);
  const realWall = Date.now.bind(Date);
  let [rate, base, baseAt, shift] = [1, realNow(), realNow(), firstShiftMs];
  const now = (): number => base + (realNow() - baseAt) * rate;
  const ahead = (): number => now() - realNow();
  const wall = (): number => realWall() + ahead() + shift;
  const pageClock: PageClock = {
    run(next) {
      [base, baseAt, rate] = [now(), realNow(), next];
      pageClock.onRate();
    },
    set(shiftMs) {
      shift = shiftMs;
    },
    ahead,
    rate: () => rate,
    onRate: () => undefined,
  };
  Date.now = wall;
  performance.now = now;
  const shifted = new Proxy(Date, {
    construct: (real, given, target) => Reflect.construct(real, given.length > 0 ? given : [wall()], target),
    apply: (real) => new real(wall()).toString(),
  });
  Object.assign(window, { Date: shifted, pageClock });
}

/** Runs in the page after `replaceClocks`. */
function replaceTimers(): void {
  const realTimer = window.setTimeout.bind(window);
  const realFrame = window.requestAnimationFrame.bind(window);
  const timers = new Map<number, { due: number; every: number | null; run: () => void }>();
  // Not by timers: those of 0 ms are held up to 4 ms once they follow each other.
  const soon = new MessageChannel();
  let [lastId, armed] = [0, 0];
  const arm = (): void => {
    armed += 1;
    const mine = armed;
    const due = Math.min(...[...timers.values()].map((timer) => timer.due));
    if (due === Number.POSITIVE_INFINITY) return;
    const waitMs = (due - performance.now()) / pageClock.rate();
    if (waitMs < 1) soon.port2.postMessage(mine);
    else realTimer(() => mine === armed && turn(), waitMs);
  };
  /** One at a time, so that what a timer sets off happens before the next one. */
  const turn = (): void => {
    const [first] = [...timers].sort(([, a], [, b]) => a.due - b.due);
    if (!first || first[1].due > performance.now()) {
      arm();
      return;
    }
    const [id, timer] = first;
    if (timer.every === null) timers.delete(id);
    else timer.due = Math.max(performance.now(), timer.due + timer.every);
    arm();
    timer.run();
  };
  soon.port1.onmessage = ({ data }) => data === armed && turn();
  const add = (isRepeated: boolean) => {
    return (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]): number => {
      lastId += 1;
      const waitMs = Math.max(1, Number(ms) || 0);
      const due = performance.now() + waitMs;
      timers.set(lastId, { due, every: isRepeated ? waitMs : null, run: () => run(...given) });
      arm();
      return lastId;
    };
  };
  const remove = (id?: number): void => void timers.delete(id ?? 0);
  pageClock.onRate = arm;
  Object.assign(window, {
    setTimeout: add(false),
    setInterval: add(true),
    clearTimeout: remove,
    clearInterval: remove,
    requestAnimationFrame: (run: FrameRequestCallback) => realFrame(() => run(performance.now())),
  });
}
