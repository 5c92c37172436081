import type { SentScene, WallMessage, WallOrders, WallSetup } from '#shared/model/wall.ts';

/** Body of a `wall` record, kept under the wall's name. Instants are epoch milliseconds. */
export interface WallBody {
  /** Stands for this pairing whatever the wall is called; a wall that is paired anew is another one. */
  readonly uid: string;
  readonly setup: WallSetup;
  /** Start of the rotation; the same for all walls of a group. */
  readonly anchorAt: number;
  /** Rises with each change of the setup, not with what is sent to the wall. */
  readonly revision: number;
  /** SHA-256 of the credential, hex. */
  readonly credentialHash: string;
  readonly pairedAt: number;
  readonly pairedBy: string;
  /** When its screen took the credential; null before. */
  readonly claimedAt: number | null;
  /** False while its silence is meant. */
  readonly watched: boolean;
  readonly show: SentScene | null;
  readonly message: WallMessage | null;
}

/** A paired wall. */
export interface Wall {
  readonly name: string;
  readonly version: number;
  readonly body: WallBody;
}

/** What a wall is told to do; what is over is not told any more. */
export function toOrders({ name, body }: Wall, now: number): WallOrders {
  const { setup, anchorAt, show, message } = body;
  return {
    name,
    setup,
    anchorAt,
    show: show && (show.until === null || show.until > now) ? show : null,
    message: message && message.until > now ? message : null,
  };
}
