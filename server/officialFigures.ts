import type { FigureThen } from '#shared/model/assistance.ts';
import type { IndicatorId } from '#shared/model/ids.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { toApproximateMs, toZonedInstant } from '#shared/rules/calendar.ts';
import { computeFreshnessWindow, toFreshness } from '#shared/rules/freshness.ts';
import type { LiveState } from './domain/live/liveState.ts';
import type { ReadingStore } from './domain/readings/readingStore.ts';
import type { VerificationStore } from './domain/verification/verificationStore.ts';
import type { LiveRegion } from './regions/liveRegion.ts';

/** Figures for the whole regency, as officials look at them. */
export interface OfficialFigures {
  /** The present of an indicator with its age; without a value where the regency itself has none. */
  figure(indicator: string): OfficialFigure;
  /** The last figure that is of that day (`YYYY-MM-DD` in the region's zone) or of before, as it is known now. */
  figureOn(indicator: IndicatorId, day: string): Promise<FigureThen>;
  /** The present of an indicator for the whole regency. */
  record(indicator: string): LiveRecord | undefined;
}

/** Needs of `createOfficialFigures`. */
export interface OfficialFigureParts {
  readonly region: LiveRegion;
  readonly liveState: LiveState;
  readonly store: Pick<ReadingStore, 'readHistory'> & Pick<VerificationStore, 'readVersionsAt'>;
  readonly now: () => number;
}

/** Builds the look-up; one pass over the series for each change of the stream, not for each look. */
export function createOfficialFigures(parts: OfficialFigureParts): OfficialFigures {
  const { region, liveState, now } = parts;
  const { code, zone } = region.catalogue.region;
  let seq = -1;
  let known = new Map<string, LiveRecord>();
  const record = (indicator: string): LiveRecord | undefined => {
    if (seq !== liveState.seq) {
      seq = liveState.seq;
      const ours = [...liveState.listChanges()].filter((change) => change.record.area === code);
      known = new Map(ours.map((change) => [change.record.indicator, change.record]));
    }
    return known.get(indicator);
  };
  return {
    record,
    figureOn: (indicator, day) => readFigureOn(parts, indicator, day),
    figure(id) {
      const found = record(id);
      const timing = region.indicator(id);
      // A rejected value is none.
      const value = found && found.quality !== 'bad' ? found.value : null;
      const isThere = found && timing && value !== null;
      const window = isThere ? computeFreshnessWindow(found.observedAt, timing, zone) : null;
      return {
        indicator: id as IndicatorId,
        area: code,
        value,
        observedAt: value === null ? null : (found?.observedAt ?? null),
        freshness: toFreshness(window, now()),
        origin: found?.origin ?? null,
        verification: found?.verification ?? null,
        quality: value === null ? null : (found?.quality ?? null),
        period: value === null ? null : (found?.period ?? null),
        source: found?.source.label ?? null,
      };
    },
  };
}

const dayMs = 86_400_000;
/** How far back a figure may lie: statistics come years apart, a sensor that was silent for a week says nothing of that day. */
const reachMs = { statistics: 8 * 366 * dayMs, sensor: 7 * dayMs } as const;

async function readFigureOn(
  { region, store }: OfficialFigureParts,
  id: IndicatorId,
  day: string,
): Promise<FigureThen> {
  const { code, zone } = region.catalogue.region;
  const indicator = region.indicator(id);
  const unknown = { origin: null, verification: null, quality: null, period: null };
  const none = { indicator: id, value: null, observedAt: null, ...unknown };
  if (!indicator) return none;
  const to = toZonedInstant(Date.parse(`${day}T23:59:59.999Z`), zone);
  const isSensor = toApproximateMs(indicator.cadence) < dayMs;
  const from = to - (isSensor ? reachMs.sensor : reachMs.statistics);
  const history = await store.readHistory({ indicator: id, area: code, maxPoints: 10_000, from, to });
  const [observedAt, value] = history.points.findLast((point) => point[1] !== null) ?? [null, null];
  if (observedAt === null) return none;
  const versions = await store.readVersionsAt(id, code, [observedAt]);
  const [newest] = versions.toSorted((a, b) => b.version - a.version);
  if (!newest) return { ...none, value, observedAt };
  const { origin, verification, quality, period } = newest;
  return { indicator: id, value, observedAt, origin, verification, quality, period };
}
