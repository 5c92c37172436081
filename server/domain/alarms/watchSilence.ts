import type { Alarm, AlarmRule } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { buildSilenceText } from '#shared/rules/alarmText.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { computeFreshnessWindow } from '#shared/rules/freshness.ts';
import { trialMs } from '../walls/judgeWall.ts';
import { type ActiveCondition, type ConditionWatch, noFacts } from './condition.ts';

/** A paired wall that does not show what it should, and since when. */
export interface SilentWall {
  readonly name: string;
  readonly since: number;
  /** Words for the alarm. */
  readonly text: string;
}

/** Needs of `createSilenceWatch`. */
export interface SilenceWatchParts {
  readonly rules: () => readonly AlarmRule[];
  readonly records: () => Iterable<LiveRecord>;
  readonly feeds: () => readonly FeedState[];
  readonly walls: () => readonly SilentWall[];
  readonly indicator: (id: string) => Indicator | undefined;
  readonly zone: string;
  /** When the server started: silence before it was our own. */
  readonly startedAt: number;
  /** What was open at the last stop: it goes on until what was silent speaks. */
  readonly open: readonly Alarm[];
}

/** Figures rarer than this are an agency's to send, others a sensor's. Milliseconds. */
const sensorBelowMs = 86_400_000;
/** After a start, sensors get this long to speak. Milliseconds. */
const settleMs = 30_000;
/** Walls are judged by then, those that come and go too; the rest is for the clocks of the watch and of the engine. Milliseconds. */
const wallSettleMs = trialMs + 3_000;
/** Most victims that one alarm names. */
const mostVictims = 500;

type SilenceRule = AlarmRule & {
  readonly condition: Extract<AlarmRule['condition'], { kind: 'silence' }>;
};

interface Look {
  readonly now: number;
  readonly late: readonly LateSeries[];
  readonly down: readonly FeedState[];
}

/**
 * Watches for silence. A link that is down explains every figure it fills: they are its victims and raise nothing of their own. Late
 * sensors are one alarm an indicator, late figures one an agency, so that a common cause is one alarm with its victims folded in.
 */
export function createSilenceWatch(parts: SilenceWatchParts): ConditionWatch {
  const findLate = createLateness(parts);
  const links = createLinkWatch(parts);
  const standing = createStanding(parts.open);
  const walls = createStandingWalls(parts);
  return {
    list(now) {
      const rules = parts.rules().filter(isSilenceRule);
      const down = links.look(now);
      const hasLinkRule = rules.some(({ condition }) => condition.of === 'link');
      const explained = new Set(hasLinkRule ? down.flatMap(({ indicators }) => indicators) : []);
      const late = findLate(now).filter(({ record }) => !explained.has(record.indicator));
      standing.look(late);
      return rules.flatMap((rule) => listOf(rule, { now, late, down }, { parts, links, standing, walls }));
    },
  };
}

function isSilenceRule(rule: AlarmRule): rule is SilenceRule {
  return rule.condition.kind === 'silence';
}

interface Memory {
  readonly parts: SilenceWatchParts;
  readonly links: ReturnType<typeof createLinkWatch>;
  readonly standing: ReturnType<typeof createStanding>;
  readonly walls: ReturnType<typeof createStandingWalls>;
}

function listOf(rule: SilenceRule, look: Look, memory: Memory): ActiveCondition[] {
  const { now, late, down } = look;
  const delayMs = rule.condition.delaySeconds * 1_000;
  switch (rule.condition.of) {
    case 'link':
      return down
        .filter(({ id, since }) => memory.links.stoodAtStop(rule.id, id) || now - since >= delayMs)
        .map((feed) => toLinkCondition(rule, feed, memory.parts));
    case 'sensor':
      return toLateConditions(rule, late.filter(isSensor), now, memory);
    case 'agency':
      return toLateConditions(
        rule,
        late.filter((one) => !isSensor(one)),
        now,
        memory,
      );
    case 'wall':
      return listWalls(rule, now, memory);
    default:
      return rule.condition.of satisfies never;
  }
}

interface LateSeries {
  readonly record: LiveRecord;
  readonly indicator: Indicator;
  readonly lateSince: number;
}

const isSensor = ({ indicator }: LateSeries): boolean => toApproximateMs(indicator.cadence) < sensorBelowMs;

/** Finds series that are late. The window of a value is worked out once for a definition: a look costs one comparison a series. */
function createLateness({ records, indicator, zone }: SilenceWatchParts) {
  const windows = new Map<string, { observedAt: number; definition: Indicator; dueUntil: number }>();
  return (now: number): LateSeries[] => {
    const late: LateSeries[] = [];
    for (const record of records()) {
      const definition = indicator(record.indicator);
      if (!definition) continue;
      const { observedAt } = record;
      const key = toSeriesKey(record.indicator, record.area);
      let window = windows.get(key);
      if (window?.observedAt !== observedAt || window.definition !== definition) {
        const { dueUntil } = computeFreshnessWindow(observedAt, definition, zone);
        window = { observedAt, definition, dueUntil };
        windows.set(key, window);
      }
      if (now >= window.dueUntil) late.push({ record, indicator: definition, lateSince: window.dueUntil });
    }
    return late;
  };
}

