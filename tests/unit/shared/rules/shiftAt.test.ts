import { describe, expect, it } from 'vitest';
import { appendLine, giveLead, joinCrew, leaveCrew } from '../../../../server/domain/shifts/shiftLog.ts';
import type { SinceSheet } from '../../../../shared/model/handover.ts';
import type { Shift } from '../../../../shared/model/shift.ts';
import { isSheetFresh, listToRead } from '../../../../shared/rules/handover.ts';
import {
  findLead,
  findStanding,
  listOnDuty,
  shiftAt,
  toCorrections,
} from '../../../../shared/rules/shiftAt.ts';
import { ani, budi, buildLine, buildSheetAlarm, buildShift, shiftStart } from '../../../support/shifts.ts';

const at = (minutes: number): number => shiftStart + minutes * 60_000;

/** Budi comes at 10, leads from 20, Ani goes at 30 and comes back at 40. */
function buildDay(): Shift {
  const joined = joinCrew(buildShift(), budi, at(10));
  const led = giveLead(joined, budi, { at: at(20), by: budi });
  const left = leaveCrew(led, ani.id, { at: at(30), by: ani });
  return joinCrew(left, ani, at(40));
}

describe('the duty crew at an instant', () => {
  it.each([
    [5, ['ani'], 'ani'],
    [15, ['ani', 'budi'], 'ani'],
    [25, ['ani', 'budi'], 'budi'],
    [35, ['budi'], 'budi'],
    [45, ['budi', 'ani'], 'budi'],
  ])('after %i minutes is %j, led by %s', (minutes, crew, lead) => {
    const day = buildDay();
    expect(listOnDuty(day.crew, at(minutes)).map(({ id }) => id)).toEqual(crew);
    expect(findLead(day, at(minutes))?.id).toBe(lead);
  });

  it('is led by whoever has been there longest once the lead goes, and by nobody once all are gone', () => {
    const joined = joinCrew(buildShift(), budi, at(10));
    const alone = leaveCrew(joined, ani.id, { at: at(20), by: ani });
    expect(findLead(alone, at(20))?.id).toBe('budi');
    const empty = leaveCrew(alone, budi.id, { at: at(30), by: budi });
    expect(findLead(empty, at(31))).toBeNull();
    expect(findLead(joinCrew(empty, ani, at(40)), at(40))?.id).toBe('ani');
  });
});

describe('a shift at an instant', () => {
  it('does not exist before its start', () => {
    expect(shiftAt(buildDay(), shiftStart - 1)).toBeNull();
  });

  it('holds nothing of what came later', () => {
    const day = buildDay();
    const over: Shift = {
      ...day,
      endedAt: at(60),
      crew: day.crew.map((one) => ({ ...one, leftAt: one.leftAt ?? at(60) })),
    };
    const then = shiftAt(over, at(25));
    expect(then?.endedAt).toBeNull();
    expect(then?.crew).toEqual([
      { ...ani, joinedAt: at(0), leftAt: null },
      { ...budi, joinedAt: at(10), leftAt: null },
    ]);
    expect(then?.log.map(({ kind }) => kind)).toEqual(['join', 'lead']);
    expect(shiftAt(over, at(60))).toEqual(over);
  });

  it('equals, at each instant, the shift as it was kept then', () => {
    let shift = buildShift();
    const kept: [number, Shift][] = [[at(0), shift]];
    const deeds: ((from: Shift, when: number) => Shift)[] = [
      (from, when) => joinCrew(from, budi, when),
      (from, when) => appendLine(from, { at: when, by: budi, kind: 'note', text: 'x' }),
      (from, when) => giveLead(from, budi, { at: when, by: budi }),
      (from, when) => leaveCrew(from, budi.id, { at: when, by: budi }),
    ];
    for (const [index, deed] of deeds.entries()) {
      shift = deed(shift, at(index + 1));
      kept.push([at(index + 1), shift]);
    }
    for (const [when, then] of kept) expect(shiftAt(shift, when)).toEqual(then);
  });
});

describe('a corrected line', () => {
  it('stands as its last correction says', () => {
    const log = [
      buildLine(1),
      buildLine(2, { kind: 'correction', corrects: 1 }),
      buildLine(3, { kind: 'correction', corrects: 2 }),
    ];
    const corrections = toCorrections(log);
    expect(findStanding(1, corrections)?.n).toBe(3);
    expect(findStanding(3, corrections)).toBeNull();
  });
});

describe('what is to be read', () => {
  const nothing: SinceSheet = { alarms: [], alarmsOver: 0, incidents: [], lines: 0 };
  const section = <Item>(items: Item[]) => ({ status: 'ok', items, more: 0 }) as const;
  const alarms = section([
    buildSheetAlarm({ id: 'a', priority: 'urgent' }),
    buildSheetAlarm({ id: 'b', priority: 'low' }),
    buildSheetAlarm({ id: 'c', priority: 'low' }),
    buildSheetAlarm({ id: 'd', priority: 'low', escalatedAt: shiftStart }),
  ]);
  const incidents = section([{ id: 'i', title: 'Banjir', state: 'open', since: shiftStart, tasks: [] }]);

  it('is each urgent or escalated alarm, the others by priority, and each incident', () => {
    expect(listToRead({ alarms, incidents }, nothing)).toEqual([
      'alarm:a',
      'alarms:low',
      'alarm:d',
      'incident:i',
    ]);
  });

  it('is also what came since, one by one, however low its priority', () => {
    const since = { ...nothing, alarms: [buildSheetAlarm({ id: 'e', priority: 'low' })] };
    expect(listToRead({ alarms, incidents }, since)).toContain('alarm:e');
  });

  it('is also that a source could not tell', () => {
    const missing = { status: 'unavailable', reason: 'failed' } as const;
    expect(listToRead({ alarms: missing, incidents: missing }, { ...nothing, alarms: null })).toEqual([
      'unavailable:alarms',
      'unavailable:incidents',
    ]);
  });
});

describe('a sheet', () => {
  it('may be signed for 30 minutes', () => {
    expect([isSheetFresh(0, 30 * 60_000), isSheetFresh(0, 30 * 60_000 + 1)]).toEqual([true, false]);
  });
});
