import type { Alarm, AlarmEntry } from '#shared/model/alarm.ts';
import type { AlarmLife } from '#shared/rules/alarmLife.ts';
import type { AuditNote } from '../audit/auditStore.ts';

/** An alarm as it is kept: what screens get, the life it follows from, and what the wall never gets. */
export interface StoredAlarm {
  readonly alarm: Alarm;
  readonly life: AlarmLife;
  readonly acknowledgedBy: string | null;
  /** The last thing that somebody wrote to it in this occurrence. */
  readonly comment: string | null;
  readonly assignee: { readonly id: string; readonly name: string } | null;
}

/** One step of an alarm with its audit entry. */
export interface AlarmChange {
  readonly stored: StoredAlarm;
  readonly deed: AlarmEntry['deed'];
  readonly note: AuditNote;
}

/** A version of an alarm: how it was from one instant to another. Epoch milliseconds; `to` is null while it still is. */
export interface AlarmVersion {
  readonly from: number;
  readonly to: number | null;
  readonly stored: StoredAlarm;
}

/** Which versions: those that were at any time between `from` and `to`, both inclusive, not normal; oldest first, the newest `limit`. */
export interface AlarmVersionQuery {
  readonly from: number;
  readonly to: number;
  readonly indicator?: string;
  readonly area?: string;
  /** At most `maxAlarmVersions`. */
  readonly limit: number;
}

/** How often a rule raised in a span of time. */
export interface RaiseCount {
  readonly rule: string;
  readonly at: number;
}

/**
 * Alarms with their past: every version is kept with the time for which it held, so that the room can be shown as it was. May throw
 * `StoreUnavailableError`.
 */
export interface AlarmStore {
  /** Everything that is not normal. */
  loadAlarms(): Promise<readonly StoredAlarm[]>;
  /** All or nothing, each step with its audit entry; returns the stream's head after it. Durable on return. */
  putAlarms(changes: readonly AlarmChange[]): Promise<number>;
  /** What was not normal at an instant. */
  listAlarmsAt(at: number): Promise<readonly StoredAlarm[]>;
  listAlarmVersions(query: AlarmVersionQuery): Promise<readonly AlarmVersion[]>;
  /** Raises since an instant, oldest first, the newest 10,000; not those that were held quiet, which weigh on nobody. */
  listRaises(since: number): Promise<readonly RaiseCount[]>;
}
