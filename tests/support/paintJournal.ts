import type { PaintEntry } from '../../client/lib/paintLog.ts';
import { cutAfterMs } from '../../shared/protocol/limits.ts';

/** Asks a page of a wall to work an expression out. */
export type Evaluate = (expression: string) => Promise<unknown>;

/** What a page painted, over more than the minutes that it remembers by itself. */
export interface PaintJournal {
  readonly entries: readonly PaintEntry[];
  /** Takes over what was painted since; throws where the page was opened anew or its log has lost something. */
  take(): Promise<readonly PaintEntry[]>;
}

const readLog = 'JSON.stringify({ origin: performance.timeOrigin, log: simpulPaintLog() })';

/** Begins the journal of a page that paints. */
export function createPaintJournal(evaluate: Evaluate): PaintJournal {
  const entries: PaintEntry[] = [];
  let page: number | null = null;
  return {
    entries,
    async take() {
      const { origin, log } = JSON.parse(String(await evaluate(readLog))) as {
        origin: number;
        log: PaintEntry[];
      };
      if (page !== null && origin !== page) throw new Error('the page was opened anew');
      page = origin;
      const last = entries.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
      const [oldest] = log;
      if (entries.length > 0 && oldest && oldest.at > last) throw new Error('the paint log lost entries');
      entries.push(...log.filter(({ at }) => at > last));
      return entries;
    },
  };
}

/** A time in which nothing of the server can have reached the page: what really was, whatever the page says of it. */
export interface Silence {
  /** Epoch milliseconds of the server. */
  readonly from: number;
  readonly to: number;
  /** What the server held before the end of it: no picture that is live afterwards is older. */
  readonly head?: { readonly epoch: string; readonly seq: number };
}

/**
 * What a paint log says, or keeps silent about, that no wall may do (RELIABILITY I7, I8): `live` more than 15 s after the last valid
 * frame, by its own account or against what really was; an older state after a newer one of the same epoch; nothing painted where it
 * must have painted that it is cut. Empty for an honest wall.
 */
export function findPaintLies(log: readonly PaintEntry[], silences: readonly Silence[] = []): string[] {
  if (log.length === 0) return ['nothing was painted'];
  return [
    ...log.filter(isStaleByItself).map((entry) => `live after silence: ${tell(entry)}`),
    ...findStepsBack(log),
    ...silences.flatMap((silence) => findLiesAround(log, silence)),
  ];
}

function isStaleByItself({ link, silentMs }: PaintEntry): boolean {
  return link === 'live' && (silentMs === null || silentMs > cutAfterMs);
}

function findStepsBack(log: readonly PaintEntry[]): string[] {
  const newest = new Map<string, number>();
  let at = Number.NEGATIVE_INFINITY;
  return log.flatMap((entry) => {
    const lies: string[] = [];
    if (entry.at < at) lies.push(`painted before what stands before it: ${tell(entry)}`);
    at = entry.at;
    if (entry.epoch === null) return lies;
    const before = newest.get(entry.epoch) ?? 0;
    if (entry.seq < before) lies.push(`older after ${before}: ${tell(entry)}`);
    newest.set(entry.epoch, Math.max(before, entry.seq));
    return lies;
  });
}

function findLiesAround(log: readonly PaintEntry[], { from, to, head }: Silence): string[] {
  const within = log.filter(({ serverAt }) => serverAt > from + cutAfterMs && serverAt < to);
  const after = log.filter(({ serverAt, link }) => serverAt >= to && link === 'live');
  const isOld = (entry: PaintEntry): boolean =>
    head !== undefined && entry.epoch === head.epoch && entry.seq < head.seq;
  return [
    ...within.filter(({ link }) => link === 'live').map((entry) => `live while cut: ${tell(entry)}`),
    ...(to - from > cutAfterMs && !within.some(({ link }) => link === 'cut')
      ? ['nothing was painted of a cut']
      : []),
    ...after.filter(isOld).map((entry) => `live without what came during the cut: ${tell(entry)}`),
  ];
}

function tell({ at, link, seq, silentMs }: PaintEntry): string {
  return `${link} at ${Math.round(at)}, seq ${seq}, silent ${silentMs === null ? 'for ever' : Math.round(silentMs)} ms`;
}
