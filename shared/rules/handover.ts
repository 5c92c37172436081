import type { HandoverSheet, SheetAlarm, SinceSheet } from '../model/handover.ts';

/** A sheet older than this no longer tells how the room is: it is written anew. */
export const sheetMaxAgeMs = 30 * 60_000;

/** True where a sheet may still be signed. */
export function isSheetFresh(writtenAt: number, now: number): boolean {
  return now - writtenAt <= sheetMaxAgeMs;
}

/** Alarms that are ticked one by one; the others are ticked together by priority. */
function isSingle({ priority, escalatedAt }: SheetAlarm): boolean {
  return priority === 'urgent' || priority === 'high' || escalatedAt !== null;
}

/** What an alarm is ticked as. */
export function toAlarmKey(alarm: SheetAlarm): string {
  return isSingle(alarm) ? `alarm:${alarm.id}` : `alarms:${alarm.priority}`;
}

/**
 * Everything that whoever takes over ticks as read: urgent, high and escalated alarms and incidents one by one, other alarms by
 * priority, and that a source could not tell.
 */
export function listToRead(sheet: Pick<HandoverSheet, 'alarms' | 'incidents'>, since: SinceSheet): string[] {
  const keys = new Set<string>();
  if (sheet.alarms.status === 'ok') for (const alarm of sheet.alarms.items) keys.add(toAlarmKey(alarm));
  else keys.add('unavailable:alarms');
  if (sheet.incidents.status === 'ok') for (const { id } of sheet.incidents.items) keys.add(`incident:${id}`);
  else keys.add('unavailable:incidents');
  // What came after the sheet is always ticked by itself.
  for (const { id } of since.alarms ?? []) keys.add(`alarm:${id}`);
  for (const { id } of since.incidents ?? []) keys.add(`incident:${id}`);
  return [...keys];
}
