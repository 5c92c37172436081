import { createHash } from 'node:crypto';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Incident } from '#shared/model/incident.ts';
import { toAlarmText } from '#shared/rules/alarmText.ts';
import { createIncidents } from './domain/incidents/createIncidents.ts';
import type { AlarmSource } from './domain/incidents/incidentSource.ts';
import { createCameraRoutes } from './http/cameraRoutes.ts';
import { createIncidentRoutes } from './http/incidentRoutes.ts';
import type { Crew, RoomPart, RoomParts } from './openRoom.ts';

/** Needs of `openIncidents`. */
export interface IncidentRoomParts
  extends Pick<RoomParts, 'region' | 'store' | 'liveState' | 'settings' | 'now' | 'tell'> {
  readonly crew: Crew;
  /** An alarm that stands, by its id. */
  readonly alarm: (id: string) => AlarmSource | undefined;
}

/** Incidents while they run. */
export interface RunningIncidents extends RoomPart {
  /** Those that were open at an instant, as they stood then. */
  listAt(at: number): Promise<readonly Incident[]>;
  countOpened(from: number, to: number): Promise<number>;
}

/** Incidents and the cameras beside them. */
export function openIncidents(parts: IncidentRoomParts): RunningIncidents {
  const { region, store, liveState, crew, settings, now, tell } = parts;
  const incidents = createIncidents({
    store,
    now,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    isArea: (code) => region.area(code) !== undefined,
    regency: region.catalogue.region.code,
    event: (id) => liveState.listEvents().find(({ event }) => event.id === id)?.event,
    alarm: parts.alarm,
    crew,
    isSimulated: settings.mode !== 'live',
    onChange: () => tell('incidents'),
  });
  return {
    routes: [...createIncidentRoutes({ incidents, crew, now }), ...createCameraRoutes(region.cameras)],
    listAt: incidents.listAt,
    countOpened: incidents.countOpened,
    stop: () => undefined,
  };
}

/** What an incident takes over of an alarm; undefined for none. */
export function toIncidentAlarm(alarm: Alarm | undefined): AlarmSource | undefined {
  if (!alarm) return undefined;
  const { kind, name, text, area, point, severity, simulated } = alarm;
  // Other alarms stand at the middle of their area, which is no place where anything happened.
  const isThere = kind === 'quake' || kind === 'warning';
  const title = (kind === 'manual' && text) || name.id;
  const words = toAlarmText(alarm, 'id');
  return { name: title, area, point: isThere ? point : null, severity, text: words, simulated };
}
