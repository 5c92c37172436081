import type { AlarmEntry } from '../model/alarm.ts';
import type { DrillAlarm, DrillLine, DrillOutcome, DrillReport, DrillResult } from '../model/drill.ts';
import type { DrillExpectation } from '../model/drillScenario.ts';

/** One thing that was done to an alarm, as the audit tells it; `by` is null for Simpul itself. */
export interface DrillDeed extends Pick<DrillAlarm, 'alarm' | 'rule' | 'name' | 'area' | 'severity'> {
  readonly at: number;
  readonly deed: AlarmEntry['deed'];
  readonly by: string | null;
}

/** An incident that was opened from an alarm, or that an alarm was added to; `alarm` is null for one by hand. */
export interface DrillIncident {
  readonly at: number;
  readonly alarm: string | null;
  readonly title: string;
  readonly by: string | null;
}

/** What a drill left behind. Deeds and incidents in order of time. */
export interface DrillCourse {
  readonly playedAt: number;
  readonly endedAt: number;
  readonly speed: number;
  readonly expect: readonly DrillExpectation[];
  /** Name of a rule, also of one that raised nothing. */
  readonly nameOf: (rule: string) => DrillAlarm['name'] | null;
  /** Alarms of these rules are no part of the drill. */
  readonly resting: readonly string[];
  readonly deeds: readonly DrillDeed[];
  readonly incidents: readonly DrillIncident[];
  /** Events as they were shown. */
  readonly events: readonly DrillLine[];
}

const most = { alarms: 500, timeline: 1_000 } as const;

/** Works out how a drill was met: reaction times in real seconds, each expectation, and the course. */
export function computeDrillReport(course: DrillCourse): DrillReport {
  const deeds = course.deeds.filter(({ rule }) => !course.resting.includes(rule));
  const alarms = listAlarms(deeds, course.incidents);
  const results = course.expect.map((wanted) => toResult(wanted, alarms, course.nameOf));
  const timeline = listLines(course, deeds);
  const times = alarms.flatMap(({ acknowledgeSeconds: took }) => (took === null ? [] : [took]));
  return {
    playedAt: course.playedAt,
    endedAt: course.endedAt,
    speed: course.speed,
    summary: {
      raised: alarms.length,
      acknowledged: times.length,
      medianSeconds: median(times),
      worstSeconds: times.length === 0 ? null : Math.max(...times),
      incidents: course.incidents.filter(({ alarm }, index) => isFirstOf(course.incidents, alarm, index))
        .length,
      expected: results.length,
      met: results.filter(isMet).length,
    },
    alarms: alarms.slice(0, most.alarms),
    results,
    timeline: timeline.slice(0, most.timeline),
    isCut: alarms.length > most.alarms || timeline.length > most.timeline,
  };
}

/** True where all that was asked for came in time. */
export function isMet({ acknowledge, incident }: DrillResult): boolean {
  return acknowledge.outcome === 'met' && (incident === null || incident.outcome === 'met');
}

/** Incidents are counted by what they are about; each by hand is one of its own. */
function isFirstOf(all: readonly DrillIncident[], alarm: string | null, index: number): boolean {
  return alarm === null || all.findIndex((other) => other.alarm === alarm) === index;
}

type Open = { -readonly [Key in keyof DrillAlarm]: DrillAlarm[Key] };

/** One entry an occurrence: what became normal and was raised once more is another one. */
function listAlarms(deeds: readonly DrillDeed[], incidents: readonly DrillIncident[]): DrillAlarm[] {
  const latest = new Map<string, Open>();
  const all: Open[] = [];
  for (const deed of deeds) {
    if (deed.deed === 'raise') {
      const { at, alarm, rule, name, area, severity } = deed;
      const open: Open = { alarm, rule, name, area, severity, raisedAt: at, raises: 1, ...untouched };
      latest.set(alarm, open);
      all.push(open);
    } else {
      const open = latest.get(deed.alarm);
      if (open) note(open, deed);
    }
  }
  for (const open of all) noteIncident(open, all, incidents);
  return all;
}

const untouched = {
  acknowledgeSeconds: null,
  acknowledgedBy: null,
  incidentSeconds: null,
  incidentBy: null,
  shelveSeconds: null,
  returnSeconds: null,
} as const;

function note(open: Open, { at, deed, by }: DrillDeed): void {
  const seconds = toSeconds(at - open.raisedAt);
  if (deed === 'acknowledge' && open.acknowledgeSeconds === null) {
    open.acknowledgeSeconds = seconds;
    open.acknowledgedBy = by;
  }
  if (deed === 'shelve') open.shelveSeconds ??= seconds;
  if (deed === 'return') open.returnSeconds ??= seconds;
  if (deed === 'raise-again') open.raises += 1;
}

/** The first incident since it was raised and before the same alarm was raised anew. */
function noteIncident(open: Open, all: readonly Open[], incidents: readonly DrillIncident[]): void {
  const next = all.find(({ alarm, raisedAt }) => alarm === open.alarm && raisedAt > open.raisedAt);
  const found = incidents.find(
    ({ alarm, at }) =>
      alarm === open.alarm && at >= open.raisedAt && at < (next?.raisedAt ?? Number.POSITIVE_INFINITY),
  );
  if (!found) return;
  open.incidentSeconds = toSeconds(found.at - open.raisedAt);
  open.incidentBy = found.by;
}

function toResult(
  wanted: DrillExpectation,
  alarms: readonly DrillAlarm[],
  nameOf: DrillCourse['nameOf'],
): DrillResult {
  const { rule, area, acknowledgeWithinSeconds, incidentWithinSeconds } = wanted;
  const met = alarms.find((one) => one.rule === rule && (area === undefined || one.area === area));
  const judge = (seconds: number | null | undefined, withinSeconds: number) => ({
    outcome: toOutcome(met !== undefined, seconds ?? null, withinSeconds),
    withinSeconds,
    seconds: seconds ?? null,
  });
  return {
    rule,
    name: met?.name ?? nameOf(rule),
    area: area ?? met?.area ?? null,
    acknowledge: judge(met?.acknowledgeSeconds, acknowledgeWithinSeconds),
    incident: incidentWithinSeconds === undefined ? null : judge(met?.incidentSeconds, incidentWithinSeconds),
  };
}

function toOutcome(isRaised: boolean, seconds: number | null, within: number): DrillOutcome {
  if (!isRaised) return 'unraised';
  if (seconds === null) return 'never';
  return seconds <= within ? 'met' : 'late';
}

function listLines({ incidents, events }: DrillCourse, deeds: readonly DrillDeed[]): DrillLine[] {
  return [
    ...events,
    // New facts of a condition that goes on are no news to whoever reads the course.
    ...deeds
      .filter(({ deed }) => deed !== 'fold')
      .map(({ at, deed, name, area, by }) => ({ at, deed, about: name, area, by })),
    ...incidents.map(({ at, title, by }): DrillLine => {
      return { at, deed: 'incident', about: { id: title, en: title }, area: null, by };
    }),
  ].sort((a, b) => a.at - b.at);
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10;
}

/** Tenths of a second are all that a hand can be judged by. */
function toSeconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
