import type { Logger } from 'pino';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import type { Settings } from './config/settings.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import type { Store } from './domain/store.ts';
import type { Desk } from './openDesk.ts';
import type { RoomPart } from './openRoom.ts';
import { openSessions } from './openSessions.ts';
import type { OpenNamespace } from './openSockets.ts';
import type { LiveRegion } from './regions/liveRegion.ts';
import type { Accounts } from './startDesk.ts';

/** Needs of what officials work with. */
export interface ReviewParts {
  /** Opens a namespace beside `/live` and `/desk`. */
  readonly addNamespace: (open: OpenNamespace) => void;
  readonly region: LiveRegion;
  readonly store: Store;
  readonly liveState: LiveState;
  readonly writer: StreamWriter;
  readonly accounts: Accounts;
  readonly desk: Desk;
  readonly settings: Settings;
  readonly now: () => number;
  /** Milliseconds that no hand can set. */
  readonly monotonic: () => number;
  readonly log: Logger;
  /** Tells open pages of the desk that what they show of a topic is old. */
  readonly tell: (topic: DeskTopic) => void;
}

/** Composes what officials work with: programmes, money, evaluation, agreements, sessions. What one part tells of another is handed over here. */
export async function openReview(parts: ReviewParts): Promise<RoomPart> {
  const opened: readonly RoomPart[] = [
    // Agreements and packs hand in what they have here.
    openSessions({ ...parts, actionPromises: async () => [], freeze: async () => null }),
  ];
  return {
    routes: opened.flatMap(({ routes }) => routes),
    async stop() {
      for (const part of opened.toReversed()) await part.stop();
    },
  };
}
