import type { Catalogue } from '#shared/model/region.ts';
import { toCatalogueIndex, useCatalogueStore } from '../stores/catalogueStore.ts';
import { isCatalogue } from './checks.ts';

const firstRetryMs = 1_000;
const lastRetryMs = 15_000;
const timeoutMs = 10_000;

async function fetchCatalogue(signal: AbortSignal): Promise<Catalogue> {
  const response = await fetch('/api/v1/catalogue', {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (!response.ok) throw new Error(`catalogue answered ${response.status}`);
  const answer: unknown = await response.json();
  if (!isCatalogue(answer)) throw new Error('catalogue has another shape');
  return answer;
}

/** Loads the catalogue into its store and keeps trying until it is there. Returns its stop function. */
export function loadCatalogue(): () => void {
  const stopper = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;
  const attempt = async (): Promise<void> => {
    try {
      const index = toCatalogueIndex(await fetchCatalogue(stopper.signal));
      useCatalogueStore.setState({ index, isUnreachable: false });
    } catch (error) {
      if (stopper.signal.aborted) return;
      console.warn('catalogue not loaded, trying again', error);
      useCatalogueStore.setState({ isUnreachable: true });
      timer = setTimeout(() => void attempt(), retryMs * (0.5 + Math.random() / 2));
      retryMs = Math.min(lastRetryMs, retryMs * 2);
    }
  };
  void attempt();
  return () => {
    stopper.abort();
    clearTimeout(timer);
  };
}
