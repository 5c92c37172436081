import { judgeReload, parseReloads, type ReloadCause } from '../lib/reloadGuard.ts';
import { useRepairStore } from '../stores/repairStore.ts';

/** Where the reloads of this page are kept over them. */
export const reloadsKey = 'simpul.reloads';
let isAsked = false;

/**
 * Opens the page again, guarded against circles; asks again by itself when it may not yet. Without storage it stays: a page that
 * cannot remember its reloads could not stop them.
 */
export function reloadPage(cause: ReloadCause): void {
  if (isAsked) return;
  isAsked = true;
  const attempt = (): void => {
    try {
      const verdict = judgeReload(parseReloads(sessionStorage.getItem(reloadsKey)), cause, Date.now());
      if (verdict.kind !== 'reload') {
        useRepairStore.setState({ stuck: verdict.kind === 'safe' ? cause : null });
        setTimeout(attempt, verdict.ms);
        return;
      }
      sessionStorage.setItem(reloadsKey, JSON.stringify(verdict.history));
    } catch (error) {
      console.warn('no storage, the page does not open itself again', error);
      useRepairStore.setState({ stuck: cause });
      return;
    }
    location.reload();
  };
  attempt();
}
