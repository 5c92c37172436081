import type { WallState } from '#shared/model/wall.ts';
import { proofMs, wallDeadMs, wallStuckMs } from '#shared/protocol/limits.ts';
import type { LinkToServer } from '#shared/protocol/wall.ts';

/** What is known of a wall; instants are monotonic milliseconds. */
export interface WallSigns {
  /** Someone expects it: it was set up, and its silence is not meant. */
  readonly isExpected: boolean;
  readonly isConnected: boolean;
  /** Start of the time that it is judged from: of the server, of the watch, or of the connection. */
  readonly startedAt: number;
  readonly proof: {
    readonly at: number;
    /** When its frames last advanced. */
    readonly advancedAt: number;
    /** Since its last painted frame, as it said. Milliseconds. */
    readonly painted: number;
    readonly link: LinkToServer;
  } | null;
  /** Proofs in a row that held other figures than the server. */
  readonly differed: number;
  /** Since when no page of the wall has proven anything, however often one connected; null while one did. */
  readonly unprovenSince: number | null;
}

/** A server that has just started waits for its walls: they come back within 30 s (R18). Milliseconds. */
export const returnMs = 30_000;

/**
 * A page that comes and goes without ever proving itself is no wall; a silent connection beside a page that speaks may for so long be what
 * a cut network left behind: the server ends it within 30 s. Milliseconds.
 */
export const trialMs = returnMs + wallDeadMs;

/** From the worst to the best. */
const ranks: readonly WallState[] = ['dead', 'stuck', 'astray', 'gone', 'cut', 'catching-up', 'live', 'off'];

/** State of a wall with pages: that of its worst. Pure. */
export function judgePages(pages: readonly WallSigns[], now: number): WallState {
  const toSilence = ({ proof, startedAt }: WallSigns): number => now - (proof?.at ?? startedAt);
  const isHeard = pages.some((page) => toSilence(page) < wallDeadMs);
  const told = pages.filter((page) => {
    const silentMs = toSilence(page);
    return !isHeard || silentMs < wallDeadMs || silentMs >= trialMs;
  });
  const states = new Set(told.map((page) => judgeWall(page, now)));
  return ranks.find((state) => states.has(state)) ?? 'dead';
}

/** State of a wall or of one of its pages. Pure; the order is that of the worse to the better known. */
export function judgeWall(signs: WallSigns, now: number): WallState {
  const { isExpected, isConnected, startedAt, proof, differed, unprovenSince } = signs;
  if (!isExpected) return 'off';
  if (!proof) {
    if (unprovenSince !== null && now - unprovenSince >= trialMs) return 'dead';
    const patience = isConnected ? wallDeadMs : returnMs;
    if (now - startedAt >= patience) return 'dead';
    return isConnected ? 'catching-up' : 'gone';
  }
  if (now - proof.at >= wallDeadMs) return 'dead';
  if (!isConnected) return 'gone';
  if (proof.painted >= wallStuckMs || now - proof.advancedAt >= wallStuckMs + proofMs) return 'stuck';
  if (differed >= 2) return 'astray';
  if (proof.link === 'live') return 'live';
  return proof.link === 'cut' ? 'cut' : 'catching-up';
}
