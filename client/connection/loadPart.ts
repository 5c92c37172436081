import { countWaitingPart } from '../stores/repairStore.ts';
import { reloadPage } from './reloadPage.ts';

const firstWaitMs = 1_000;
const lastWaitMs = 15_000;
const probeTimeoutMs = 5_000;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves when the server answers; asks with growing pauses, the longer the more turns there were. */
async function waitForServer(turn: number): Promise<void> {
  const first = Math.min(lastWaitMs, firstWaitMs * 2 ** turn);
  for (let waitMs = first; ; waitMs = Math.min(lastWaitMs, waitMs * 2)) {
    await pause(waitMs * (0.5 + Math.random() / 2));
    const answer = await fetch('/healthz', {
      cache: 'no-store',
      signal: AbortSignal.timeout(probeTimeoutMs),
    }).catch(() => null);
    if (answer?.ok) return;
  }
}

/**
 * Loads a part of the page that comes after the first figures, until it is there. A browser may keep the failure of a module for the
 * life of the page, and after an upgrade the file has another name: when the server answers and the part fails still, the page is
 * opened again.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  let isWaiting = false;
  for (let turn = 0; ; turn += 1) {
    try {
      const part = await load();
      if (isWaiting) countWaitingPart(-1);
      return part;
    } catch (error) {
      console.warn('a part of the page was not loaded, trying again', error);
      if (!isWaiting) countWaitingPart(1);
      isWaiting = true;
      if (turn >= 2) reloadPage('chunk');
      await waitForServer(turn);
    }
  }
}
