import type { Logger } from 'pino';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import type { Settings } from './config/settings.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import type { Store } from './domain/store.ts';
import type { RouteDefinition } from './http/registry.ts';
import type { Desk } from './openDesk.ts';
import { type HealthPace, openHealth } from './openHealth.ts';
import type { LiveRegion } from './regions/liveRegion.ts';
import type { Accounts } from './startDesk.ts';

/** Needs of the parts of the room. */
export interface RoomParts {
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
  readonly healthPace: Partial<HealthPace> | undefined;
  readonly log: Logger;
  /** Tells open pages of the console that what they show of a topic is old. */
  readonly tell: (topic: DeskTopic) => void;
}

/** One part of the room while it runs. */
export interface RoomPart {
  readonly routes: readonly RouteDefinition[];
  stop(): Promise<void> | void;
}

/** Composes what operators work with: alarms, incidents, walls, shift, drills, health. */
export function openRoom(parts: RoomParts): RoomPart {
  const opened: readonly RoomPart[] = [openHealth(parts)];
  return {
    routes: opened.flatMap(({ routes }) => routes),
    async stop() {
      for (const part of opened.toReversed()) await part.stop();
    },
  };
}
