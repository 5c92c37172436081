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
}

/** A server that has just started waits for its walls: they come back within 30 s (R18). Milliseconds. */
export const returnMs = 30_000;

/** State of a wall. Pure; the order is that of the worse to the better known. */
export function judgeWall(signs: WallSigns, now: number): WallState {
  const { isExpected, isConnected, startedAt, proof, differed } = signs;
  if (!isExpected) return 'off';
  if (!proof) {
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
