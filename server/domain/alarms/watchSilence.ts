import type { AlarmRule } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { computeFreshnessWindow } from '#shared/rules/freshness.ts';
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
  /** True where the alarm of a condition stood at the last stop: it goes on while nothing says otherwise. */
  readonly wasActive: (id: string) => boolean;
}

/** Figures rarer than this are an agency's to send, others a sensor's. Milliseconds. */
const sensorBelowMs = 86_400_000;
/** After a start, sensors get this long to speak. Milliseconds. */
const settleMs = 30_000;
/** Most victims that one alarm names. */
const mostVictims = 500;

/**
 * Watches for silence. A link that is down explains every figure it fills: they are its victims and raise nothing of their own. Late
 * sensors are one alarm an indicator, late figures one an agency, so that a common cause is one alarm with its victims folded in.
 */
export function createSilenceWatch(parts: SilenceWatchParts): ConditionWatch {
  const windows = new Map<string, { observedAt: number; dueUntil: number }>();
  return {
    list(now) {
      const late = listLate(parts, windows, now);
      const down = parts.feeds().filter((feed) => isDown(feed, parts));
      const explained = new Set(down.flatMap(({ indicators }) => indicators));
      const unexplained = late.filter(({ record }) => !explained.has(record.indicator));
      return parts.rules().flatMap((rule) => {
        if (rule.condition.kind !== 'silence') return [];
        const delayMs = rule.condition.delaySeconds * 1_000;
        switch (rule.condition.of) {
          case 'link':
            return down
              .filter(({ since }) => now - since >= delayMs)
              .map((feed) => toLinkCondition(rule, feed, parts));
          case 'sensor':
            return toLateConditions(rule, unexplained.filter(isSensor), { delayMs, now, parts });
          case 'agency':
            return toLateConditions(
              rule,
              unexplained.filter((one) => !isSensor(one)),
              { delayMs, now, parts },
            );
          case 'wall':
            return parts
              .walls()
              .filter(({ since }) => now - since >= delayMs)
              .map(({ name, text }) => ({ ...noFacts, id: `${rule.id}|${name}`, rule, subject: name, text }));
          default:
            return rule.condition.of satisfies never;
        }
      });
    },
  };
}

/** A link that was not tried yet since the start is still what it was. */
function isDown({ id, state }: FeedState, { rules, wasActive }: SilenceWatchParts): boolean {
  if (state !== 'waiting') return state === 'down';
  return rules().some(
    ({ id: rule, condition }) =>
      condition.kind === 'silence' && condition.of === 'link' && wasActive(`${rule}|${id}`),
  );
}

interface LateSeries {
  readonly record: LiveRecord;
  readonly indicator: Indicator;
  readonly lateSince: number;
}

const isSensor = ({ indicator }: LateSeries): boolean => toApproximateMs(indicator.cadence) < sensorBelowMs;

/** Series that are late. The window of a value is worked out once: a look costs one comparison a series. */
function listLate(
  { records, indicator, zone }: SilenceWatchParts,
  windows: Map<string, { observedAt: number; dueUntil: number }>,
  now: number,
): LateSeries[] {
  const late: LateSeries[] = [];
  for (const record of records()) {
    const known = indicator(record.indicator);
    if (!known) continue;
    const key = toSeriesKey(record.indicator, record.area);
    let window = windows.get(key);
    if (window?.observedAt !== record.observedAt) {
      const { dueUntil } = computeFreshnessWindow(record.observedAt, known, zone);
      window = { observedAt: record.observedAt, dueUntil };
      windows.set(key, window);
    }
    if (now >= window.dueUntil) late.push({ record, indicator: known, lateSince: window.dueUntil });
  }
  return late;
}

function toLinkCondition(rule: AlarmRule, feed: FeedState, { records }: SilenceWatchParts): ActiveCondition {
  const fed = new Set(feed.indicators);
  const victims: string[] = [];
  for (const { indicator, area } of records()) {
    if (fed.has(indicator) && victims.length < mostVictims) victims.push(toSeriesKey(indicator, area));
  }
  const text = feed.lastError ? `${feed.name}: ${feed.lastError.code}` : feed.name;
  return { ...noFacts, id: `${rule.id}|${feed.id}`, rule, subject: feed.id, text, victims };
}

function toLateConditions(
  rule: AlarmRule,
  late: readonly LateSeries[],
  { delayMs, now, parts }: { delayMs: number; now: number; parts: SilenceWatchParts },
): ActiveCondition[] {
  const isSettled = now - parts.startedAt >= settleMs;
  const groups = new Map<string, LateSeries[]>();
  for (const one of late) {
    const key = isSensor(one) ? one.indicator.id : one.indicator.agency;
    const isOld = parts.wasActive(`${rule.id}|${key}`);
    const isRipe = isSettled && now - Math.max(one.lateSince, parts.startedAt) >= delayMs;
    if (!isOld && !isRipe) continue;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, group]) => toLateCondition(rule, key, group));
}

function toLateCondition(rule: AlarmRule, key: string, group: readonly LateSeries[]): ActiveCondition {
  const [first] = group;
  const ofSensors = first !== undefined && isSensor(first);
  const victims = ofSensors
    ? group.map(({ record }) => toSeriesKey(record.indicator, record.area))
    : [...new Set(group.map(({ indicator }) => indicator.id))];
  return {
    ...noFacts,
    id: `${rule.id}|${key}`,
    rule,
    area: ofSensors && group.length === 1 ? first.record.area : null,
    indicator: ofSensors ? first.indicator.id : null,
    subject: first?.indicator.agency ?? key,
    victims: victims.slice(0, mostVictims).sort(),
    simulated: group.every(({ record }) => record.origin === 'simulated'),
  };
}
