import type { Logger } from 'pino';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import type { Settings } from './config/settings.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import { createPast } from './domain/past/createPast.ts';
import type { Store } from './domain/store.ts';
import type { RouteDefinition } from './http/registry.ts';
import { createSituationRoutes } from './http/situationRoutes.ts';
import { openAlarms } from './openAlarms.ts';
import type { Desk } from './openDesk.ts';
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
export async function openRoom(parts: RoomParts): Promise<RoomPart> {
  const alarms = await openAlarms({
    ...parts,
    open: await parts.store.loadAlarms(),
    walls: () => [],
    operators: () => 1,
  });
  const opened: readonly RoomPart[] = [alarms, openPast(parts)];
  return {
    routes: opened.flatMap(({ routes }) => routes),
    async stop() {
      for (const part of opened.toReversed()) await part.stop();
    },
  };
}

/** The past of the room: nothing runs, it is only asked for. */
function openPast({ store, liveState, region, now }: RoomParts): RoomPart {
  const past = createPast({
    reader: store,
    epoch: liveState.epoch,
    indicator: region.indicator,
    retention: region.retention,
    now,
  });
  const none = async (): Promise<null> => null;
  return {
    routes: createSituationRoutes({ past, store, dutyAt: none, incidentsAt: none, now }),
    stop: () => undefined,
  };
}
