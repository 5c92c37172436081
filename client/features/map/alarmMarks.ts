import type { Alarm } from '#shared/model/alarm.ts';
import { listOpenAlarms } from '../../lib/openAlarms.ts';
import type { MarkedEvent } from './eventMarks.ts';

/** Words of an alarm's mark; given by the caller so that this file knows no language. */
export interface AlarmWords {
  title(alarm: Alarm): string;
  /** Whether somebody has acknowledged it. */
  state(alarm: Alarm): string;
}

/**
 * Open alarms with a place as marks, the gravest of each place alone: its line tells how many more there are. Those of events are on the
 * map as the events that they are of, and minor ones are left to the list of alarms.
 */
export function toAlarmMarks(alarms: readonly Alarm[], words: AlarmWords): MarkedEvent[] {
  const byPlace = new Map<string, Alarm[]>();
  for (const alarm of listOpenAlarms(alarms)) {
    const isOfEvent = alarm.kind === 'warning' || alarm.kind === 'quake';
    if (alarm.point === null || isOfEvent || alarm.severity === 'minor') continue;
    const key = alarm.point.join(' ');
    byPlace.set(key, [...(byPlace.get(key) ?? []), alarm]);
  }
  return [...byPlace.values()].flatMap(([first, ...more]) =>
    first ? [toMark(first, more.length, words)] : [],
  );
}

function toMark(alarm: Alarm, more: number, words: AlarmWords): MarkedEvent {
  return {
    id: `alarm ${alarm.id}`,
    kind: 'alarm',
    title: `${words.title(alarm)}${more > 0 ? ` +${more}` : ''}`,
    startsAt: alarm.raisedAt,
    endsAt: null,
    origin: alarm.simulated ? 'simulated' : 'derived',
    source: { key: alarm.rule, label: words.state(alarm) },
    point: alarm.point,
    polygons: [],
  };
}
