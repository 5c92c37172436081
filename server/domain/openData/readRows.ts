import { type AreaCode, type IndicatorId, toAreaLevel } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { OpenRow } from '#shared/model/openData.ts';
import type { Origin } from '#shared/model/reading.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { findClosedReason } from '#shared/rules/openFigure.ts';
import type { HistoryResult } from '../readings/readingStore.ts';
import { mostInstants } from '../verification/verificationStore.ts';
import { isPackFigure, listInstants, type OpenSource, pickOpen } from './openSource.ts';

/** A stretch of time, both ends inclusive, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;
/** Readings in one look into the store. */
const windowPoints = 4_000;
/** From so rare on each figure is looked up with source and period, however many there are. */
const detailedFromMs = 28 * dayMs;
/** So few of a series in a stretch are looked up too, however often they come; more would keep the store from its work. */
const mostDetailed = 1_000;
/** Longest stretch of an indicator that comes more often than daily, in its own beats. */
const mostBeats = 20_000;

/** Longest stretch that may be asked for at once; null where all of it may. */
export function toLongestMs({ cadence }: Pick<Indicator, 'cadence'>): number | null {
  const beatMs = toApproximateMs(cadence);
  if (beatMs >= dayMs) return null;
  return Math.min(366 * dayMs, Math.max(dayMs, beatMs * mostBeats));
}

/** What is asked for where the caller names no stretch, cut to what raw readings are kept for. */
export function toSpan(
  indicator: Indicator,
  { from, to }: { readonly from: number | undefined; readonly to: number | undefined },
  { retention, now }: Pick<OpenSource, 'retention' | 'now'>,
): Span {
  const end = to ?? now();
  const longest = toLongestMs(indicator);
  if (longest === null) return { from: from ?? Date.UTC(1900, 0, 1), to: end };
  const keptDays =
    toApproximateMs(indicator.cadence) < 60_000 ? retention.secondsDays : retention.minutesDays;
  // What is older lives on in roll-ups alone, which do not say who approved what.
  return { from: Math.max(from ?? end - longest, now() - (keptDays - 1) * dayMs), to: end };
}

/** Open figures of an indicator, area by area in order of time, read as they are taken. */
export async function* readRows(
  indicator: Indicator,
  span: Span,
  source: OpenSource,
): AsyncGenerator<OpenRow> {
  if (source.closed.has(indicator.id)) return;
  const areas = source
    .records()
    .filter(
      (record) => record.indicator === indicator.id && indicator.levels.includes(toAreaLevel(record.area)),
    )
    .map(({ area }) => area)
    .sort((a, b) => a.localeCompare(b));
  for (const area of areas) yield* readArea({ indicator, area }, span, source);
}

interface OneSeries {
  readonly indicator: Indicator;
  readonly area: AreaCode;
}

/** Halves a stretch that holds more than fits, so that each look is exact and small. */
async function* readArea(
  series: OneSeries,
  span: Span,
  source: OpenSource,
  isPart = false,
): AsyncGenerator<OpenRow> {
  if (span.to < span.from) return;
  const history = await source.store.readHistory({
    indicator: series.indicator.id as IndicatorId,
    area: series.area,
    ...span,
    maxPoints: windowPoints,
  });
  const isWhole = !history.downsampled && history.restated.length < 1_000;
  if (!isWhole && span.to > span.from) {
    const middle = Math.floor((span.from + span.to) / 2);
    yield* readArea(series, { from: span.from, to: middle }, source, true);
    yield* readArea(series, { from: middle + 1, to: span.to }, source, true);
    return;
  }
  if (!isWhole) return;
  const isRare = toApproximateMs(series.indicator.cadence) >= detailedFromMs;
  const isDetailed = isRare || (!isPart && history.points.length <= mostDetailed);
  yield* listRows(series, history, isDetailed, source);
}

async function* listRows(
  series: OneSeries,
  history: HistoryResult,
  isDetailed: boolean,
  source: OpenSource,
): AsyncGenerator<OpenRow> {
  const restated = history.restated.map(([at]) => at);
  const doubtful = new Set([...restated, ...history.provisional, ...history.uncertain]);
  const originAt = followOrigins(history);
  const values = new Map(history.points.map(([at, value]) => [at, value]));
  const all = listInstants(history);
  for (let start = 0; start < all.length; start += mostInstants) {
    const plain: OpenRow[] = [];
    const instants: number[] = [];
    for (const observedAt of all.slice(start, start + mostInstants)) {
      const origin = originAt(observedAt);
      const value = values.get(observedAt);
      const isPlain = value !== undefined && origin !== undefined && !doubtful.has(observedAt);
      if (isDetailed || !isPlain) instants.push(observedAt);
      else plain.push(...toPlainRow(series, { observedAt, value, origin }, source));
    }
    const looked = instants.length > 0 ? await lookUp(series, instants, source) : [];
    yield* [...plain, ...looked].sort((a, b) => a.observedAt - b.observedAt);
  }
}

/** Origin of each point, asked for in order of time. */
function followOrigins({ origins }: HistoryResult): (observedAt: number) => Origin | undefined {
  let segment = 0;
  return (observedAt) => {
    while ((origins[segment + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= observedAt) segment += 1;
    return origins[segment]?.[1];
  };
}

/** A value that stands as it was first stored, and was approved with that; none where it is not open. */
function toPlainRow(
  { indicator, area }: OneSeries,
  { observedAt, value, origin }: { observedAt: number; value: number | null; origin: Origin },
  source: OpenSource,
): OpenRow[] {
  const candidate = {
    origin,
    quality: 'good',
    verification: 'verified',
    hasFinalLook: false,
    isPackFigure: false,
  } as const;
  if (findClosedReason(candidate, indicator, false) !== null) return [];
  const areaName = source.area(area)?.name ?? area;
  const { quality, verification: state } = candidate;
  return [
    { area, areaName, observedAt, period: null, value, origin, quality, state, source: null, note: null },
  ];
}

/** The newest version of each instant that is open. */
async function lookUp(
  { indicator, area }: OneSeries,
  instants: readonly number[],
  source: OpenSource,
): Promise<OpenRow[]> {
  const areaName = source.area(area)?.name ?? area;
  const versions = await source.store.readVersionsAt(indicator.id, area, instants);
  return [...pickOpen(versions, indicator, source).values()].map((version) => {
    const { observedAt, value, period, origin, quality, verification: state, source: from } = version;
    const note = isPackFigure(version) ? version.note : null;
    return { area, areaName, observedAt, period, value, origin, quality, state, source: from.label, note };
  });
}
