import type { SeriesClassifier } from '../domain/store.ts';

/** What a store needs from outside. */
export interface OpenStoreOptions {
  /** Folder of the embedded database; used only when there is no `databaseUrl`. */
  readonly dataDir: string;
  /** PostgreSQL in place of the embedded file. */
  readonly databaseUrl?: string;
  readonly classifier: SeriesClassifier;
  readonly now: () => number;
  /** Makes the epoch of a new lineage. */
  readonly randomId: () => string;
}
