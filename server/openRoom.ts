import type { Logger } from 'pino';
import { operatingRoles } from '#shared/model/lists.ts';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import type { Settings } from './config/settings.ts';
import type { StoredAlarm } from './domain/alarms/alarmStore.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import { createPast } from './domain/past/createPast.ts';
import type { Store } from './domain/store.ts';
import type { RouteDefinition } from './http/registry.ts';
import { createSituationRoutes } from './http/situationRoutes.ts';
import type { LoopDelay } from './observability/loopDelay.ts';
import { openAlarms } from './openAlarms.ts';
import type { Desk } from './openDesk.ts';
import { openDrills } from './openDrills.ts';
import { type HealthPace, openHealth } from './openHealth.ts';
import { openIncidents, toIncidentAlarm } from './openIncidents.ts';
import { openShifts } from './openShifts.ts';
import type { OpenNamespace } from './openSockets.ts';
import { openWalls } from './openWalls.ts';
import type { LiveRegion } from './regions/liveRegion.ts';
import {
  countWalls,
  createPastSources,
  createRoomSources,
  listSilentWalls,
  type PastSources,
} from './roomSources.ts';
import type { Accounts } from './startDesk.ts';

/** Needs of the parts of the room. */
export interface RoomParts {
  /** Opens a namespace beside `/live` and `/desk`. */
  readonly addNamespace: (open: OpenNamespace) => void;
  readonly region: LiveRegion;
  readonly store: Store;
  readonly liveState: LiveState;
  /** What was open when the server started. */
  readonly alarmsAtStart: readonly StoredAlarm[];
  readonly writer: StreamWriter;
  readonly accounts: Accounts;
  readonly desk: Desk;
  readonly settings: Settings;
  readonly now: () => number;
  /** Milliseconds that no hand can set. */
  readonly monotonic: () => number;
  readonly healthPace: Partial<HealthPace> | undefined;
  readonly watchLoop: () => LoopDelay;
  readonly log: Logger;
  /** Tells open pages of the console that what they show of a topic is old. */
  readonly tell: (topic: DeskTopic) => void;
}

/** Everyone who may act at the console, by name. */
export type Crew = () => Promise<{ id: string; name: string }[]>;

/** One part of the room while it runs. */
export interface RoomPart {
  readonly routes: readonly RouteDefinition[];
  stop(): Promise<void> | void;
}

/** The room while it runs. */
export interface Room extends RoomPart {
  /** Looks at every alarm now; resolves when what came of it is durable. */
  lookAtAlarms(): Promise<void>;
}

/** Composes what operators work with. What one part tells of another is handed over here, so that none knows the others. */
export async function openRoom(parts: RoomParts): Promise<Room> {
  const { store } = parts;
  const crew = createCrew(store);
  const walls = openWalls(parts);
  // Alarms and shifts look at each other: how many are on duty is only asked once both are there.
  let onDuty = (): number => 1;
  const alarms = await openAlarms({
    ...parts,
    crew,
    walls: () => listSilentWalls(walls.list()),
    operators: () => onDuty(),
  });
  const incidents = openIncidents({
    ...parts,
    crew,
    alarm: (id) => toIncidentAlarm(alarms.book.find(id)?.alarm),
  });
  const health = openHealth(parts, {
    walls: () => countWalls(walls.list()),
    evaluatedAt: () => alarms.engine.lastEvaluatedAt,
    turnedAway: () => alarms.book.turnedAway,
  });
  const shifts = await openShifts(parts, createRoomSources({ store, alarms, incidents, walls, health }));
  onDuty = () => Math.max(1, shifts.onDuty().operators);
  const opened: readonly RoomPart[] = [
    walls,
    alarms,
    incidents,
    health,
    shifts,
    openPast(parts, createPastSources(shifts, incidents)),
    openDrills(parts),
  ];
  return {
    routes: opened.flatMap(({ routes }) => routes),
    lookAtAlarms: alarms.engine.evaluate,
    async stop() {
      for (const part of opened.toReversed()) await part.stop();
    },
  };
}

function createCrew(store: Pick<Store, 'findIdentities'>): Crew {
  const roles: readonly unknown[] = operatingRoles;
  return async () => {
    const users = await store.findIdentities('user');
    return users
      .filter((user) => roles.includes(user['role']) && user['disabled'] !== true)
      .map((user) => ({ id: String(user.id), name: String(user['name']) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'id'));
  };
}

/** The past of the room: nothing runs, it is only asked for. */
function openPast({ store, liveState, region, now }: RoomParts, sources: PastSources): RoomPart {
  const past = createPast({
    reader: store,
    epoch: liveState.epoch,
    indicator: region.indicator,
    retention: region.retention,
    now,
  });
  return { routes: createSituationRoutes({ past, store, ...sources, now }), stop: () => undefined };
}
