import {
  type AlarmHistory,
  alarmHistorySchema,
  type RoomSituation,
  roomSituationSchema,
} from '#shared/model/situation.ts';
import { ask } from './request.ts';

/** What the room did, as it stood at an instant (epoch milliseconds). */
export const fetchRoomAt = (at: number): Promise<RoomSituation> =>
  ask(`/api/v1/situation/room?at=${at}`, { schema: roomSituationSchema });

/** How alarms stood in a span of time, oldest first. */
export const fetchAlarmHistory = (from: number, to: number): Promise<AlarmHistory> =>
  ask(`/api/v1/alarms/history?from=${from}&to=${to}`, { schema: alarmHistorySchema });
