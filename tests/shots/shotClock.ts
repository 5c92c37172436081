import type { BrowserContext, Page } from 'playwright-core';

/** The instant of every picture: Monday 23 November 2026, 14.32.08 WIB. */
export const shotAt = Date.parse('2026-11-23T07:32:08Z');

/** A clock that stands still until it is set: the server of a situation lives by it. */
export interface ShotClock {
  readonly now: () => number;
  /** Puts the clock to an instant, epoch milliseconds. */
  set(at: number): void;
}

/** Builds a clock that stands at `at`. */
export function createShotClock(at: number): ShotClock {
  let standing = at;
  return {
    now: () => standing,
    set(next) {
      standing = next;
    },
  };
}

const advanceEvent = 'shots:advance';

/** Runs in the page, as text: a function would carry the helpers of the tool that compiled it. */
const pageScript = `(start) => {
  let ahead = 0;
  const RealDate = Date;
  const now = () => start + ahead;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  performance.now = () => 1000 + ahead;
  addEventListener('${advanceEvent}', (event) => { ahead += event.detail; });
}`;

/** Stops the page's clocks, wall and monotonic; timers run on, so that the page still works. */
export async function freezePageClock(context: BrowserContext, at: number): Promise<void> {
  await context.addInitScript(`(${pageScript})(${at})`);
}

/** Lets time pass for the page, at once. */
export async function advancePageClock(page: Page, durationMs: number): Promise<void> {
  await page.evaluate(`dispatchEvent(new CustomEvent('${advanceEvent}', { detail: ${durationMs} }))`);
}
