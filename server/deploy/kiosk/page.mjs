// Watches the page of one browser until the browser must be replaced: does it answer, does it draw, is it the wall at all.
import { evaluate } from './browser.mjs';
import { sendPicture } from './picture.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */
/** @typedef {{reason: 'exited' | 'hung' | 'crashed' | 'closed' | 'mute', detail: Record<string, unknown>}} Outcome */
/** @typedef {'wall' | 'loading' | 'absent' | 'elsewhere'} State */
/** @typedef {{url: string, isHtml: boolean, isStarted: boolean, status: number, isHidden: boolean}} Seen */
/**
 * @typedef {object} Watcher
 * @property {string} url
 * @property {(event: string, detail?: Record<string, unknown>) => void} log
 * @property {() => void} onAlive the page is the wall and draws
 * @property {(reason: string) => void} onFault something went wrong that is mended without a new browser
 * @property {(status: number | null) => void} onPicture
 */

const lookEveryMs = 5_000;
/** Until it is the wall. */
const lookAtStartEveryMs = 1_000;
const askAgainEveryMs = 5_000;
const answerWithinMs = 5_000;
const maxMisses = 3;
/** A mini-PC that has just started may take a minute until the first picture. */
const maxMissesAtStart = 12;
const attachWithinMs = 30_000;
const startWithinMs = 30_000;
const reviveWithinMs = 20_000;
const pictureEveryMs = 30_000;
/** After that many crashes of the page alone the whole browser is taken for broken. */
const maxCrashes = 3;

const look = `(() => ({
  url: location.href,
  isHtml: document.contentType === 'text/html',
  isStarted: document.documentElement?.dataset?.started !== undefined,
  status: performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0,
  isHidden: document.hidden,
}))()`;
const draw = 'new Promise((done) => requestAnimationFrame(() => done(true)))';

/**
 * @param {Browser} browser
 * @param {Watcher} watcher
 * @returns {Promise<Outcome>}
 */
export async function watchPage(browser, watcher) {
  const ended = browser.exited.then((detail) => /** @type {Outcome} */ ({ reason: 'exited', detail }));
  const watched = attach(browser).then(
    (page) => keepWatch(browser, page, watcher),
    (error) => /** @type {Outcome} */ ({ reason: 'mute', detail: { error: String(error.message) } }),
  );
  return Promise.race([ended, watched]);
}

/**
 * The session of the one page, with what happened to it so far.
 * @typedef {object} Page
 * @property {string} session
 * @property {number} crashes
 * @property {boolean} isCrashed
 * @property {boolean} isClosed
 * @property {() => void} wake ends the pause between two looks
 */

/**
 * @param {Browser} browser
 * @returns {Promise<Page>}
 */
async function attach(browser) {
  const targetId = await findTarget(browser);
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  /** @type {Page} */
  const page = { session, crashes: 0, isCrashed: false, isClosed: false, wake: () => undefined };
  browser.onEvent((event) => {
    const isOurs = event.sessionId === session || event.params['targetId'] === targetId;
    if (!isOurs) return;
    if (event.method === 'Inspector.targetCrashed' && !page.isCrashed) {
      page.isCrashed = true;
      page.crashes += 1;
      page.wake();
    } else if (event.method === 'Target.targetDestroyed' || event.method === 'Target.detachedFromTarget') {
      page.isClosed = true;
      page.wake();
    } else if (event.method === 'Page.javascriptDialogOpening') {
      // It would stand across the wall until somebody walks there.
      browser.send('Page.handleJavaScriptDialog', { accept: true }, { session }).catch(() => undefined);
    }
  });
  // What is said of a page whose browser is gone would be taken for the next one's.
  browser.exited.then(() => {
    page.isClosed = true;
    page.wake();
  });
  await browser.send('Target.setDiscoverTargets', { discover: true });
  for (const domain of ['Inspector', 'Page']) await browser.send(`${domain}.enable`, {}, { session });
  return page;
}

/** @param {Browser} browser */
async function findTarget(browser) {
  const until = performance.now() + attachWithinMs;
  for (;;) {
    const { targetInfos } = await browser.send('Target.getTargets', {}, { timeoutMs: attachWithinMs });
    const infos = /** @type {{type: string, targetId: string}[]} */ (targetInfos);
    const found = infos.find(({ type }) => type === 'page');
    if (found) return found.targetId;
    if (performance.now() > until) throw new Error('the browser opens no page');
    await new Promise((done) => setTimeout(done, 200));
  }
}

/**
 * @param {Browser} browser
 * @param {Page} page
 * @param {Watcher} watcher
 * @returns {Promise<Outcome>}
 */
