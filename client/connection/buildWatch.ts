import type { LiveStore } from '../stores/liveStore.ts';
import { reloadPage } from './reloadPage.ts';

/** A crowd of walls comes back at once after an upgrade; their questions are spread over this time, milliseconds. */
const spreadMs = 10_000;
const timeoutMs = 10_000;
/** A page that someone types in is looked at again after so long. Milliseconds. */
const busyMs = 5_000;

/** Names of the scripts that a page loads; they change with every build. */
export function listScripts(page: string): string[] {
  return [...page.matchAll(/<script[^>]+src="(\/assets\/[^"]+\.js)"/g)].flatMap(([, path]) => path ?? []);
}

async function isOutdated(page: string): Promise<boolean> {
  const mine = [...document.querySelectorAll('script[src^="/assets/"]')].flatMap(
    (one) => one.getAttribute('src') ?? [],
  );
  if (mine.length === 0) return false;
  const answer = await fetch(page, { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) return false;
  const theirs = new Set(listScripts(await answer.text()));
  return theirs.size > 0 && mine.some((path) => !theirs.has(path));
}

/**
 * Opens the page again when the server refuses its protocol, or serves another build than the page is made of: asked after each
 * return of the link. `page` is its address; while `isBusy` another build waits. Returns its stop function.
 */
export function watchBuild(store: LiveStore, page = '/wall', isBusy = () => false): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reload = (): void => {
    if (isBusy()) timer = setTimeout(reload, busyMs);
    else reloadPage('build');
  };
  const ask = async (): Promise<void> => {
    try {
      if (await isOutdated(page)) reload();
    } catch (error) {
      console.warn('build not compared', error);
    }
  };
  const unsubscribe = store.subscribe((now, before) => {
    if (now.refusal === 'version' && before.refusal !== 'version') reloadPage('version');
    if (now.link === before.link || now.link !== 'live' || before.link === 'connecting') return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), Math.random() * spreadMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
