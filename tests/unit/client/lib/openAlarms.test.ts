import { describe, expect, it } from 'vitest';
import { toAlarmMarks } from '../../../../client/features/map/alarmMarks.ts';
import { toAlarmPlace } from '../../../../client/lib/alarmPlace.ts';
import { countCritical, countOpenAlarms, listOpenAlarms } from '../../../../client/lib/openAlarms.ts';
import type { Alarm } from '../../../../shared/model/alarm.ts';
import { buildAlarm } from '../../../support/alarmBuilder.ts';

const ids = (alarms: readonly Alarm[]) => alarms.map(({ id }) => id);

describe('open alarms on a wall', () => {
  it('come in the order in which they want somebody', () => {
    const alarms = [
      buildAlarm({ id: 'small', severity: 'minor', raisedAt: 9 }),
      buildAlarm({ id: 'taken', severity: 'critical', state: 'acknowledged', raisedAt: 8 }),
      buildAlarm({ id: 'grave', severity: 'critical', raisedAt: 1 }),
      buildAlarm({ id: 'urgent', severity: 'critical', priority: 'urgent', raisedAt: 0 }),
      buildAlarm({ id: 'gone', severity: 'critical', state: 'returned', active: false, raisedAt: 2 }),
    ];
    expect(ids(listOpenAlarms(alarms))).toEqual(['urgent', 'gone', 'grave', 'small', 'taken']);
  });

  it('leave out what is held back, in the list, the counts and the hold of the rotation', () => {
    const held = (['shelved', 'suppressed', 'out-of-service'] as const).map((state) =>
      buildAlarm({ id: state, state, severity: 'critical' }),
    );
    expect(listOpenAlarms(held)).toEqual([]);
    expect(countOpenAlarms(held).critical).toEqual({ open: 0, waiting: 0 });
    expect(countCritical(held)).toBe(0);
  });

  it('count those that wait apart; one that is over by itself no longer holds the rotation', () => {
    const alarms = [
      buildAlarm({ id: 'a', severity: 'critical' }),
      buildAlarm({ id: 'b', severity: 'critical', state: 'acknowledged' }),
      buildAlarm({ id: 'c', severity: 'critical', state: 'returned', active: false }),
    ];
    expect(countOpenAlarms(alarms).critical).toEqual({ open: 3, waiting: 2 });
    expect(countCritical(alarms)).toBe(2);
  });
});

describe('the place of an alarm', () => {
  const names = {
    areas: new Map([['32.16.09', { name: 'Cikarang Utara' }]]),
    agencies: new Map([['dlh', { abbreviation: 'DLH' }]]),
    feeds: [{ id: 'bmkg', name: 'Prakiraan' }],
  } as never;

  it.each([
    [{ area: '32.16.09' }, 'Cikarang Utara'],
    [{ kind: 'silence', subject: 'dlh' }, 'DLH'],
    [{ kind: 'silence', subject: 'bmkg' }, 'Prakiraan'],
    [{ kind: 'silence', subject: 'barat' }, 'barat'],
    [{ kind: 'warning', victims: ['32.16.09', 'b', 'c', 'd', 'e'] }, 'Cikarang Utara, b, c +2'],
    [{ kind: 'quake', subject: 'x' }, ''],
  ])('%j is %s', (given, text) => {
    expect(toAlarmPlace(buildAlarm(given as never), names)).toBe(text);
  });
});

describe('alarms on the map', () => {
  const words = { title: ({ id }: Alarm) => id, state: ({ state }: Alarm) => state };

  it('are one mark a place, of the gravest, which counts the others', () => {
    const at = { point: [107, -6] as [number, number] };
    const marks = toAlarmMarks(
      [
        buildAlarm({ id: 'major', severity: 'major', ...at }),
        buildAlarm({ id: 'critical', severity: 'critical', ...at }),
        buildAlarm({ id: 'elsewhere', severity: 'major', point: [107.5, -6] }),
      ],
      words,
    );
    expect(marks.map(({ title }) => title)).toEqual(['critical +1', 'elsewhere']);
  });

  it('leave events to their own marks and minor alarms to the list', () => {
    const at = { point: [107, -6] as [number, number] };
    const alarms = [
      buildAlarm({ id: 'q', kind: 'quake', ...at }),
      buildAlarm({ id: 'm', severity: 'minor', ...at }),
      buildAlarm({ id: 'n', point: null }),
    ];
    expect(toAlarmMarks(alarms, words)).toEqual([]);
  });
});
