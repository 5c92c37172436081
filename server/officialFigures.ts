import type { IndicatorId } from '#shared/model/ids.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { computeFreshnessWindow, toFreshness } from '#shared/rules/freshness.ts';
import type { LiveState } from './domain/live/liveState.ts';
import type { LiveRegion } from './regions/liveRegion.ts';

/** Figures for the whole regency, as officials look at them. */
export interface OfficialFigures {
  /** The present of an indicator with its age; without a value where the regency itself has none. */
  figure(indicator: string): OfficialFigure;
  /** The present of an indicator for the whole regency. */
  record(indicator: string): LiveRecord | undefined;
}

/** Needs of `createOfficialFigures`. */
export interface OfficialFigureParts {
  readonly region: LiveRegion;
  readonly liveState: LiveState;
  readonly now: () => number;
}

/** Builds the look-up; one pass over the series for each change of the stream, not for each look. */
export function createOfficialFigures({ region, liveState, now }: OfficialFigureParts): OfficialFigures {
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
    figure(id) {
      const found = record(id);
      const timing = region.indicator(id);
      const isThere = found && timing && found.value !== null;
      const window = isThere ? computeFreshnessWindow(found.observedAt, timing, zone) : null;
      return {
        indicator: id as IndicatorId,
        area: code,
        value: found?.value ?? null,
        observedAt: found?.observedAt ?? null,
        freshness: toFreshness(window, now()),
        origin: found?.origin ?? null,
        verification: found?.verification ?? null,
        source: found?.source.label ?? null,
      };
    },
  };
}