async function keepWatch(browser, page, watcher) {
  let misses = 0;
  let wasAlive = false;
  const mend = createMending(browser, page, watcher);
  for (;;) {
    const lookedAt = performance.now();
    if (page.isClosed) return { reason: 'closed', detail: {} };
    if (page.isCrashed && (page.crashes >= maxCrashes || !(await revive(browser, page, watcher))))
      return { reason: 'crashed', detail: { crashes: page.crashes } };
    const { seen, isDrawn, isMiss } = await lookAt(browser, page.session);
    if (page.isClosed || page.isCrashed) continue;
    misses = isMiss ? misses + 1 : 0;
    if (misses >= (wasAlive ? maxMisses : maxMissesAtStart))
      return { reason: 'hung', detail: { misses, answers: seen !== null, draws: isDrawn } };
    const state = seen ? judge(seen, watcher.url) : null;
    const isAlive = state === 'wall' && !isMiss;
    if (isAlive) watcher.onAlive();
    wasAlive ||= isAlive;
    if (seen && state) await mend(seen, state);
    const paceMs = isAlive || isMiss ? lookEveryMs : lookAtStartEveryMs;
    await pause(page, lookedAt + paceMs - performance.now());
  }
}

/**
 * What is done about what is seen: a page that is not there is asked for again, a wall has its picture taken, a change is told.
 * @param {Browser} browser
 * @param {Page} page
 * @param {Watcher} watcher
 * @returns {(seen: Seen, state: State) => Promise<void>}
 */
function createMending(browser, page, watcher) {
  const { session } = page;
  let told = '';
  let isTaking = false;
  let askedAt = performance.now();
  let pictureAt = performance.now();
  return async (seen, state) => {
    const now = performance.now();
    const note = state === 'wall' && seen.isHidden ? 'hidden' : state;
    if (note !== told && note !== 'loading') {
      if (note !== 'wall' || told === 'hidden') watcher.log(note, { page: seen.url, status: seen.status });
      told = note;
    }
    if (state === 'wall' && !seen.isHidden && !isTaking && now - pictureAt >= pictureEveryMs) {
      pictureAt = now;
      isTaking = true;
      void sendPicture(browser, session, watcher.url).then((status) => {
        isTaking = false;
        if (!page.isClosed) watcher.onPicture(status);
      });
    }
    const isDue = now - askedAt >= (state === 'absent' ? askAgainEveryMs : startWithinMs);
    if (state === 'wall' || state === 'elsewhere') askedAt = now;
    else if (isDue) {
      askedAt = now;
      await browser.send('Page.navigate', { url: watcher.url }, { session }).catch(() => undefined);
    }
  };
}

/**
 * Two questions at once: one that a page answers while its thread turns, one that it answers only when it draws.
 * @param {Browser} browser
 * @param {string} session
 * @returns {Promise<{seen: Seen | null, isDrawn: boolean, isMiss: boolean}>}
 */
async function lookAt(browser, session) {
  let isNavigating = false;
  /** @param {string} expression */
  const ask = (expression) =>
    evaluate(browser, session, expression, answerWithinMs).catch((error) => {
      isNavigating ||= /context|navigat/i.test(error.message);
      return null;
    });
  const [seen, drawn] = await Promise.all([ask(look), ask(`document.hidden || ${draw}`)]);
  const isDrawn = drawn === true;
  return { seen: /** @type {Seen | null} */ (seen), isDrawn, isMiss: !(seen && isDrawn) && !isNavigating };
}

/**
 * `wall`: ours, started · `loading`: ours, not started yet · `absent`: no server, or its proxy says so · `elsewhere`: a page of the
 * server that waits for somebody, such as the sign-in; it is left alone.
 * @param {Seen} seen
 * @param {string} url
 * @returns {State}
 */
export function judge({ url: at, isHtml, isStarted, status }, url) {
  if (!/^https?:/.test(at) || status >= 400 || !isHtml) return 'absent';
  if (isStarted) return 'wall';
  return new URL(at).pathname === new URL(url).pathname ? 'loading' : 'elsewhere';
}

/**
 * The page's own process has died: the browser makes a new one when told to load again.
 * @param {Browser} browser
 * @param {Page} page
 * @param {Watcher} watcher
 */
async function revive(browser, page, watcher) {
  watcher.log('crashed', { crashes: page.crashes });
  watcher.onFault('crashed');
  page.isCrashed = false;
  const until = performance.now() + reviveWithinMs;
  const loaded = await browser
    .send('Page.navigate', { url: watcher.url }, { session: page.session })
    .catch(() => null);
  while (loaded && !page.isCrashed && !page.isClosed && performance.now() < until) {
    const { seen, isMiss } = await lookAt(browser, page.session);
    // A server that is away is no reason for another browser.
    if (seen && !isMiss && judge(seen, watcher.url) !== 'loading') return true;
    await pause(page, 500);
  }
  return false;
}

/**
 * @param {Page} page
 * @param {number} durationMs
 * @returns {Promise<void>}
 */
function pause(page, durationMs) {
  return new Promise((done) => {
    const timer = setTimeout(done, Math.max(0, durationMs));
    page.wake = () => {
      clearTimeout(timer);
      done();
    };
  });
}
