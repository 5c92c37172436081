import type { SeriesClassifier } from '../domain/store.ts';

/** What a store needs from outside. */
export interface OpenStoreOptions {
  /** Folder of the embedded database; used only when there is no `databaseUrl`. */
  readonly dataDir: string;
  /** PostgreSQL in place of the embedded file. */
  readonly databaseUrl?: string;
  /** Left out where no readings come in: the classes of the series stay as they are. */
  readonly classifier?: SeriesClassifier;
  readonly now: () => number;
  /** Makes the epoch of a new lineage. */
  readonly randomId: () => string;
  /** The embedded engine's worker died and could not be started again. */
  readonly onLost?: (error: Error) => void;
}
