import type { Catalogue } from '#shared/model/region.ts';
import { toCatalogueIndex, useCatalogueStore } from '../stores/catalogueStore.ts';
import { isCatalogue } from './checks.ts';

const firstRetryMs = 1_000;
const lastRetryMs = 15_000;
const timeoutMs = 10_000;

/** The catalogue with its version, the `ETag` without quotes. */
async function fetchCatalogue(
  signal: AbortSignal,
): Promise<{ catalogue: Catalogue; version: string | null }> {
  const response = await fetch('/api/v1/catalogue', {
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (!response.ok) throw new Error(`catalogue answered ${response.status}`);
  const answer: unknown = await response.json();
  if (!isCatalogue(answer)) throw new Error('catalogue has another shape');
  const version = response.headers.get('etag')?.replace(/^W\/|"/g, '') ?? null;
  return { catalogue: answer, version };
}

/** The catalogue while a screen runs. */
export interface CatalogueLink {
  /** Reads it anew when this is another version than the one at hand (P15). */
  want(version: string): void;
  stop(): void;
}

/** Loads the catalogue into its store and keeps trying until it is there. */
export function loadCatalogue(): CatalogueLink {
  const stopper = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;
  let held: string | null = null;
  let wanted: string | null = null;
  let isLoading = false;
  const attempt = async (): Promise<void> => {
    isLoading = true;
    try {
      const { catalogue, version } = await fetchCatalogue(stopper.signal);
      held = version;
      retryMs = firstRetryMs;
      useCatalogueStore.setState({ index: toCatalogueIndex(catalogue), isUnreachable: false });
      // Another version was told of meanwhile: once more, no oftener, as what came may be newer than what was told.
      isLoading = held !== null && wanted !== null && wanted !== held;
      wanted = null;
      if (isLoading) timer = setTimeout(() => void attempt(), firstRetryMs);
    } catch (error) {
      if (stopper.signal.aborted) return;
      console.warn('catalogue not loaded, trying again', error);
      useCatalogueStore.setState({ isUnreachable: true });
      timer = setTimeout(() => void attempt(), retryMs * (0.5 + Math.random() / 2));
      retryMs = Math.min(lastRetryMs, retryMs * 2);
    }
  };
  void attempt();
  return {
    want(version) {
      wanted = version;
      if (!isLoading && held !== null && version !== held) void attempt();
    },
    stop() {
      stopper.abort();
      clearTimeout(timer);
    },
  };
}