/** Remembers which links were down: at the stop, and at the last look. */
function createLinkWatch({ feeds, rules, open, startedAt }: SilenceWatchParts) {
  const atStop = new Set(open.flatMap(({ id, active }) => (active ? [id] : [])));
  const stoodAtStop = (rule: string, link: string): boolean => atStop.has(`${rule}|${link}`);
  let wasDown: readonly FeedState[] = [];
  const backSince = new Map<string, number>();
  /** A link that stood down at the stop still does until it brings something: trying anew is no sign of life. */
  const isDown = ({ id, state, lastInAt }: FeedState): boolean => {
    const own = rules().filter(({ condition }) => condition.kind === 'silence' && condition.of === 'link');
    const stood = own.some((rule) => stoodAtStop(rule.id, id));
    const isBack = state === 'up' || state === 'off' || (lastInAt ?? Number.NEGATIVE_INFINITY) >= startedAt;
    if (stood && isBack) for (const rule of own) atStop.delete(`${rule.id}|${id}`);
    return state === 'down' || (stood && !isBack);
  };
  return {
    stoodAtStop,
    look(now: number): readonly FeedState[] {
      const down = feeds().filter(isDown);
      const ids = new Set(down.map(({ id }) => id));
      for (const feed of wasDown)
        if (!ids.has(feed.id)) for (const indicator of feed.indicators) backSince.set(indicator, now);
      wasDown = down;
      return down;
    },
    /** When the last link that fills an indicator came back: its figures get their time to follow. */
    backSince: (indicator: string): number => backSince.get(indicator) ?? Number.NEGATIVE_INFINITY,
  };
}

/** Remembers what was late at the stop, for as long as it stays so. */
function createStanding(open: readonly Alarm[]) {
  const victims = new Map(
    open.flatMap((alarm) => (alarm.active ? [[alarm.id, new Set(alarm.victims)] as const] : [])),
  );
  return {
    look(late: readonly LateSeries[]): void {
      if (victims.size === 0) return;
      const names = new Set(late.map(toVictim));
      for (const [id, own] of victims) {
        for (const name of own) if (!names.has(name)) own.delete(name);
        if (own.size === 0) victims.delete(id);
      }
    },
    has: (id: string, one: LateSeries): boolean => victims.get(id)?.has(toVictim(one)) === true,
  };
}

/** Remembers the alarms that stood at the stop: each stands until its wall is judged, and then for as long as the wall is silent. */
function createStandingWalls({ open, startedAt }: SilenceWatchParts) {
  const stood = new Map(open.flatMap((alarm) => (alarm.active ? [[alarm.id, alarm] as const] : [])));
  return {
    has: (id: string): boolean => stood.has(id),
    /** Those of a rule whose wall nobody has judged yet. */
    listUnjudged(rule: AlarmRule, silent: ReadonlySet<string>, now: number): readonly Alarm[] {
      const unjudged = [...stood.values()].filter((one) => one.rule === rule.id && !silent.has(one.id));
      if (now - startedAt < wallSettleMs) return unjudged;
      for (const { id } of unjudged) stood.delete(id);
      return [];
    },
  };
}

/** A sensor by its series, an agency's figure by its indicator. */
function toVictim(one: LateSeries): string {
  return isSensor(one) ? toSeriesKey(one.record.indicator, one.record.area) : one.indicator.id;
}

function toLinkCondition(rule: AlarmRule, feed: FeedState, { records }: SilenceWatchParts): ActiveCondition {
  const fed = new Set(feed.indicators);
  const victims: string[] = [];
  for (const { indicator, area } of records()) {
    if (fed.has(indicator) && victims.length < mostVictims) victims.push(toSeriesKey(indicator, area));
  }
  const text = feed.lastError ? buildSilenceText(feed.name, feed.lastError.code) : feed.name;
  return { ...noFacts, id: `${rule.id}|${feed.id}`, rule, subject: feed.id, text, victims };
}

function listWalls(rule: SilenceRule, now: number, { parts, walls }: Memory): ActiveCondition[] {
  const delayMs = rule.condition.delaySeconds * 1_000;
  const silent = parts.walls().map((wall) => ({ ...wall, id: `${rule.id}|${wall.name}` }));
  const unjudged = walls.listUnjudged(rule, new Set(silent.map(({ id }) => id)), now);
  return [
    ...silent
      .filter(({ id, since }) => walls.has(id) || now - since >= delayMs)
      .map(({ id, name, text }) => ({ ...noFacts, id, rule, subject: name, text })),
    ...unjudged.map(({ id, subject, text }) => ({ ...noFacts, id, rule, subject, text })),
  ];
}

function toLateConditions(
  rule: SilenceRule,
  late: readonly LateSeries[],
  now: number,
  { parts, links, standing }: Memory,
): ActiveCondition[] {
  const isSettled = now - parts.startedAt >= settleMs;
  const delayMs = rule.condition.delaySeconds * 1_000;
  const groups = new Map<string, LateSeries[]>();
  for (const one of late) {
    const key = isSensor(one) ? one.indicator.id : one.indicator.agency;
    const since = Math.max(one.lateSince, parts.startedAt, links.backSince(one.indicator.id));
    const isRipe = isSettled && now - since >= delayMs;
    if (!isRipe && !standing.has(`${rule.id}|${key}`, one)) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].map(([key, group]) => toLateCondition(rule, key, group));
}

function toLateCondition(rule: AlarmRule, key: string, group: readonly LateSeries[]): ActiveCondition {
  const [first] = group;
  const ofSensors = first !== undefined && isSensor(first);
  const victims = [...new Set(group.map(toVictim))].sort();
  return {
    ...noFacts,
    id: `${rule.id}|${key}`,
    rule,
    area: ofSensors && group.length === 1 ? first.record.area : null,
    indicator: ofSensors ? first.indicator.id : null,
    subject: first?.indicator.agency ?? key,
    victims: victims.slice(0, mostVictims),
    simulated: group.every(({ record }) => record.origin === 'simulated'),
  };
}
