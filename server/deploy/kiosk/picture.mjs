// What the wall shows right now, small, sent by the page itself: its cookie proves which wall it is, and no script can read it.
import { evaluate } from './browser.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */

/** 480 × 270 of an ordinary screen, 960 × 180 of three side by side. */
const [maxWidth, maxHeight] = [960, 270];
const qualityPercent = 55;
const maxBytes = 200_000;
const takeWithinMs = 10_000;

/**
 * One frame of a screencast, which the compositor scales; a screenshot with a clip would scale the wall itself for a moment.
 * @param {Browser} browser
 * @param {string} session
 * @returns {Promise<string>} base64
 */
async function takePicture(browser, session) {
  /** @type {(value: string) => void} */
  let done = () => undefined;
  /** @type {Promise<string>} */
  const first = new Promise((resolve, reject) => {
    done = resolve;
    setTimeout(() => reject(new Error('no picture')), takeWithinMs).unref();
  });
  first.catch(() => undefined);
  const stop = browser.onEvent(({ method, params, sessionId }) => {
    if (method !== 'Page.screencastFrame' || sessionId !== session) return;
    done(String(params['data']));
  });
  try {
    await browser.send(
      'Page.startScreencast',
      { format: 'jpeg', quality: qualityPercent, maxWidth, maxHeight },
      { session },
    );
    return await first;
  } finally {
    stop();
    await browser.send('Page.stopScreencast', {}, { session }).catch(() => undefined);
  }
}

/**
 * Takes and sends one picture; the answer's status, null when there was none.
 * @param {Browser} browser
 * @param {string} session
 * @param {string} url
 * @returns {Promise<number | null>}
 */
export async function sendPicture(browser, session, url) {
  try {
    const picture = await takePicture(browser, session);
    if (picture.length * 0.75 > maxBytes) return null;
    const expression = `(() => {
      if (location.origin !== ${JSON.stringify(new URL(url).origin)}) return null;
      const body = new Blob([Uint8Array.from(atob('${picture}'), (one) => one.charCodeAt(0))], { type: 'image/jpeg' });
      const signal = AbortSignal.timeout(${takeWithinMs});
      return fetch('/api/v1/walls/self/picture', { method: 'POST', body, signal }).then(({ status }) => status);
    })()`;
    const value = await evaluate(browser, session, expression, 2 * takeWithinMs);
    return typeof value === 'number' ? value : null;
  } catch {
    return null;
  }
}
