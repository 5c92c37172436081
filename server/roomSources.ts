import type { SheetAlarm, SheetHealth, SheetIncident, SheetWall } from '#shared/model/handover.ts';
import { buildSilenceText, isWallFault } from '#shared/rules/alarmText.ts';
import type { AlarmStore, StoredAlarm } from './domain/alarms/alarmStore.ts';
import type { SilentWall } from './domain/alarms/watchSilence.ts';
import type { WatchedState } from './domain/walls/createWallWatch.ts';
import type { SituationRouteParts } from './http/situationRoutes.ts';
import type { RunningAlarms } from './openAlarms.ts';
import type { RunningHealth } from './openHealth.ts';
import type { RunningIncidents } from './openIncidents.ts';
import type { RoomSources, ShiftPart } from './openShifts.ts';
import type { RoomWalls } from './openWalls.ts';

/** True for a wall that a crew must know of when it takes over. */
const isTroubled = ({ state }: WatchedState): boolean =>
  isWallFault(state) || state === 'cut' || state === 'gone';

/** Walls that raise an alarm: what hangs there is not the present, or cannot be proven to be. */
export function listSilentWalls(walls: readonly WatchedState[]): SilentWall[] {
  return walls.flatMap(({ name, title, state, since }) =>
    isWallFault(state) ? [{ name, since, text: buildSilenceText(title || name, state) }] : [],
  );
}

/** Walls that are expected to paint, and those of them that do not. */
export function countWalls(walls: readonly WatchedState[]): { expected: number; silent: string[] } {
  const expected = walls.filter(({ state }) => state !== 'off');
  return { expected: expected.length, silent: listSilentWalls(expected).map(({ name }) => name) };
}

/** What the handover sheet is written from, beside what shifts know themselves. */
export function createRoomSources({
  store,
  alarms,
  incidents,
  walls,
  health,
}: {
  readonly store: Pick<AlarmStore, 'listRaises'>;
  readonly alarms: RunningAlarms;
  readonly incidents: RunningIncidents;
  readonly walls: RoomWalls;
  readonly health: RunningHealth;
}): RoomSources {
  return {
    alarms: async () => alarms.book.list().map(toSheetAlarm),
    incidents: async () => (await incidents.listAt(Number.POSITIVE_INFINITY)).map(toSheetIncident),
    walls: async () =>
      walls
        .list()
        .filter(isTroubled)
        .map(({ name, state, since }): SheetWall => ({ name, state, since })),
    health: async () =>
      health
        .parts()
        .filter(({ level }) => level === 'watch' || level === 'bad')
        .map(({ id, level, code }): SheetHealth => ({ name: id, state: level, detail: code })),
    async counts(from, to) {
      const raises = (await store.listRaises(from)).filter(({ at }) => at <= to).length;
      const opened = await incidents.countOpened(from, to);
      return { alarms: raises, incidents: opened };
    },
  };
}

function toSheetAlarm({ alarm, acknowledgedBy, comment }: StoredAlarm): SheetAlarm {
  const {
    id,
    kind,
    name,
    area,
    subject,
    text,
    state,
    priority,
    severity,
    raisedAt,
    shelvedUntil,
    escalatedAt,
    simulated,
  } = alarm;
  const life = { state, raisedAt, acknowledgedBy, comment, shelvedUntil, escalatedAt };
  // An event's id tells a reader nothing; its words are the text.
  const about = kind === 'silence' ? subject : null;
  return { id, name, area, subject: about, text, priority, severity, simulated, ...life };
}

function toSheetIncident({ id, title, state, openedAt, tasks }: OpenIncident): SheetIncident {
  return {
    id,
    title,
    state,
    since: openedAt,
    tasks: tasks
      .filter(({ doneAt }) => doneAt === null)
      .map(({ text, owner, dueAt }) => ({ text, assignee: owner, dueAt })),
  };
}

type OpenIncident = Awaited<ReturnType<RunningIncidents['listAt']>>[number];

/** What the past of the room is told from beside alarms. */
export type PastSources = Pick<SituationRouteParts, 'dutyAt' | 'incidentsAt'>;

/** Who was on duty and which incidents were open at an instant. */
export function createPastSources(shifts: ShiftPart, incidents: RunningIncidents): PastSources {
  return {
    async dutyAt(at) {
      const { name, since, crew, lead } = await shifts.dutyAt(at);
      if (since === null) return { name: '', from: at, people: [] };
      const people = crew.map((one) => ({
        name: one.name,
        task: one.id === lead?.id ? ('lead' as const) : ('crew' as const),
      }));
      return { name: name ?? '', from: since, people };
    },
    incidentsAt: async (at) =>
      (await incidents.listAt(at)).map(({ id, title, state, openedAt }) => ({ id, title, state, openedAt })),
  };
}
