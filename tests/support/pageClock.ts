import type { BrowserContext, Page } from 'playwright-core';

/** The clock of a page, in the hands of a test. */
interface PageClock {
  /** From now on the page's time runs so many times as fast. */
  run(rate: number): void;
  /** The wall clock alone is wrong by so much from now on, as if somebody had set it. Milliseconds. */
  set(shiftMs: number): void;
  /** How far the page's time has run ahead of the real one. Milliseconds. */
  ahead(): number;
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
  await context.addInitScript(replaceClock, shiftMs);
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
function replaceClock(firstShiftMs: number): void {
  const realNow = performance.now.bind(performance);
  const realWall = Date.now.bind(Date);
  const realTimer = window.setTimeout.bind(window);
  const realFrame = window.requestAnimationFrame.bind(window);
  const timers = new Map<number, { due: number; every: number | null; run: () => void }>();
  // Not by timers: those of 0 ms are held up to 4 ms once they follow each other.
  const soon = new MessageChannel();
  let [rate, base, baseAt, shift, lastId, armed] = [1, realNow(), realNow(), firstShiftMs, 0, 0];
  const now = (): number => base + (realNow() - baseAt) * rate;
  const arm = (): void => {
    armed += 1;
    const mine = armed;
    const due = Math.min(...[...timers.values()].map((timer) => timer.due));
    if (due === Number.POSITIVE_INFINITY) return;
    const waitMs = (due - now()) / rate;
    if (waitMs < 1) soon.port2.postMessage(mine);
    else realTimer(() => mine === armed && turn(), waitMs);
  };
  /** One at a time, so that what a timer sets off happens before the next one. */
  const turn = (): void => {
    const [first] = [...timers].sort(([, a], [, b]) => a.due - b.due);
    if (first && first[1].due <= now()) {
      const [id, timer] = first;
      if (timer.every === null) timers.delete(id);
      else timer.due = Math.max(now(), timer.due + timer.every);
      arm();
      timer.run();
    } else arm();
  };
  soon.port1.onmessage = ({ data }) => data === armed && turn();
  const add =
    (isRepeated: boolean) =>
    (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]): number => {
      lastId += 1;
      const waitMs = Math.max(1, Number(ms) || 0);
      timers.set(lastId, {
        due: now() + waitMs,
        every: isRepeated ? waitMs : null,
        run: () => run(...given),
      });
      arm();
      return lastId;
    };
  const remove = (id?: number): void => void timers.delete(id ?? 0);
  const wall = (): number => realWall() + now() - realNow() + shift;
  Date.now = wall;
  Object.assign(window, {
    setTimeout: add(false),
    setInterval: add(true),
    clearTimeout: remove,
    clearInterval: remove,
    requestAnimationFrame: (run: FrameRequestCallback) => realFrame(() => run(now())),
    Date: new Proxy(Date, {
      construct: (real, given, target) =>
        Reflect.construct(real, given.length > 0 ? given : [wall()], target),
      apply: (real) => new real(wall()).toString(),
    }),
    pageClock: {
      run(next: number) {
        [base, baseAt] = [now(), realNow()];
        rate = next;
        arm();
      },
      set(shiftMs: number) {
        shift = shiftMs;
      },
      ahead: () => now() - realNow(),
    },
  });
  performance.now = now;
}
