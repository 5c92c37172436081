/** What stood on the screen at a frame. */
export interface PaintEntry {
  /** Monotonic milliseconds of the page, and server time in epoch milliseconds. */
  readonly at: number;
  readonly serverAt: number;
  readonly epoch: string | null;
  readonly seq: number;
  /** The link as the page itself shows it; null while there is no wall yet. */
  readonly link: string | null;
  /** Milliseconds since the server's time of the last valid frame; null for never. */
  readonly silentMs: number | null;
}

/** The last minutes of painting. */
export interface PaintLog {
  push(entry: PaintEntry): void;
  /** Oldest first. */
  list(): readonly PaintEntry[];
}

const size = 600;

/** Builds a log that keeps the newest 600 entries. */
export function createPaintLog(): PaintLog {
  const entries: PaintEntry[] = [];
  return {
    push(entry) {
      entries.push(entry);
      if (entries.length > size) entries.shift();
    },
    list: () => entries,
  };
}
