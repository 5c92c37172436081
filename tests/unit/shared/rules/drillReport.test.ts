import { describe, expect, it } from 'vitest';
import { areaCodeSchema } from '#shared/model/ids.ts';
import {
  computeDrillReport,
  type DrillCourse,
  type DrillDeed,
  type DrillIncident,
} from '#shared/rules/drillReport.ts';

const playedAt = Date.UTC(2026, 10, 28, 6);
const area = areaCodeSchema.parse('32.16.22');
const name = { id: 'LATIHAN: Muka air tinggi', en: 'LATIHAN: River high' };

function deed(
  second: number,
  what: DrillDeed['deed'],
  by: string | null,
  alarm = 'river|32.16.22',
): DrillDeed {
  const [rule = ''] = alarm.split('|');
  return { at: playedAt + second * 1_000, alarm, deed: what, by, rule, name, area, severity: 'major' };
}

function incident(second: number, alarm: string | null, by = 'Dewi'): DrillIncident {
  return { at: playedAt + second * 1_000, alarm, title: 'Banjir', by };
}

function compute(given: Partial<DrillCourse>) {
  return computeDrillReport({
    playedAt,
    endedAt: playedAt + 3_600_000,
    speed: 10,
    expect: [],
    resting: [],
    deeds: [],
    incidents: [],
    events: [],
    nameOf: () => null,
    ...given,
  });
}

describe('the report of a drill', () => {
  it('counts reaction times in real seconds from the raise, whatever the speed', () => {
    const report = compute({
      deeds: [
        deed(10, 'raise', null),
        deed(20, 'raise-again', null),
        deed(52.5, 'acknowledge', 'Dewi'),
        deed(60, 'acknowledge', 'Budi'),
        deed(70, 'shelve', 'Dewi'),
        deed(90, 'return', null),
      ],
      incidents: [incident(100, 'river|32.16.22'), incident(120, 'river|32.16.22')],
    });
    expect(report.alarms).toMatchObject([
      {
        acknowledgeSeconds: 42.5,
        acknowledgedBy: 'Dewi',
        incidentSeconds: 90,
        incidentBy: 'Dewi',
        shelveSeconds: 60,
        returnSeconds: 80,
        raises: 2,
      },
    ]);
    expect(report.summary).toMatchObject({ raised: 1, acknowledged: 1, medianSeconds: 42.5, incidents: 1 });
    expect(report.speed).toBe(10);
  });

  it('keeps an occurrence that was raised anew apart, with the incident of its own', () => {
    const report = compute({
      deeds: [
        deed(0, 'raise', null),
        deed(10, 'acknowledge', 'Dewi'),
        deed(20, 'return', null),
        deed(100, 'raise', null),
        deed(130, 'acknowledge', 'Budi'),
      ],
      incidents: [incident(110, 'river|32.16.22')],
    });
    expect(
      report.alarms.map(({ acknowledgeSeconds, incidentSeconds }) => [acknowledgeSeconds, incidentSeconds]),
    ).toEqual([
      [10, null],
      [30, 10],
    ]);
    expect(report.summary).toMatchObject({ medianSeconds: 20, worstSeconds: 30 });
  });

  it('says of each expectation whether it was met, late, never met, or had nothing to be met', () => {
    const report = compute({
      expect: [
        { rule: 'river', area, acknowledgeWithinSeconds: 60, incidentWithinSeconds: 60 },
        { rule: 'rain', acknowledgeWithinSeconds: 30 },
        { rule: 'wind', acknowledgeWithinSeconds: 30 },
        { rule: 'quake', acknowledgeWithinSeconds: 30 },
      ],
      deeds: [
        deed(0, 'raise', null),
        deed(0, 'raise', null, 'rain|a'),
        deed(0, 'raise', null, 'wind|a'),
        deed(60, 'acknowledge', 'Dewi'),
        deed(31, 'acknowledge', 'Dewi', 'rain|a'),
      ],
      nameOf: (rule) => (rule === 'quake' ? { id: 'Gempa', en: 'Quake' } : null),
    });
    expect(
      report.results.map(({ acknowledge, incident: opened }) => [acknowledge.outcome, opened?.outcome]),
    ).toEqual([
      ['met', 'never'],
      ['late', undefined],
      ['never', undefined],
      ['unraised', undefined],
    ]);
    expect(report.results[1]?.acknowledge).toEqual({ outcome: 'late', withinSeconds: 30, seconds: 31 });
    expect(report.results[3]?.name).toEqual({ id: 'Gempa', en: 'Quake' });
    expect(report.summary).toMatchObject({ expected: 4, met: 0 });
  });

  it('leaves out alarms of rules that rest, and new facts of a condition that goes on', () => {
    const report = compute({
      resting: ['agency-late'],
      deeds: [
        deed(0, 'raise', null, 'agency-late|dlh'),
        deed(1, 'raise', null),
        deed(2, 'fold', null),
        deed(3, 'acknowledge', 'Dewi'),
      ],
      incidents: [incident(4, null)],
      events: [{ at: playedAt, deed: 'event', about: name, area: null, by: null }],
    });
    expect(report.summary.raised).toBe(1);
    expect(report.timeline.map((line) => line.deed)).toEqual(['event', 'raise', 'acknowledge', 'incident']);
    expect(report.summary.incidents).toBe(1);
  });

  it('of a drill in which nothing happened has no times, not zeros', () => {
    expect(compute({}).summary).toEqual({
      raised: 0,
      acknowledged: 0,
      medianSeconds: null,
      worstSeconds: null,
      incidents: 0,
      expected: 0,
      met: 0,
    });
  });

  it('says that it is cut where there was more than it holds', () => {
    const deeds = Array.from({ length: 600 }, (_, index) => deed(index, 'raise', null, `river|${index}`));
    const report = compute({ deeds });
    expect(report.alarms).toHaveLength(500);
    expect(report.summary.raised).toBe(600);
    expect(report.isCut).toBe(true);
  });
});
