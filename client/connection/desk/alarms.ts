import { z } from 'zod';
import {
  type AlarmAction,
  type AlarmList,
  type AlarmLoad,
  type AlarmLog,
  type AlarmRule,
  type AlarmRuleView,
  alarmListSchema,
  alarmLoadSchema,
  alarmLogSchema,
  alarmRuleViewSchema,
  type ManualAlarm,
} from '#shared/model/alarm.ts';
import { isOpen } from '../../lib/desk/alarmOrder.ts';
import { serverClock } from '../../lib/serverClock.ts';
import { ask } from './request.ts';

const path = '/api/v1/alarms';
const done = z.unknown();
const rules = z.object({ items: z.array(alarmRuleViewSchema) });

/** The list as this page got it. */
export interface WatchedAlarms extends AlarmList {
  /** How long nothing has waited for anybody as far as this page saw, server time; null while something does. */
  readonly quietSince: number | null;
  /** When it came, monotonic milliseconds. */
  readonly arrivedAt: number;
}

let quietSince: number | null = null;

/** Everything that is not normal. Its instant sets this page's clock: ages are the server's, whatever the device thinks. */
export async function fetchAlarms(): Promise<WatchedAlarms> {
  const list = await ask(path, { schema: alarmListSchema });
  serverClock.observe(list.at);
  quietSince = list.items.some(isOpen) ? null : (quietSince ?? list.at);
  return { ...list, quietSince, arrivedAt: performance.now() };
}

/** What happened to an alarm, newest first. */
export const fetchAlarmLog = async (id: string): Promise<AlarmLog['items']> =>
  (await ask(`${path}/log?${new URLSearchParams({ id })}`, { schema: alarmLogSchema })).items;

/** How heavily alarms weigh on the room. */
export const fetchAlarmLoad = (): Promise<AlarmLoad> => ask(`${path}/load`, { schema: alarmLoadSchema });

/** Acts on alarms, all or none. */
export async function actOnAlarms(action: AlarmAction): Promise<void> {
  await ask(`${path}/actions`, { method: 'POST', body: action, schema: done });
}

/** Raises an alarm by hand; returns its id. */
export const raiseAlarm = async (body: ManualAlarm): Promise<string> =>
  (await ask(path, { method: 'POST', body, schema: z.object({ id: z.string() }) })).id;

/** The rules that raise alarms. */
export const fetchAlarmRules = async (): Promise<readonly AlarmRuleView[]> =>
  (await ask(`${path}/rules`, { schema: rules })).items;

/** Saves a rule against the version that was read; 0 for a new one. */
export async function saveAlarmRule(rule: AlarmRule, version: number): Promise<void> {
  await ask(`${path}/rules/${rule.id}`, { method: 'PUT', body: { version, rule }, schema: done });
}

/** Puts a rule out of service until an instant (ISO 8601), or back with null. */
export async function setAlarmService(
  id: string,
  rest: { readonly reason: string; readonly until: string } | null,
): Promise<void> {
  const body = rest ? { outOfService: true, ...rest } : { outOfService: false };
  await ask(`${path}/rules/${id}/service`, { method: 'POST', body, schema: done });
}
