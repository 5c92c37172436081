import type { LogLine, LogPage } from '../model/shift.ts';
import { toCanonical } from './canonical.ts';

/** A page is full with so many lines. */
export const pageLines = 40;
const hourMs = 3_600_000;

const genesis = '0'.repeat(64);

/** Text that a page's hash is made of: the hash before, where it belongs, and its lines. */
function toPageText(
  shift: string,
  { page, previous }: { page: number; previous: string },
  lines: readonly LogLine[],
): string {
  return `${previous}\n${shift}\n${page}\n${toCanonical(lines)}`;
}

/** How hashes are made: SHA-256, hex. */
export type Hash = (text: string) => string;

/** What locking looks at. */
export interface PagesOf {
  readonly id: string;
  readonly log: readonly LogLine[];
  readonly pages: readonly LogPage[];
}

/**
 * The pages of a log with those added that are closed by now: an hour of the clock that is over, 40 lines, or everything where
 * `isOver`. The same array where nothing is due.
 */
export function lockPages(
  { id, log, pages }: PagesOf,
  { now, isOver, hash }: { readonly now: number; readonly isOver: boolean; readonly hash: Hash },
): readonly LogPage[] {
  const locked = [...pages];
  let open = log.slice(pages.at(-1)?.to ?? 0);
  while (open.length > 0) {
    const lines = takePage(open);
    const [first, last] = [lines[0], lines.at(-1)];
    if (!first || !last) break;
    const isClosed = isOver || lines.length === pageLines || toHour(now) > toHour(first.at);
    if (!isClosed) break;
    const page = locked.length + 1;
    const previous = locked.at(-1)?.hash ?? genesis;
    locked.push({
      page,
      from: first.n,
      to: last.n,
      lockedAt: now,
      hash: hash(toPageText(id, { page, previous }, lines)),
    });
    open = open.slice(lines.length);
  }
  return locked.length === pages.length ? pages : locked;
}

function toHour(at: number): number {
  return Math.floor(at / hourMs);
}

/** The first lines that lie in one hour, at most a page of them. */
function takePage(lines: readonly LogLine[]): readonly LogLine[] {
  const hour = toHour(lines[0]?.at ?? 0);
  const end = lines.findIndex(({ at }) => toHour(at) > hour);
  return lines.slice(0, Math.min(end === -1 ? lines.length : end, pageLines));
}

/** Number of the first page whose hash does not fit its lines, or that leaves lines out; null where the chain holds. */
export function findBrokenPage({ id, log, pages }: PagesOf, hash: Hash): number | null {
  let previous = genesis;
  let after = 0;
  for (const { page, from, to, hash: told } of pages) {
    const lines = log.slice(from - 1, to);
    const isWhole = from === after + 1 && lines.length === to - from + 1;
    if (!isWhole || hash(toPageText(id, { page, previous }, lines)) !== told) return page;
    previous = told;
    after = to;
  }
  return null;
}
