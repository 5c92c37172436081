import type { Indicator } from '#shared/model/indicator.ts';
import type { Origin } from '#shared/model/reading.ts';
import { toApproximateMs, toYear, toZoneOffsetMs } from '#shared/rules/calendar.ts';
import type { AlarmPeriod, AlarmPeriods } from '../../connection/alarmPeriods.ts';
import type { History } from '../../connection/history.ts';

/** One point of a history with everything that must be told apart when it is drawn. */
export interface DrawnPoint {
  /** Place on the axis: a year with its fraction, or the region's clock as if it were UTC (epoch milliseconds). */
  readonly x: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly origin: Origin | null;
  readonly isProvisional: boolean;
  readonly isRestated: boolean;
  /** The value that a correction replaced. */
  readonly was: number | null;
}

/** A history on the axis of its chart. */
export interface DrawnHistory {
  readonly isYears: boolean;
  readonly downsampled: boolean;
  readonly points: readonly DrawnPoint[];
  /** Rejected values, apart from the points. */
  readonly bad: readonly (readonly [x: number, value: number | null])[];
  readonly gaps: readonly (readonly [from: number, to: number])[];
  /** Where the series begins anew: points on both sides must not be joined. */
  readonly breaks: readonly number[];
  /** Times in alarm; empty where places stand for years. */
  readonly alarms: readonly (readonly [from: number, to: number])[];
  /** Place before which nothing is known of times in alarm; null where they are whole. */
  readonly alarmsSince: number | null;
}

const yearMs = 365 * 86_400_000;

/** Whether values stand for whole years, so that the axis has to name the year and not an instant in it. */
export function isYearly(indicator: Pick<Indicator, 'cadence'>): boolean {
  return toApproximateMs(indicator.cadence) >= yearMs;
}

interface Given {
  readonly history: History;
  readonly indicator: Pick<Indicator, 'cadence' | 'periodAnchor' | 'breaks'>;
  readonly zone: string;
  /** Origin of the points where the history does not say it (condensed ones). */
  readonly origin: Origin | null;
  readonly alarms?: AlarmPeriods;
}

const noAlarms: AlarmPeriods = { isWhole: true, items: [] };

/** Puts a history on the axis of its chart: a year's figure on the tick of its own year, anything else on the region's clock. */
export function toDrawnHistory({ history, indicator, zone, origin, alarms = noAlarms }: Given): DrawnHistory {
  const isYears = isYearly(indicator);
  const toX = isYears ? placeYears(history, indicator, zone) : (at: number) => at + toZoneOffsetMs(at, zone);
  const provisional = new Set(history.provisional);
  const restated = new Map(history.restated);
  let run = 0;
  const points = history.points.map(([at, value, low, high]): DrawnPoint => {
    while ((history.origins[run + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= at) run += 1;
    return {
      x: toX(at),
      value,
      low: low ?? null,
      high: high ?? null,
      origin: history.origins[run]?.[1] ?? origin,
      isProvisional: provisional.has(at),
      isRestated: restated.has(at),
      was: restated.get(at) ?? null,
    };
  });
  const end = points.reduce((last, { x }) => Math.max(last, x), Number.NEGATIVE_INFINITY);
  const [firstAlarm] = alarms.items;
  const breaks = indicator.breaks.map((date) => Date.parse(date)).filter(Number.isFinite);
  return {
    isYears,
    downsampled: history.downsampled,
    points,
    bad: history.bad.map(([at, value]) => [toX(at), value]),
    alarms: isYears
      ? []
      : joinPeriods(alarms.items).map(([from, to]) => [toX(from), to === null ? end : toX(to)]),
    alarmsSince: isYears || alarms.isWhole || !firstAlarm ? null : toX(firstAlarm.from),
    gaps: history.gaps.map(([from, to]) => [toX(from), toX(to)]),
    // Half a year before: a break on 1 January lies between the figures of two years.
    breaks: breaks.map((at) => (isYears ? toYear(at, zone) - 0.5 : toX(at))),
  };
}

/** Periods that follow each other, acknowledged in between, are one time in alarm. */
function joinPeriods(periods: readonly AlarmPeriod[]): [number, number | null][] {
  const joined: [number, number | null][] = [];
  for (const { from, to, state } of periods) {
    if (state === 'returned') continue;
    const last = joined.at(-1);
    if (last && last[1] === from) last[1] = to;
    else joined.push([from, to]);
  }
  return joined;
}

/** Years of the values; several of one year stand beside each other around its tick, in their order. */
function placeYears(
  history: History,
  { periodAnchor }: Given['indicator'],
  zone: string,
): (at: number) => number {
  const yearOf = (at: number): number => toYear(periodAnchor === 'end' ? at - 1 : at, zone);
  const inYear = new Map<number, number[]>();
  for (const [at] of [...history.points, ...history.bad]) {
    const year = yearOf(at);
    inYear.set(
      year,
      [...(inYear.get(year) ?? []), at].sort((first, second) => first - second),
    );
  }
  return (at) => {
    const year = yearOf(at);
    const all = inYear.get(year) ?? [];
    const place = all.indexOf(at);
    return place < 0 || all.length === 1 ? year : year + (place / (all.length - 1) - 0.5) * 0.5;
  };
}

/** First and last place on the axis; a single one gets room on both sides. */
export function toReach({ points, bad, gaps, isYears }: DrawnHistory): readonly [number, number] {
  const places = [...points.map(({ x }) => x), ...bad.map(([x]) => x), ...gaps.flat()];
  if (places.length === 0) return [0, 1];
  const first = places.reduce((low, x) => Math.min(low, x));
  const last = places.reduce((high, x) => Math.max(high, x));
  if (last > first) return [first, last];
  const room = isYears ? 1 : 43_200_000;
  return [first - room, last + room];
}
